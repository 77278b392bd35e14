package dk.maaltal.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How far the figures of some periods have moved since they were so many months old (docs/reference/maturity.md). Exact:
 * nothing is rounded before it is shown.
 */
final class Revisions {
    /** The oldest lag that is looked at, in months. */
    static final int LAST_LAG = 12;

    /** So many periods must tell before a revision counts as usual. */
    static final int NEEDED = 8;

    private final List<List<Ratio>> byLag = new ArrayList<>();

    Revisions() {
        for (int lag = 0; lag <= LAST_LAG; lag++) {
            byLag.add(new ArrayList<>());
        }
    }

    /** Adds one period's revision since a lag. */
    Revisions add(int lag, Ratio revision) {
        byLag.get(lag).add(revision);
        return this;
    }

    /** How many periods tell of a lag. */
    int periods(int lag) {
        return byLag.get(lag).size();
    }

    /** The most periods that tell of any lag. */
    int periods() {
        return byLag.stream().mapToInt(List::size).max().orElse(0);
    }

    /** What four in five periods moved at most, or null where fewer than {@value #NEEDED} tell. */
    @Nullable
    Ratio usual(int lag) {
        List<Ratio> sorted = byLag.get(lag).stream().sorted(Ratio::compare).toList();
        int n = sorted.size();
        return n < NEEDED ? null : sorted.get((4 * n + 4) / 5 - 1);
    }

    /** The first lag from which on every usual revision is one no reader sees; empty when there is none. */
    OptionalInt settled(BigDecimal step) {
        return within(0, Ratio.of(step));
    }

    /**
     * The lag at which a cell can be judged: the first after the present one from which on every usual revision is at most
     * its distance to the target, else the one after the last that evidence reaches.
     *
     * @param present a lag whose usual revision is wider than the distance
     */
    int judgeable(int present, Ratio distance) {
        return within(present + 1, distance).orElseGet(() -> lastDefined() + 1);
    }

    private OptionalInt within(int from, Ratio limit) {
        OptionalInt first = OptionalInt.empty();
        for (int lag = LAST_LAG; lag >= from; lag--) {
            Ratio usual = usual(lag);
            if (usual != null && usual.compare(limit) > 0) {
                return first;
            }
            if (usual != null) {
                first = OptionalInt.of(lag);
            }
        }
        return first;
    }

    private int lastDefined() {
        for (int lag = LAST_LAG; lag >= 0; lag--) {
            if (usual(lag) != null) {
                return lag;
            }
        }
        throw new IllegalStateException("no lag has a usual revision");
    }
}
