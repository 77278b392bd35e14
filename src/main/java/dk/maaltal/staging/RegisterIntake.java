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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges one dropped file, in this order: folder, journal, database. Only then may it move. A cut leaves no half, and a
 * file that did not move is known again.
 */
final class RegisterIntake {
    private static final int TELL_EVERY = 1 << 16;
    private static final int BUFFER = 1 << 18;

    private final Staging staging;
    private final RegisterTables tables;
    private final RegisterFiles files;
    private final Function<Register, String> stamp;
    private final Supplier<KeyState> key;
    private final @Nullable String origin;

    RegisterIntake(
            Staging staging,
            RegisterFiles files,
            Function<Register, String> stamp,
            Supplier<KeyState> key,
            @Nullable String origin) {
        this.staging = staging;
        this.tables = staging.registers();
        this.files = files;
        this.stamp = stamp;
        this.key = key;
        this.origin = origin;
    }

    /** @param reasons what is to lie beside the file when it is refused; null when it is not */
    record Judgement(Intake intake, @Nullable Reasons reasons) {}

    Judgement take(Register register, DropFolder.Dropped dropped, Progress progress) throws IOException {
        String name = Masked.shown(dropped.name());
        if (!dropped.isWhole() || !dropped.isUnchanged()) {
            return growing(register, dropped);
        }
        KeyState keyNow = register.isPersonal() ? key.get() : new KeyState(null, null);
        Problem keyProblem = keyNow.refusal(tables.keyFingerprint().orElse(null));
        if (register.isPersonal() && keyProblem != null) {
            return new Judgement(new Intake.Waiting(register, name, keyProblem), null);
        }
        progress.at("register %s: looking at the file".formatted(register.text()), 0, 0);
        String sha256 = digest(dropped.path());
        JournalEntry.DroppedFile file =
                new JournalEntry.DroppedFile(register.text(), name, sha256, dropped.size(), origin);
        FileRules.Verdict misnamed =
                FileRules.misnamed(register, dropped, LocalDate.ofInstant(staging.now(), RegistersThen.DENMARK));
        LocalDate date = dropped.named().extractDate();
        if (misnamed != null || date == null) {
            FileRules.Verdict wrong = Objects.requireNonNull(misnamed, "a name without a date");
            FileRules.Case named = new FileRules.Case(
                    register,
                    dropped.path(),
                    file,
                    date,
                    sha256("name|" + name + "|" + wrong.problem().what()));
            Optional<Judgement> seen = refusedBefore(named);
            return seen.isPresent() ? seen.get() : refuse(named, wrong, 0, 0, null);
        }
        Optional<RegisterTables.Row> before = tables.newestBefore(register, date, sha256);
        String decidedBy = sha256(stamp.apply(register) + "|" + date + "|"
                + before.map(RegisterTables.Row::folder).orElse(""));
        FileRules.Case one = new FileRules.Case(register, dropped.path(), file, date, decidedBy);
        Optional<Judgement> seen = seenBefore(one);
        if (seen.isPresent()) {
            return seen.get();
        }
        if (dropped.size() == 0) {
            return refuse(
                    one,
                    new FileRules.Verdict(Outcome.EMPTY, FileRules.nothingIn(one, "the file is empty")),
                    0,
                    0,
                    null);
        }
        try (Draft draft = staging.generations().draft(register, date, sha256)) {
            FileReading reading = read(register, dropped.path(), draft, progress);
            if (!dropped.isUnchanged()) {
                return growing(register, dropped);
            }
            return judge(one, reading, draft, before, progress);
        }
    }

    private Judgement judge(
            FileRules.Case one,
            FileReading reading,
            Draft draft,
            Optional<RegisterTables.Row> before,
            Progress progress)
            throws IOException {
        Differ.reconcile("rows read", reading.taken(), draft.taken());
        Differ.reconcile("rows rejected", reading.rejected(), draft.rejected());
        KeyState keyNow = key.get();
        FileRules.Verdict refusal =
                FileRules.unfit(one, reading, draft.taken(), draft.rejected()).orElse(null);
        List<String> notes = new ArrayList<>(reading.warnings());
        if (refusal == null) {
            refusal = FileRules.outOfOrder(one, reading, before, tables.generations(one.register()), keyNow, notes)
                    .orElse(null);
        }
        if (refusal != null) {
            return refuse(one, refusal, draft.taken(), draft.rejected(), draft.keepRejections());
        }
        progress.at("register %s: sorting".formatted(one.register().text()), draft.taken(), draft.taken());
        Generation base = reading.delta() ? before.map(tables::read).orElse(null) : null;
        Generation made = draft.finish(reading, base, keyNow.fingerprint());
        Optional<FileRules.Verdict> shrunk = FileRules.shrunk(one, reading, made.rows(), before);
        if (shrunk.isPresent()) {
            return refuse(one, shrunk.get(), draft.taken(), draft.rejected(), draft.keepRejections());
        }
        String manifest = draft.commit();
        staging.takeRegister(one.file(), one.dated(), made.folder(), manifest);
        if (reading.delta() && base == null) {
            notes.add("it is a delta, and there was nothing before it to add it to");
        }
        return new Judgement(
                new Intake.Taken(
                        one.register(),
                        one.file().name(),
                        one.dated(),
                        made.rows(),
                        made.taken() + made.rejected(),
                        made.rejected(),
                        made.merged(),
                        made.skipped(),
                        notes),
                null);
    }

    /** What reads workbooks opens them by the text of their name, which some names do not have in this locale. */
    private FileReading read(Register register, Path file, Draft draft, Progress progress) throws IOException {
        Telling sink = new Telling(draft, register, progress);
        if (FileName.isTextOf(file)) {
            return files.read(register, file, sink);
        }
        String name = FileName.of(file).text();
        Path copy = draft.copy(file, name.toLowerCase(Locale.ROOT).endsWith(".xlsx") ? "file.xlsx" : "file.csv");
        try {
            return files.read(register, copy, sink);
        } finally {
            Files.delete(copy);
        }
    }

    private static Judgement growing(Register register, DropFolder.Dropped dropped) {
        return new Judgement(
                new Intake.Waiting(
                        register,
                        Masked.shown(dropped.name()),
                        Problem.upstream(
                                FileRules.where(register, dropped.name()),
                                "the file is still being written",
                                "a file whose size stands still",
                                "nothing: the next run takes it")),
                null);
    }

    /** The same bytes under another date are another extract. */
    private Optional<Judgement> seenBefore(FileRules.Case one) throws IOException {
        boolean isHeld = tables.generations(one.register()).stream()
                .filter(row -> row.fileSha256().equals(one.file().sha256())
                        && row.extractDate().equals(one.date()))
                // One that is gone or damaged is made anew.
                .anyMatch(row -> tables.damage(row).isEmpty());
        if (!isHeld) {
            return refusedBefore(one);
        }
        Problem problem = Problem.upstream(
                one.where(), "the same bytes were taken before, as the extract of %s".formatted(one.date()), "", "");
        return Optional.of(
                new Judgement(new Intake.SeenBefore(one.register(), one.file().name(), true, problem), null));
    }

    private Optional<Judgement> refusedBefore(FileRules.Case one) {
        Optional<RegisterTables.Judged> known = tables.find(
                        one.file().register(), one.file().sha256(), one.date())
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
        return Optional.of(new Judgement(
                new Intake.SeenBefore(one.register(), one.file().name(), false, problem),
                new Reasons(one.file().name(), known.get().outcome(), problem, then.rejected(), then.rejections())));
    }

    private Judgement refuse(
            FileRules.Case one,
            FileRules.Verdict verdict,
            long taken,
            long rejected,
            @Nullable String rejectionsSha256) {
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
        return new Judgement(
                new Intake.Refused(one.register(), one.file().name(), verdict.outcome(), verdict.problem(), rejected),
                new Reasons(one.file().name(), verdict.outcome(), verdict.problem(), rejected, rejections));
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
