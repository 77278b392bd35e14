package dk.maaltal.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a component's figures have been revised, and whether one can be judged yet, worked out a second time. Shares no code
 * with the product.
 */
public final class PlainMaturity {
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final int MONTHS = 12;
    private static final int ENOUGH = 8;

    /** What the component said of the plan's own area. */
    public interface Told {
        /** The value of a period as it was known at an instant, exact; null where there was none. */
        @Nullable
        Fraction value(Per period, Instant at);
    }

    /** Which periods a component exists for, and which of them are computed alike. */
    public interface Kinship {
        boolean alike(Per evidence, Per judged);
    }

    private final Told told;
    private final Kinship kinship;
    private final Fraction step;

    /** @param step what a reader sees of the unit */
    public PlainMaturity(Told told, Kinship kinship, Fraction step) {
        this.told = told;
        this.kinship = kinship;
        this.step = step;
    }

    public static Instant startOf(LocalDate day) {
        return day.atStartOfDay(COPENHAGEN).toInstant();
    }

    static LocalDate lagDay(Per period, int months) {
        return period.lastDay().plusDays(1).plusMonths(months);
    }

    static Instant monthStart(Instant at) {
        return startOf(LocalDate.ofInstant(at, COPENHAGEN).withDayOfMonth(1));
    }

    /** How much a figure of an age usually changes after it, by months; without ages that are not known often enough. */
    public Map<Integer, Fraction> usual(Per judged, Instant at) {
        Instant month = monthStart(at);
        Map<Integer, Fraction> usual = new TreeMap<>();
        for (int lag = 0; lag <= MONTHS; lag++) {
            List<Fraction> revisions = new ArrayList<>();
            for (int back = 1; back <= MONTHS; back++) {
                Per q = judged.plus(-back);
                if (kinship.alike(q, judged) && !startOf(lagDay(q, lag + 1)).isAfter(month)) {
                    Fraction then = told.value(q, startOf(lagDay(q, lag)));
                    Fraction now = told.value(q, month);
                    if (then != null && now != null) {
                        revisions.add(now.minus(then).size());
                    }
                }
            }
            if (revisions.size() >= ENOUGH) {
                revisions.sort(Fraction::against);
                usual.put(lag, revisions.get((revisions.size() * 8 + 9) / 10 - 1));
            }
        }
        return usual;
    }

    /** The months after which figures change no more than a reader would see; null when they never do. */
    public @Nullable Integer settled(Per judged, Instant at) {
        return quietFrom(usual(judged, at), step, -1);
    }

    private static @Nullable Integer quietFrom(Map<Integer, Fraction> usual, Fraction limit, int after) {
        Integer first = null;
        for (Map.Entry<Integer, Fraction> lag : usual.entrySet()) {
            boolean quiet = lag.getValue().against(limit) <= 0;
            first = lag.getKey() <= after || !quiet ? null : first == null ? lag.getKey() : first;
        }
        return first;
    }

    /**
     * The day from which a judged figure can be trusted, when its usual revision is wider than its distance to the target;
     * null when nothing speaks against it.
     */
    public @Nullable LocalDate judgedFrom(Per judged, Instant at, Fraction distance) {
        int lag = 0;
        while (lag <= MONTHS && !at.isBefore(startOf(lagDay(judged, lag + 1)))) {
            lag++;
        }
        Map<Integer, Fraction> usual = usual(judged, at);
        Fraction now = usual.get(lag);
        if (lag > MONTHS || now == null || now.against(distance.size()) <= 0) {
            return null;
        }
        Integer from = quietFrom(usual, distance.size(), lag);
        int last = usual.keySet().stream().mapToInt(l -> l).max().orElseThrow();
        return from != null ? lagDay(judged, from) : lagDay(judged, last + 1);
    }
}
