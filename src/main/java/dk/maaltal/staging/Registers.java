package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.LayoutFiles;
import dk.maaltal.source.register.Masked;
import dk.maaltal.source.register.RegisterFiles;
import dk.maaltal.staging.register.BucketRows;
import dk.maaltal.staging.register.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes dropped extracts into generations. One process at a time works with a home; within it, different registers may
 * be taken by different threads.
 */
public final class Registers {
    private static final int MOST_NAMED = 5;

    private final Staging staging;
    private final DropFolder drop;
    private final Originals originals;
    private final RegisterIntake intake;
    private final Supplier<KeyState> key;
    private final int archiveDays;

    /**
     * @param stamp for each register what changes when a refused file might be taken: {@link LayoutFiles#stamp}
     * @param key looked at whenever a register of persons is taken
     * @param home under which {@code archive/} and {@code rejected/} lie, and {@code drop/} where no other is set
     * @param pause waits; tests do not
     */
    public Registers(
            Staging staging,
            RegisterFiles files,
            Function<Register, String> stamp,
            Supplier<KeyState> key,
            Path home,
            DropSettings settings,
            Consumer<Duration> pause) {
        Path dir = settings.dir();
        this.staging = staging;
        this.drop = new DropFolder(dir == null ? home.resolve("drop") : dir, () -> pause.accept(settings.settle()));
        this.originals = new Originals(home, new FileMoves() {});
        this.intake = new RegisterIntake(staging, files, stamp, key, settings.origin());
        this.key = key;
        this.archiveDays = settings.archiveDays();
    }

    /**
     * The registers with files in the drop folder, and those whose folder there cannot be read: {@link #take} says so.
     * Looks at all of them, so that it need not wait.
     */
    public List<Register> waiting() {
        try {
            return drop.waiting();
        } catch (IOException e) {
            throw new ProblemException(unreadable("", e), e);
        }
    }

    /** How many files lie in the drop folder, of each register that has any; waits for none of them. */
    public Map<Register, Integer> dropped() {
        try {
            return drop.counts();
        } catch (IOException e) {
            throw new ProblemException(unreadable("", e), e);
        }
    }

    /** The registers whose folders in the drop folder cannot be read: each with why. */
    public Map<Register, Problem> unreadable() {
        Map<Register, Problem> unreadable = new EnumMap<>(Register.class);
        drop.unreadable().forEach((register, e) -> unreadable.put(register, unreadable(register.text(), e)));
        return unreadable;
    }

    /**
     * What lies in the drop folder where nothing is looked for; it is left there.
     *
     * @throws ProblemException when the drop folder cannot be read
     */
    public List<Problem> strays() {
        try {
            return drop.strays().stream()
                    .map(name -> Problem.upstream(
                            "drop/" + Masked.shown(name),
                            "nothing is looked for there",
                            "files in a folder with a register's name: "
                                    + String.join(
                                            ", ",
                                            List.of(Register.values()).stream()
                                                    .map(Register::text)
                                                    .toList()),
                            "move it to the right folder, or away"))
                    .toList();
        } catch (IOException e) {
            throw new ProblemException(unreadable("", e), e);
        }
    }

    private static Problem unreadable(String register, IOException e) {
        return new Problem(
                Mover.US,
                "the folder cannot be read (%s)".formatted(e.getClass().getSimpleName()),
                "maaltal.drop.dir" + (register.isEmpty() ? "" : ", drop/" + register),
                "a folder this user may read and write",
                "check that it is there and its rights");
    }

    /**
     * Takes a register's files, the oldest extract first: each becomes a generation or is refused as a whole, and moves
     * away. What happens to one does not touch the others.
     *
     * @return what became of each; one that was judged and could not be moved away is {@link Intake.Waiting} besides
     */
    public List<Intake> take(Register register, Progress progress) {
        staging.catchUp(Progress.NONE);
        List<Intake> intakes = new ArrayList<>();
        try {
            staging.generations().sweep(register);
            for (DropFolder.Dropped file : drop.dropped(register)) {
                one(register, file, progress, intakes);
            }
        } catch (IOException e) {
            throw new ProblemException(unreadable(register.text(), e), e);
        }
        return intakes;
    }

    private void one(Register register, DropFolder.Dropped file, Progress progress, List<Intake> intakes) {
        RegisterIntake.Judgement judged = judged(register, file, progress);
        intakes.add(judged.intake());
        if (judged.intake() instanceof Intake.Waiting) {
            return;
        }
        Reasons reasons = judged.reasons();
        try {
            if (reasons == null) {
                originals.archive(register, file.path(), staging.now());
            } else {
                originals.reject(register, file.path(), staging.now(), reasons);
            }
            drop.forget(file.path());
        } catch (IOException | UncheckedIOException e) {
            intakes.add(waiting(
                    register,
                    file,
                    "the file was %s, but cannot be moved to %s (%s)"
                            .formatted(
                                    reasons == null ? "taken" : "refused",
                                    reasons == null ? "archive" : "rejected",
                                    e.getClass().getSimpleName()),
                    "folders this user may write, drop as well as archive and rejected, and free space",
                    "mend that, or move it away yourself; nothing more is read of it"));
        }
    }

    private RegisterIntake.Judgement judged(Register register, DropFolder.Dropped file, Progress progress) {
        try {
            return intake.take(register, file, progress);
        } catch (ProblemException e) {
            return left(new Intake.Waiting(
                    register, Masked.shown(file.name()), e.problems().get(0)));
        } catch (IOException | UncheckedIOException e) {
            return left(waiting(
                    register,
                    file,
                    "the file could not be read or its rows not be written (%s)"
                            .formatted(e.getClass().getSimpleName()),
                    "a file this user may read and move, and free space in the home",
                    "mend that; the next run takes it"));
        } catch (OutOfMemoryError e) {
            // Whatever filled the memory was this file's and is let go of.
            return left(waiting(
                    register,
                    file,
                    "there is too little memory for the file",
                    "at most as many rows as fit",
                    "give Java more (-Xmx), or deliver less at a time; the next run tries again"));
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return left(waiting(
                    register,
                    file,
                    "the file cannot be taken: a fault of Måltal's own (%s)".formatted(fault(e)),
                    "a file that is taken or refused",
                    "report it with this line; the next run tries again"));
        }
    }

    private static RegisterIntake.Judgement left(Intake waiting) {
        return new RegisterIntake.Judgement(waiting, null);
    }

    /** An exception's own text may hold a name or a cell; where it was thrown does not. */
    private static String fault(RuntimeException e) {
        String at = Stream.of(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dk.maaltal."))
                .findFirst()
                .map(frame -> " at %s:%d".formatted(frame.getFileName(), frame.getLineNumber()))
                .orElse("");
        return e.getClass().getSimpleName() + at;
    }

    private static Intake waiting(
            Register register, DropFolder.Dropped file, String what, String expected, String next) {
        return new Intake.Waiting(
                register,
                Masked.shown(file.name()),
                new Problem(Mover.US, what, FileRules.where(register, file.name()), expected, next));
    }

    /**
     * Removes dropped files whose days are over, as many as can be.
     *
     * @return what went, {@code archive/forloeb/<masked name>}
     * @throws ProblemException when something could not be removed, after all that could
     */
    public List<String> forget() {
        Instant now = staging.now();
        Originals.Forgotten forgotten = originals.forget(now, archiveDays);
        if (!forgotten.gone().isEmpty()) {
            staging.note(new JournalEntry.OriginalsForgotten(forgotten.gone(), now));
        }
        for (Register register : Register.values()) {
            try {
                staging.generations().sweep(register);
            } catch (IOException | UncheckedIOException e) {
                forgotten.failed("registers/" + register.text(), e);
            }
        }
        if (!forgotten.left().isEmpty()) {
            throw new ProblemException(new Problem(
                    Mover.US,
                    "%d could not be removed though their days are over (%s): %s; %d were"
                            .formatted(
                                    forgotten.left().size(),
                                    String.join(", ", forgotten.why()),
                                    some(forgotten.left()),
                                    forgotten.gone().size()),
                    "archive and rejected",
                    "folders this user may write",
                    "mend their rights, then: maaltal forget"));
        }
        return forgotten.gone();
    }

    private static String some(List<String> names) {
        int shown = Math.min(names.size(), MOST_NAMED);
        String more = names.size() > shown ? " and %d more".formatted(names.size() - shown) : "";
        return String.join(", ", names.subList(0, shown)) + more;
    }

    /** Rejected rows, those of the newest files first. */
    public List<Rejected> rejections(int atMost) {
        return staging.registers().rejections(atMost);
    }

    /** Every generation that is held, by register, then the oldest extract first. */
    public List<HeldGeneration> generations() {
        return List.of(Register.values()).stream()
                .flatMap(register -> staging.registers().generations(register).stream())
                .map(HeldGeneration::of)
                .toList();
    }

    /** Why a register's newest generation cannot be read: its folder is gone or damaged. Reads all of it. */
    public Optional<Problem> lost(Register register) {
        return staging.troubles().lost(register);
    }

    /** That the last file of a register was refused, and so what serves is older than what was delivered. */
    public Optional<Problem> refused(Register register) {
        return staging.troubles().refused(register);
    }

    /** Why registers of persons could not be read now; empty when they could. */
    public Optional<Problem> keyProblem() {
        return Optional.ofNullable(
                key.get().refusal(staging.registers().keyFingerprint().orElse(null)));
    }

    /** The fingerprint of the key that the persons held came with; empty before the first. */
    public Optional<String> keyFingerprint() {
        return staging.registers().keyFingerprint();
    }

    /** A pseudonym. */
    public record Person(long high, long low) {}

    /**
     * Those numbers that are nobody's CPR number among all persons of all generations. One whose folder was removed holds
     * nobody any more.
     *
     * @param candidates each with the pseudonym it would have if it were one
     * @throws ProblemException when a generation is damaged: whose numbers it holds cannot be told
     */
    public Set<Long> nobodys(Map<Long, Person> candidates) {
        Map<Person, Long> byPerson = new HashMap<>();
        candidates.forEach((number, person) -> byPerson.put(person, number));
        Set<Long> left = new HashSet<>(candidates.keySet());
        for (Register register : Register.values()) {
            if (register.isPersonal() && !byPerson.isEmpty()) {
                for (RegisterTables.Row row : staging.registers().generations(register)) {
                    if (!staging.generations().exists(register.text(), row.folder())) {
                        continue;
                    }
                    Generation generation = staging.registers().read(row);
                    for (int i = 0; i < generation.buckets().size(); i++) {
                        BucketRows bucket = staging.generations().bucket(generation, i);
                        while (bucket.next()) {
                            Long number = byPerson.get(new Person(bucket.high(), bucket.low()));
                            if (number != null) {
                                left.remove(number);
                            }
                        }
                    }
                }
            }
        }
        return left;
    }
}
