package dk.maaltal.measure.local;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a rule counted for a period.
 *
 * @param kind whether there is a count
 * @param n what is counted; 0 without a count
 * @param of of how many; 0 where there is no such number
 * @param about what it is about, as the sheet writes it, or the period's id
 * @param wanted what it would be about had the source come so far
 * @param attributes what a reader must know beside the numbers
 * @param benchmark the level that stands in the same row, in percent, or null
 * @param flaw what the register says that cannot be, or null
 */
public record Tally(
        Kind kind,
        long n,
        long of,
        String about,
        String wanted,
        SortedMap<String, String> attributes,
        @Nullable BigDecimal benchmark,
        @Nullable String flaw) {
    /** Whether there is a count. */
    public enum Kind {
        COUNTED,
        /** Counted, but of an older school year or year than wanted. */
        OLDER,
        /** Counted, but rows are left out that CVR must first be asked about. */
        LAST_KNOWN,
        /** A number was hidden by whoever made the sheet. */
        HIDDEN,
        /** The sheet has not come to the period. */
        NOT_THERE,
        /** The register contradicts itself. */
        FLAWED
    }

    public Tally {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    static Tally counted(long n, long of, String about) {
        return new Tally(Kind.COUNTED, n, of, about, about, new TreeMap<>(), null, null);
    }

    static Tally without(Kind kind, String about) {
        return new Tally(kind, 0, 0, about, about, new TreeMap<>(), null, null);
    }

    static Tally flawed(String flaw, String about) {
        return new Tally(Kind.FLAWED, 0, 0, about, about, new TreeMap<>(), null, flaw);
    }

    /** Of an older year than wanted, where there is a count. */
    Tally older(String than) {
        return new Tally(kind == Kind.COUNTED ? Kind.OLDER : kind, n, of, about, than, attributes, benchmark, flaw);
    }

    /** Counted from what was last known. */
    Tally lastKnown() {
        return new Tally(Kind.LAST_KNOWN, n, of, about, wanted, attributes, benchmark, flaw);
    }

    /** Of the newest day, which is as good as the one wanted. */
    Tally insteadOf(String other) {
        return new Tally(kind, n, of, about, other, attributes, benchmark, flaw);
    }

    Tally saying(Map<String, String> more) {
        return new Tally(kind, n, of, about, wanted, new TreeMap<>(more), benchmark, flaw);
    }

    Tally against(@Nullable BigDecimal level) {
        return new Tally(kind, n, of, about, wanted, attributes, level, flaw);
    }
}
