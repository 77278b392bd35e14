package dk.maaltal.measure;

import dk.maaltal.measure.local.Breakdown;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Variant;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one measure's cells of one period came about, computed anew. Holds nothing that disclosure hides: a count that must
 * not be shown is null.
 *
 * @param measure as the plan has it that it was computed with
 * @param period the quarter, half-year or year
 * @param rows every cell of the measure, all areas, in key order
 * @param lineages the deliveries each was computed from, by id
 * @param components in the plan's order
 */
public record Account(
        Measure measure,
        ReferencePeriod period,
        List<Row> rows,
        Map<String, Lineage> lineages,
        List<OfComponent> components) {
    public Account {
        rows = List.copyOf(rows);
        lineages = Map.copyOf(lineages);
        components = List.copyOf(components);
    }

    /**
     * One component.
     *
     * @param component what it is
     * @param primary why its primary basis is the one that is judged
     * @param distance from the judged figure to the other side of its target; null where nothing is judged, or the source
     *     gives no counts
     * @param official how the official figure came about, or null
     * @param local how the local one did, or null
     * @param maturity how long its primary figures go on moving, or null
     * @param difference between its two bases, or null where it has one
     */
    public record OfComponent(
            Component component,
            WhyPrimary primary,
            @Nullable Distance distance,
            @Nullable OfOfficial official,
            @Nullable OfLocal local,
            @Nullable Maturity maturity,
            @Nullable Difference difference) {}

    /** Why a basis is the one that is judged. */
    public enum WhyPrimary {
        /** The measure has no other. */
        ONLY_ONE,
        /** The plan says so. */
        DECLARED,
        /** Official, for the source's catalogue has its tables. */
        TABLES_OFFERED,
        /** Local, for the source's catalogue has no such table. */
        TABLES_NOT_OFFERED,
        /** Local, for its registers were taken. */
        REGISTERS_TAKEN,
        /** Official, for a register of the local basis was never taken. */
        REGISTERS_NOT_TAKEN
    }

    /**
     * An official figure.
     *
     * @param variant how the plan computes it in this period, or null where it does not say
     * @param formula the alternative that the source's tables allow, or null
     * @param wanted the reference period it would have had the source come so far
     * @param read the source's periods that were read; empty when it has not come to them
     * @param terms the series that were added and divided
     * @param problems why there is no figure, or only the last known
     */
    public record OfOfficial(
            @Nullable Variant variant,
            @Nullable Formula formula,
            @Nullable String wanted,
            List<ReferencePeriod> read,
            List<Term> terms,
            List<Problem> problems) {}

    /**
     * One series of a formula.
     *
     * @param role {@code numerator}, {@code denominator}, {@code plus}, {@code minus}, {@code share}, {@code count}
     * @param table the source's id of the table
     * @param series table, column and members as the source tells them apart
     * @param members the members the plan names, {@code Uddannelse}; {@code total} for a hierarchy's own
     * @param own the plan's own area, summed over the periods read; null where the figure is hidden or has no value
     * @param country the whole country; null likewise
     */
    public record Term(
            String role,
            String table,
            String series,
            String members,
            @Nullable BigDecimal own,
            @Nullable BigDecimal country) {}

    /**
     * A local figure.
     *
     * @param extracts the registers and CVR reading it was counted from
     * @param parts what its count is made of and what was left out; empty where the figure has no value, or where they
     *     are not known
     * @param silence why no parts are shown, or null
     * @param problems why there is no figure, or only the last known
     */
    public record OfLocal(
            List<ExtractUsed> extracts,
            List<Part> parts,
            @Nullable Silence silence,
            List<Problem> problems) {}

    /**
     * A register as it was known.
     *
     * @param register its name, or {@code cvr}
     * @param shown the day it shows things as of
     * @param from the first day it reaches back to, or null
     */
    public record ExtractUsed(
            String register, LocalDate shown, @Nullable LocalDate from) {}

    /** @param count null where it is hidden */
    public record Part(
            String key, Breakdown.Place place, @Nullable Long count) {}

    /** Why a local figure's parts are not shown. */
    public enum Silence {
        /** It is hidden itself, or another figure that counts the same is. */
        HIDDEN,
        /** The published row says something else. */
        DIFFERS
    }
}
