package dk.maaltal.testing.registers;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line, and when the case system had it so.
 *
 * @param from the first extract date that has it
 * @param until the first that has it no more, or null
 */
record Recorded(Line line, LocalDate from, @Nullable LocalDate until) {
    boolean standsOn(LocalDate day) {
        return !from.isAfter(day) && (until == null || until.isAfter(day));
    }
}
