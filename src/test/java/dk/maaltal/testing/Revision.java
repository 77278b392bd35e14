package dk.maaltal.testing;

import java.time.LocalDate;
import java.util.Set;

/**
 * A time at which the simulated source says something else of periods it has shown before: so many times as much.
 *
 * @param table the table
 * @param places codes of municipalities; empty for all
 * @param first the first day that an update shows it
 * @param until the first day that updates say again what they said before
 * @param from no period that ends before the day is touched
 * @param to none that ends after it
 * @param factor what is counted becomes so many times as much; never more than there is of it
 */
public record Revision(
        String table,
        Set<String> places,
        LocalDate first,
        LocalDate until,
        LocalDate from,
        LocalDate to,
        double factor) {

    /** @param counts by place, combination of leaves, base */
    void to(long[][][] counts, Per period, LocalDate update) {
        boolean shown = !update.isBefore(first) && update.isBefore(until);
        LocalDate last = period.lastDay();
        if (!shown || last.isBefore(from) || last.isAfter(to)) {
            return;
        }
        for (int place = 0; place < counts.length; place++) {
            if (places.isEmpty()
                    || (place < Municipality.ALL.size()
                            && places.contains(Municipality.ALL.get(place).code()))) {
                for (int leaf = 0; leaf < counts[place].length; leaf++) {
                    revise(counts[place][leaf], leaf);
                }
            }
        }
    }

    /** Moves what a share has above the line; where it is a sum of leaves, some of them. */
    private void revise(long[] bases, int leaf) {
        switch (table) {
            case "y30f01", "y30f02", "mm13", "otij01" -> bases[1] = Math.min(bases[0], Math.round(bases[1] * factor));
            case "jo01" -> {
                bases[0] = Math.round(bases[0] * factor);
                bases[3] = Math.min(bases[2], Math.round(bases[3] * factor));
            }
            case "y30r21", "y14kval01" -> bases[0] = Math.round(bases[0] * factor);
            default -> {
                boolean moved = leaf / (table.equals("y60a02") ? 4 : 2) % 2 == 0;
                for (int base = 0; moved && base < bases.length; base++) {
                    bases[base] = Math.round(bases[base] * factor);
                }
            }
        }
    }
}
