package dk.maaltal.staging;

import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import java.time.Instant;

/** What was known at an as-of, and nothing later. */
public interface Known {
    Instant asOf();

    /** Until when register generations were taken; {@link Instant#EPOCH} where there is none. */
    Instant takenBy();

    /** How many lines of the journal stood in the database when this view was made. */
    long journalLines();

    /** Whether the newest catalogue known at the as-of lists the table; true while no catalogue was ever read. */
    boolean offers(TableSelector table);

    /** What was known of a series, in all areas. */
    SeriesKnown series(SeriesSelector selector);

    /** The registers and CVR. */
    RegistersKnown registers();
}
