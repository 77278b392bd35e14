package dk.maaltal.staging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What was known of one area at many earlier instants. Keeps what it has read, so that each instant after the first costs
 * little; used by one thread.
 */
public interface Hindsight {
    /** When a table of a source first became known; empty when none ever did. */
    Optional<Instant> tablesFrom();

    /** The first day a register is known as of; empty when none was ever taken. */
    Optional<LocalDate> registersFrom();

    /** As {@link Knowledge#at}, but a series has the observations of the area alone. */
    Known at(Instant instant);
}
