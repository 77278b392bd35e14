package dk.maaltal.plan;

import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A municipality's employment plan as its files declare it.
 *
 * @param id {@code norddjurs-2024}: folder name and first part of every snapshot id
 * @param titleDa title in Danish
 * @param area the municipality whose cells are judged
 * @param areas every area kept, with the labels of the plan's own jobcentre
 * @param validFrom first day of the plan's year
 * @param validTo last day of the plan's year
 * @param publication when a period may be published
 * @param staleAfter how long after a table's announced next update its figures count as stale
 * @param measures in the plan's order; ids are unique
 * @param texts the files it was read from, by path relative to its folder; code lists too. What it decides is decided by
 *     these alone, so that reading them again gives the same plan
 */
public record Plan(
        String id,
        String titleDa,
        Area area,
        AreaBook areas,
        LocalDate validFrom,
        LocalDate validTo,
        Publication publication,
        Period staleAfter,
        List<Measure> measures,
        SortedMap<String, String> texts) {
    public Plan {
        measures = List.copyOf(measures);
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** The same plan as if it had one measure only. */
    public Plan only(Measure measure) {
        return new Plan(id, titleDa, area, areas, validFrom, validTo, publication, staleAfter, List.of(measure), texts);
    }

    public Optional<Measure> measure(String measureId) {
        return measures.stream().filter(m -> m.id().equals(measureId)).findFirst();
    }

    /**
     * When a period may be published.
     *
     * @param from the first period that the nightly run publishes by itself; every kind from its first day on
     * @param quarterDays days after a quarter's last day
     * @param halfYearDays days after a half-year's last day
     * @param yearDays days after a year's last day
     * @param holdChangedPercent a new version is held for a person when more than this share of the cells of the one
     *     before it changed, 0 to 100
     */
    public record Publication(
            ReferencePeriod from, int quarterDays, int halfYearDays, int yearDays, int holdChangedPercent) {
        /** What holds where a plan says nothing. */
        public static final int HOLD_CHANGED_PERCENT = 25;

        /** The first day on which the period may be published: its last day plus the declared days. */
        public LocalDate day(ReferencePeriod period) {
            int days = switch (period.frequency()) {
                case Q -> quarterDays;
                case H -> halfYearDays;
                case Y -> yearDays;
                default -> throw new IllegalArgumentException(period + " is not a period of a snapshot");
            };
            return period.lastDay().plusDays(days);
        }
    }
}
