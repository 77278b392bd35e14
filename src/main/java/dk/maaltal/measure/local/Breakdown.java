package dk.maaltal.measure.local;

import java.util.List;

/**
 * A count split into the parts that make it, as they are: nothing small is hidden here.
 *
 * @param cells in the order a reader wants them; those of a place sum to its number
 */
public record Breakdown(List<Cell> cells) {
    /** Nothing is known of how the count came about but itself. */
    static final Breakdown NONE = new Breakdown(List.of());

    public Breakdown {
        cells = List.copyOf(cells);
    }

    /**
     * One part of a count.
     *
     * @param key stable, {@code interviews_3}
     * @param place what it is a part of
     * @param count persons, spells, cases or whatever the rule counts
     */
    public record Cell(String key, Place place, long count) {}

    /** What a cell is a part of. */
    public enum Place {
        /** n. */
        COUNTED,
        /** N less n. */
        REST,
        /** Left out of N, each for a reason of its own; more may be left out for no reason worth a word. */
        OUTSIDE
    }
}
