package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.Masked;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a dropped file is refused as a whole (design: registers). Shares are compared exactly. */
final class FileRules {
    private FileRules() {}

    /** What is to be judged. */
    record Case(
            Register register,
            Path path,
            JournalEntry.DroppedFile file,
            @Nullable LocalDate date,
            String decidedBy) {
        String where() {
            return FileRules.where(register, file.name());
        }

        LocalDate dated() {
            return Objects.requireNonNull(date);
        }
    }

    /** Why a file is not taken. */
    record Verdict(Outcome outcome, Problem problem) {}

    static String where(Register register, String name) {
        return "drop/" + register.text() + "/" + Masked.shown(name);
    }

    /** What is wrong with a name, or null. */
    static @Nullable Verdict misnamed(Register register, DropFolder.Dropped dropped, LocalDate today) {
        LocalDate date = dropped.named().extractDate();
        String expected = "<anything>_<yyyy-MM-dd>.csv or .xlsx, the date being the day it shows the register as of";
        String next = "name it so and put it into the drop folder again";
        String where = where(register, dropped.name());
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

    /** What a reading alone says against a file. */
    static Optional<Verdict> unfit(Case one, FileReading reading, long taken, long rejected) {
        Problem misfit = reading.refusal();
        if (misfit != null) {
            boolean isEmpty = reading.layout() != null && taken + rejected == 0;
            Outcome outcome = isEmpty ? Outcome.EMPTY : Outcome.MISMATCH;
            return Optional.of(new Verdict(outcome, misfit));
        }
        long all = taken + rejected;
        if (all == 0) {
            return Optional.of(new Verdict(Outcome.EMPTY, nothingIn(one, "the file has a header and no row")));
        }
        BigDecimal most = BigDecimal.valueOf(reading.rejectTolerance()).multiply(BigDecimal.valueOf(all));
        if (BigDecimal.valueOf(rejected).compareTo(most) > 0) {
            return Optional.of(new Verdict(
                    Outcome.REJECTED,
                    Problem.upstream(
                            one.where(),
                            "%d of %d rows were rejected".formatted(rejected, all),
                            "at most %s of them".formatted(percent(reading.rejectTolerance())),
                            "the .reasons.csv beside it in rejected/ says why each was; mend the extract or the layout"
                                    + " and drop the file again")));
        }
        return Optional.empty();
    }

    static Problem nothingIn(Case one, String what) {
        return Problem.upstream(
                one.where(), what, "an extract with rows", "what was held before goes on serving; deliver it again");
    }

    /** A delta must come after all it is added to, and with the key its persons were made with. */
    static Optional<Verdict> outOfOrder(
            Case one,
            FileReading reading,
            Optional<RegisterTables.Row> before,
            List<RegisterTables.Row> all,
            KeyState keyNow,
            List<String> notes) {
        Optional<RegisterTables.Row> after = all.stream()
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

    /** Whether a full extract lost too much. */
    static Optional<Verdict> shrunk(Case one, FileReading reading, long rows, Optional<RegisterTables.Row> before) {
        if (reading.delta() || before.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal least = BigDecimal.ONE
                .subtract(BigDecimal.valueOf(reading.shrinkTolerance()))
                .multiply(BigDecimal.valueOf(before.get().rows()));
        return BigDecimal.valueOf(rows).compareTo(least) >= 0
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Outcome.SHRUNK,
                        Problem.upstream(
                                one.where(),
                                "it holds %d distinct rows and the extract of %s held %d"
                                        .formatted(
                                                rows,
                                                before.get().extractDate(),
                                                before.get().rows()),
                                "at most %s fewer".formatted(percent(reading.shrinkTolerance())),
                                "deliver all of it; if the register really became smaller, raise shrink_tolerance in its"
                                        + " layout and drop the file again")));
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
