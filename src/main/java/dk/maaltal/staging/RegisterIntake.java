package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.Masked;
import dk.maaltal.source.register.RegisterFiles;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.source.register.RowSink;
import dk.maaltal.staging.register.Draft;
import dk.maaltal.staging.register.Generation;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes one dropped file, in this order: folder, journal, database, and then the file moves. A cut leaves no half. */
final class RegisterIntake {
    private static final int TELL_EVERY = 1 << 16;
    private static final int BUFFER = 1 << 18;

    private final Staging staging;
    private final RegisterTables tables;
    private final RegisterFiles files;
    private final Function<Register, String> stamp;
    private final Supplier<KeyState> key;
    private final Originals originals;
    private final @Nullable String origin;

    RegisterIntake(
            Staging staging,
            RegisterFiles files,
            Function<Register, String> stamp,
            Supplier<KeyState> key,
            Originals originals,
            @Nullable String origin) {
        this.staging = staging;
        this.tables = staging.registers();
        this.files = files;
        this.stamp = stamp;
        this.key = key;
        this.originals = originals;
        this.origin = origin;
    }

    /** What is to be judged. */
    private record Case(
            Register register,
            Path path,
            JournalEntry.DroppedFile file,
            @Nullable LocalDate date,
            String decidedBy) {
        String where() {
            return RegisterIntake.where(register, file.name());
        }

        LocalDate dated() {
            return Objects.requireNonNull(date);
        }
    }

    /** Why a file is not taken. */
    private record Verdict(Outcome outcome, Problem problem) {}

    static String where(Register register, String name) {
        return "drop/" + register.text() + "/" + Masked.text(name);
    }

    Intake take(Register register, DropFolder.Dropped dropped, Progress progress) throws IOException {
        String name = Masked.text(dropped.name());
        if (!dropped.isWhole() || !dropped.isUnchanged()) {
            return growing(register, dropped);
        }
        KeyState keyNow = register.isPersonal() ? key.get() : new KeyState(null, null);
        Problem keyProblem = keyNow.refusal(tables.keyFingerprint().orElse(null));
        if (register.isPersonal() && keyProblem != null) {
            return new Intake.Waiting(register, name, keyProblem);
        }
        progress.at("register %s: looking at the file".formatted(register.text()), 0, 0);
        String sha256 = digest(dropped.path());
        JournalEntry.DroppedFile file =
                new JournalEntry.DroppedFile(register.text(), name, sha256, dropped.size(), origin);
        Verdict misnamed = misnamed(register, dropped);
        LocalDate date = dropped.named().extractDate();
        if (misnamed != null || date == null) {
            Verdict wrong = Objects.requireNonNull(misnamed);
            Case named = new Case(
                    register,
                    dropped.path(),
                    file,
                    date,
                    sha256("name|" + name + "|" + wrong.problem().what()));
            Optional<Intake> seen = refusedBefore(named);
            return seen.isPresent() ? seen.get() : refuse(named, wrong, 0, 0, null);
        }
        Optional<RegisterTables.Row> before = tables.newest(register, date);
        String decidedBy = sha256(stamp.apply(register) + "|" + date + "|"
                + before.map(RegisterTables.Row::folder).orElse(""));
        Case one = new Case(register, dropped.path(), file, date, decidedBy);
        Optional<Intake> seen = seenBefore(one);
        if (seen.isPresent()) {
            return seen.get();
        }
        if (dropped.size() == 0) {
            return refuse(one, new Verdict(Outcome.EMPTY, nothingIn(one, "the file is empty")), 0, 0, null);
        }
        try (Draft draft = staging.generations().draft(register, date, sha256)) {
            FileReading reading = files.read(register, dropped.path(), new Telling(draft, register, progress));
            if (!dropped.isUnchanged()) {
                return growing(register, dropped);
            }
            return judge(one, reading, draft, before, progress);
        }
    }

    private Intake judge(
            Case one, FileReading reading, Draft draft, Optional<RegisterTables.Row> before, Progress progress)
            throws IOException {
        Differ.reconcile("rows read", reading.taken(), draft.taken());
        Differ.reconcile("rows rejected", reading.rejected(), draft.rejected());
        KeyState keyNow = key.get();
        Verdict refusal = unfit(one, reading, draft).orElse(null);
        List<String> notes = new ArrayList<>(reading.warnings());
        if (refusal == null) {
            refusal = outOfOrder(one, reading, before, keyNow, notes).orElse(null);
        }
        if (refusal != null) {
            return refuse(one, refusal, draft.taken(), draft.rejected(), draft.keepRejections());
        }
        progress.at("register %s: sorting".formatted(one.register().text()), draft.taken(), draft.taken());
        Generation base = reading.delta() ? before.map(tables::read).orElse(null) : null;
        Generation made = draft.finish(reading, base, keyNow.fingerprint());
        Optional<Verdict> shrunk = shrunk(one, reading, made, before);
        if (shrunk.isPresent()) {
            return refuse(one, shrunk.get(), draft.taken(), draft.rejected(), draft.keepRejections());
        }
        String manifest = draft.commit();
        staging.takeRegister(one.file(), one.dated(), made.folder(), manifest);
        originals.archive(one.register(), one.path(), staging.now());
        if (reading.delta() && base == null) {
            notes.add("it is a delta, and there was nothing before it to add it to");
        }
        return new Intake.Taken(
                one.register(),
                one.file().name(),
                one.dated(),
                made.rows(),
                made.taken() + made.rejected(),
                made.rejected(),
                made.merged(),
                made.skipped(),
                notes);
    }

    private static Intake growing(Register register, DropFolder.Dropped dropped) {
        return new Intake.Waiting(
                register,
                Masked.text(dropped.name()),
                Problem.upstream(
                        where(register, dropped.name()),
                        "the file is still being written",
                        "a file whose size stands still",
                        "nothing: the next run takes it"));
    }

    private @Nullable Verdict misnamed(Register register, DropFolder.Dropped dropped) {
        LocalDate date = dropped.named().extractDate();
        LocalDate today = LocalDate.ofInstant(staging.now(), RegistersThen.DENMARK);
        String expected = "<anything>_<yyyy-MM-dd>.csv or .xlsx, the date being the day it shows the register as of";
        String next = "name it so and put it into the drop folder again";
        String where = where(register, dropped.name());
        if (!dropped.named().hasEnding()) {
            return new Verdict(
                    Outcome.MISMATCH, Problem.upstream(where, "the file is no .csv and no .xlsx", expected, next));
        }
        if (date == null) {
            return new Verdict(
                    Outcome.MISMATCH, Problem.upstream(where, "the file's name has no extract date", expected, next));
        }
        if (date.isAfter(today)) {
            return new Verdict(
                    Outcome.MISMATCH,
                    Problem.upstream(
                            where,
                            "its extract date %s is after today, %s".formatted(date, today),
                            "a day that has come",
                            next));
        }
        return null;
    }

    private Optional<Intake> seenBefore(Case one) throws IOException {
        Optional<RegisterTables.Row> held = tables.generations(one.register()).stream()
                .filter(row -> row.fileSha256().equals(one.file().sha256()))
                .findFirst();
        if (held.isEmpty()) {
            return refusedBefore(one);
        }
        originals.archive(one.register(), one.path(), staging.now());
        return Optional.of(new Intake.SeenBefore(
                one.register(),
                one.file().name(),
                true,
                Problem.upstream(
                        one.where(),
                        "the same bytes were taken before, as the extract of %s; the file was moved to the archive"
                                .formatted(held.get().extractDate()),
                        "",
                        "")));
    }

    private Optional<Intake> refusedBefore(Case one) throws IOException {
        Optional<RegisterTables.Judged> known = tables.find(
                        one.file().register(), one.file().sha256())
                .filter(judged -> one.decidedBy().equals(judged.decidedBy()));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        RegisterTables.Refusal then = tables.refusal(known.get().id());
        Problem problem = Problem.upstream(
                one.where(),
                "the same bytes were refused before and nothing has changed since: " + then.problem(),
                "",
                "mend the file, or the layout, and drop it again");
        originals.reject(
                one.register(),
                one.path(),
                staging.now(),
                new Originals.Reasons(
                        one.file().name(), known.get().outcome(), problem, then.rejected(), then.rejections()));
        return Optional.of(new Intake.SeenBefore(one.register(), one.file().name(), false, problem));
    }

    private Optional<Verdict> unfit(Case one, FileReading reading, Draft draft) {
        Problem misfit = reading.refusal();
        if (misfit != null) {
            boolean isEmpty = reading.layout() != null && draft.taken() + draft.rejected() == 0;
            Outcome outcome = isEmpty ? Outcome.EMPTY : Outcome.MISMATCH;
            return Optional.of(new Verdict(outcome, misfit));
        }
        long all = draft.taken() + draft.rejected();
        if (all == 0) {
            return Optional.of(new Verdict(Outcome.EMPTY, nothingIn(one, "the file has a header and no row")));
        }
        BigDecimal most = BigDecimal.valueOf(reading.rejectTolerance()).multiply(BigDecimal.valueOf(all));
        if (BigDecimal.valueOf(draft.rejected()).compareTo(most) > 0) {
            return Optional.of(new Verdict(
                    Outcome.REJECTED,
                    Problem.upstream(
                            one.where(),
                            "%d of %d rows were rejected".formatted(draft.rejected(), all),
                            "at most %s of them".formatted(percent(reading.rejectTolerance())),
                            "the .reasons.csv beside it in rejected/ says why each was; mend the extract or the layout"
                                    + " and drop the file again")));
        }
        return Optional.empty();
    }

    private static Problem nothingIn(Case one, String what) {
        return Problem.upstream(
                one.where(), what, "an extract with rows", "what was held before goes on serving; deliver it again");
    }

    /** A delta must come after all it is added to, and with the key its persons were made with. */
    private Optional<Verdict> outOfOrder(
            Case one, FileReading reading, Optional<RegisterTables.Row> before, KeyState keyNow, List<String> notes) {
        Optional<RegisterTables.Row> after = tables.generations(one.register()).stream()
                .filter(row -> row.extractDate().isAfter(one.dated()))
                .findFirst();
        if (after.isPresent() && after.get().delta()) {
            String late =
                    "the delta of %s was taken before it".formatted(after.get().extractDate());
            if (reading.delta()) {
                return Optional.of(new Verdict(
                        Outcome.CONFLICT,
                        Problem.upstream(
                                one.where(),
                                late + " and would lack its rows",
                                "deltas in the order of their dates",
                                "drop a full extract of a later day")));
            }
            notes.add(late + " and rests on the extract before this one; a full extract of a later day mends that");
        }
        if (reading.delta()
                && before.isPresent()
                && !Objects.equals(before.get().keyFingerprint(), keyNow.fingerprint())) {
            return Optional.of(new Verdict(
                    Outcome.CONFLICT,
                    Problem.upstream(
                            one.where(),
                            "it is a delta, and what it is to be added to was read with another key",
                            "the same key",
                            "drop a full extract")));
        }
        return Optional.empty();
    }

    private static Optional<Verdict> shrunk(
            Case one, FileReading reading, Generation made, Optional<RegisterTables.Row> before) {
        if (reading.delta() || before.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal least = BigDecimal.ONE
                .subtract(BigDecimal.valueOf(reading.shrinkTolerance()))
                .multiply(BigDecimal.valueOf(before.get().rows()));
        return BigDecimal.valueOf(made.rows()).compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Outcome.SHRUNK,
                        Problem.upstream(
                                one.where(),
                                "it holds %d distinct rows and the extract of %s held %d"
                                        .formatted(
                                                made.rows(),
                                                before.get().extractDate(),
                                                before.get().rows()),
                                "at most %s fewer".formatted(percent(reading.shrinkTolerance())),
                                "deliver all of it; if the register really became smaller, raise shrink_tolerance in its"
                                        + " layout and drop the file again")));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    private Intake refuse(Case one, Verdict verdict, long taken, long rejected, @Nullable String rejectionsSha256)
            throws IOException {
        staging.note(new JournalEntry.RegisterRefused(
                one.file(),
                one.date(),
                verdict.outcome(),
                verdict.problem(),
                one.decidedBy(),
                taken,
                rejected,
                rejectionsSha256,
                staging.now()));
        List<Rejection> rejections = rejectionsSha256 == null
                ? List.of()
                : staging.generations().refusedRejections(one.file().register(), rejectionsSha256);
        originals.reject(
                one.register(),
                one.path(),
                staging.now(),
                new Originals.Reasons(one.file().name(), verdict.outcome(), verdict.problem(), rejected, rejections));
        return new Intake.Refused(one.register(), one.file().name(), verdict.outcome(), verdict.problem(), rejected);
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Bodies.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Bodies.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Says now and then how far the reading is. */
    private static final class Telling implements RowSink {
        private final Draft draft;
        private final String what;
        private final Progress progress;

        Telling(Draft draft, Register register, Progress progress) {
            this.draft = draft;
            this.what = "register %s: rows".formatted(register.text());
            this.progress = progress;
        }

        @Override
        public void row(long personHigh, long personLow, long[] values) {
            draft.row(personHigh, personLow, values);
            if (draft.taken() % TELL_EVERY == 0) {
                progress.at(what, draft.taken(), 0);
            }
        }

        @Override
        public void rejected(Rejection rejection) {
            draft.rejected(rejection);
        }
    }
}
