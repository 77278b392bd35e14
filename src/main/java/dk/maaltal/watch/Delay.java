package dk.maaltal.watch;

import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long after the end of a period its figures come, by what came before: an update may be taken and yet lack the period
 * that it should have brought.
 */
final class Delay {
    /** Fewer updates tell of no habit. */
    private static final int FEWEST = 2;
    /** Two years of monthly updates: more than a cycle of a table that is updated more often than it grows. */
    private static final int LOOKED_AT = 24;

    private Delay() {}

    /** An update that was taken. */
    record Update(LocalDate day, ReferencePeriod newest) {
        long days() {
            return Math.max(0, ChronoUnit.DAYS.between(newest.lastDay(), day));
        }
    }

    /**
     * What is wrong when the newest update's newest period is older than any before it was, by two thirds of its own
     * length: then a period is lacking, for less than one is the unrest of publication days.
     *
     * @param updates the newest first
     */
    static Optional<String> tooLong(List<Update> updates) {
        List<Update> all = oneEachDay(updates);
        if (all.size() <= FEWEST) {
            return Optional.empty();
        }
        Update newest = all.get(0);
        long longest = all.stream()
                .skip(1)
                .limit(LOOKED_AT)
                .mapToLong(Update::days)
                .max()
                .orElseThrow();
        long length = ChronoUnit.DAYS.between(
                        newest.newest().firstDay(), newest.newest().lastDay())
                + 1;
        return newest.days() > longest + length * 2 / 3
                ? Optional.of("the update of %s has nothing newer than %s, %d days old then; it used to be %d at most"
                        .formatted(newest.day(), newest.newest(), newest.days(), longest))
                : Optional.empty();
    }

    /** Of readings of the same update the newest counts: the plan may have asked for more by then. */
    private static List<Update> oneEachDay(List<Update> updates) {
        List<Update> all = new ArrayList<>();
        for (Update update : updates) {
            if (all.isEmpty() || !all.get(all.size() - 1).day().equals(update.day())) {
                all.add(update);
            }
        }
        return all;
    }
}
