package dk.maaltal.cli;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/** Reads the words of a command. */
final class Words {
    private static final Set<Frequency> SNAPSHOT_KINDS = Set.of(Frequency.Q, Frequency.H, Frequency.Y);

    private Words() {}

    /** A quarter, half-year or year. */
    static ReferencePeriod period(String text) {
        try {
            ReferencePeriod period = ReferencePeriod.parse(text);
            if (SNAPSHOT_KINDS.contains(period.frequency())) {
                return period;
            }
        } catch (IllegalArgumentException e) {
            // said below, with the same next step
        }
        throw new ProblemException(Problem.declaration(
                "period " + text,
                "that is not a period of a snapshot",
                "a quarter (2024Q1), half-year (2024H1) or year (2024)",
                "`maaltal list snapshots` shows the published ones"));
    }

    static void requireOneJob(String job) {
        if (job.equals("backfill")) {
            throw new ProblemException(Problem.declaration(
                    "run backfill",
                    "which periods?",
                    "maaltal backfill --from 2021Q1 --to 2024Q4",
                    "it is a command of its own"));
        }
    }

    /** A moment given with {@code --as-of}. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ProblemException(
                    Problem.declaration(
                            "--as-of " + text, "that is not an instant", "one like 2024-09-30T12:00:00Z", "give it so"),
                    e);
        }
    }
}
