package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A workplace as it truly was, from its beginning on.
 *
 * @param kind why it is in the world
 * @param p ten digits
 * @param enhed its other number, which Virk files it under
 * @param lives when it was active, oldest first
 * @param places where it lay, oldest first
 * @param owners which company had it, oldest first
 * @param heads employees by month, those months that were reported
 */
public record Unit(
        Kind kind,
        long p,
        long enhed,
        String name,
        List<Days> lives,
        List<Place> places,
        List<Owner> owners,
        SortedMap<YearMonth, Heads> heads) {

    /** What a unit is in the world for. */
    public enum Kind {
        BIG,
        EXACTLY_50,
        JUST_51,
        BAND_FROM_100,
        BAND_50_99,
        OVER_AND_UNDER,
        MOVED_IN,
        MOVED_OUT,
        AWAY_AND_BACK,
        CHANGED_COMPANY,
        CEASED,
        REOPENED,
        SERIES_STOPS,
        SERIES_WITH_HOLES,
        PUBLIC,
        TWIN,
        ONE_DAY,
        NO_SERIES,
        SMALL,
        SISTER,
        ELSEWHERE,
        ABROAD
    }

    /** Both inclusive; null while it lasts. */
    public record Days(LocalDate from, @Nullable LocalDate to) {
        public boolean hold(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** @param municipality 0 for an address abroad */
    public record Place(int municipality, Days days) {}

    public record Owner(long cvr, Days days) {}

    /** Either may be null, not both. */
    public record Heads(
            @Nullable Integer employees, @Nullable String band) {}

    /** The unit as Virk told of it on a day: nothing that began later, no end that came later, no figure that was not out. */
    public Unit seenOn(LocalDate today) {
        SortedMap<YearMonth, Heads> out = new TreeMap<>();
        for (Map.Entry<YearMonth, Heads> month : heads.entrySet()) {
            if (!month.getKey().plusMonths(2).atDay(20).isAfter(today)) {
                out.put(month.getKey(), month.getValue());
            }
        }
        return new Unit(
                kind,
                p,
                enhed,
                name,
                lives.stream()
                        .filter(l -> !l.from.isAfter(today))
                        .map(l -> seen(l, today))
                        .toList(),
                places.stream()
                        .filter(x -> !x.days.from.isAfter(today))
                        .map(x -> new Place(x.municipality, seen(x.days, today)))
                        .toList(),
                owners.stream()
                        .filter(o -> !o.days.from.isAfter(today))
                        .map(o -> new Owner(o.cvr, seen(o.days, today)))
                        .toList(),
                out);
    }

    private static Days seen(Days days, LocalDate today) {
        return days.to != null && days.to.isAfter(today) ? new Days(days.from, null) : days;
    }

    public boolean isActive(LocalDate day) {
        return lives.stream().anyMatch(l -> l.hold(day));
    }

    public boolean isIn(int municipality, LocalDate day) {
        return places.stream().anyMatch(x -> x.municipality == municipality && x.days.hold(day));
    }

    public boolean isOf(long cvr, LocalDate day) {
        return owners.stream().anyMatch(o -> o.cvr == cvr && o.days.hold(day));
    }
}
