package dk.maaltal.measure;

import dk.maaltal.plan.Formula;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.AreaKind;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.staging.SeriesKnown;
import dk.maaltal.staging.SeriesKnown.Lag;
import dk.maaltal.staging.SeriesKnown.Standing;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A formula with what is known of each of its series. */
final class Terms {
    private final Formula formula;
    private final Map<SeriesSelector, SeriesKnown> known = new LinkedHashMap<>();

    Terms(Formula formula, Function<SeriesSelector, SeriesKnown> read) {
        this.formula = formula;
        formula.terms().forEach(term -> known.computeIfAbsent(term, read));
    }

    Formula formula() {
        return formula;
    }

    /**
     * Whether every series is held, and at least one. An optional one may be unresolved, for then its table has no such
     * member; never read is something else: nobody knows.
     */
    boolean resolve() {
        return known.keySet().stream().anyMatch(this::counts)
                && known.keySet().stream().noneMatch(this::isLacking)
                && Twins.in(this).isEmpty();
    }

    /** What tells the terms apart in the source; a term that does not count has nothing. */
    List<String> series(List<SeriesSelector> terms) {
        return terms.stream()
                .filter(this::counts)
                .map(term -> get(term).series())
                .filter(Objects::nonNull)
                .toList();
    }

    /** The terms that are read, each once, in the plan's order. */
    List<SeriesSelector> counted() {
        return known.keySet().stream().filter(this::counts).toList();
    }

    private boolean counts(SeriesSelector term) {
        return isHeld(get(term)) && !isLeftOut(term);
    }

    private boolean isLacking(SeriesSelector term) {
        return !isHeld(get(term)) && !isLeftOut(term);
    }

    private static boolean isHeld(SeriesKnown series) {
        return series.standing() == Standing.HELD;
    }

    /** Whether the term counts as nothing: optional, and its table has no such member, or no more. */
    boolean isLeftOut(SeriesSelector term) {
        SeriesKnown series = get(term);
        return term.optional()
                && (series.standing() == Standing.UNRESOLVED || series.lags().contains(Lag.VANISHED));
    }

    SeriesKnown get(SeriesSelector term) {
        return Objects.requireNonNull(known.get(term));
    }

    /** Why the formula does not resolve, one problem for each series that is lacking. */
    List<Problem> problems() {
        List<Problem> lacking = known.keySet().stream()
                .filter(this::isLacking)
                .map(term -> Objects.requireNonNullElseGet(get(term).problem(), () -> neverRead(term)))
                .distinct()
                .toList();
        return lacking.isEmpty() ? Twins.in(this).stream().toList() : lacking;
    }

    private static Problem neverRead(SeriesSelector term) {
        return Problem.upstream(
                "table " + term.table().ref(),
                "it has never been read",
                "",
                "see the problems of the last nightly run, and run it again");
    }

    /** For each series that is read, the periods its table has. */
    Collection<Set<ReferencePeriod>> tablePeriods() {
        return countedSeries().stream().map(SeriesKnown::tablePeriods).toList();
    }

    boolean have(String areaCode) {
        return countedSeries().stream().allMatch(series -> series.areas().contains(areaCode));
    }

    /** The source's ids of the tables read, each once. */
    List<String> tables() {
        return countedSeries().stream()
                .map(SeriesKnown::tableId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Newest update of the tables read, or null when no table says. */
    @Nullable
    LocalDate updatedOn() {
        return countedSeries().stream()
                .map(SeriesKnown::updatedOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElse(null);
    }

    boolean useJobcentres() {
        return known.keySet().stream().anyMatch(term -> term.areas() == AreaKind.JOBCENTRE);
    }

    /** What was left out, in the plan's order: {@code y01b15 Fleksjob}. */
    List<String> leftOut() {
        return known.keySet().stream()
                .filter(this::isLeftOut)
                .map(term -> (term.table().ref() + " "
                                + String.join(
                                        " ",
                                        term.members().stream()
                                                .map(member -> Objects.requireNonNullElse(member.label(), "total"))
                                                .toList()))
                        .strip())
                .toList();
    }

    private List<SeriesKnown> countedSeries() {
        return counted().stream().map(this::get).toList();
    }
}
