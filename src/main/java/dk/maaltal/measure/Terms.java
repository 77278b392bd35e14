package dk.maaltal.measure;

import dk.maaltal.plan.Formula;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.AreaKind;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.staging.SeriesKnown;
import dk.maaltal.staging.SeriesKnown.Standing;
import java.time.LocalDate;
import java.time.Period;
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
        return known.values().stream().anyMatch(Terms::isHeld)
                && known.keySet().stream().noneMatch(this::isLacking)
                && !isConfused();
    }

    /**
     * Whether two of its parts turned out to be one and the same series, so that a pattern of the plan hit the wrong
     * column: a share of something in itself would show 100 %.
     */
    private boolean isConfused() {
        if (formula instanceof Formula.Share share) {
            List<String> n = series(share.numerator());
            List<String> of = series(share.denominator());
            return hasTwins(n) || hasTwins(of) || Set.copyOf(n).equals(Set.copyOf(of));
        }
        return hasTwins(series(formula.terms()));
    }

    private static boolean hasTwins(List<String> series) {
        return series.stream().distinct().count() < series.size();
    }

    private List<String> series(List<SeriesSelector> terms) {
        return terms.stream()
                .map(term -> get(term).series())
                .filter(Objects::nonNull)
                .toList();
    }

    private boolean isLacking(SeriesSelector term) {
        return !isHeld(get(term)) && !isLeftOut(term);
    }

    private static boolean isHeld(SeriesKnown series) {
        return series.standing() == Standing.HELD;
    }

    /** Whether the term counts as nothing: optional, and its table has no such member. */
    boolean isLeftOut(SeriesSelector term) {
        return term.optional() && get(term).standing() == Standing.UNRESOLVED;
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
        return lacking.isEmpty() && isConfused() ? List.of(confused()) : lacking;
    }

    private Problem confused() {
        return Problem.upstream(
                "table " + formula.terms().get(0).table().ref(),
                "two parts of the formula are the same column of the table: "
                        + String.join(", ", series(formula.terms())),
                "a column of its own for each part",
                "name the columns more exactly in the measure's file");
    }

    private static Problem neverRead(SeriesSelector term) {
        return Problem.upstream(
                "table " + term.table().ref(),
                "it has never been read",
                "",
                "see the problems of the last nightly run, and run it again");
    }

    /** For each held series, the periods its table has. */
    Collection<Set<ReferencePeriod>> tablePeriods() {
        return held().stream().map(SeriesKnown::tablePeriods).toList();
    }

    boolean have(String areaCode) {
        return held().stream().allMatch(series -> series.areas().contains(areaCode));
    }

    /** Newest update of the tables read, or null when no table says. */
    @Nullable
    LocalDate updatedOn() {
        return held().stream()
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

    /**
     * Why the figures are the last known; empty when they are not.
     *
     * @param today the as-of's date
     * @param after how long after a table's announced update its figures are still good
     */
    List<Problem> stale(LocalDate today, Period after) {
        return known.keySet().stream()
                .filter(term -> isHeld(get(term)) && term.table().ended() == null)
                .map(term -> stale(term, get(term), today, after))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static @Nullable Problem stale(SeriesSelector term, SeriesKnown series, LocalDate today, Period after) {
        String table = "table "
                + Objects.requireNonNullElse(series.tableId(), term.table().ref());
        LocalDate next = series.updateNext();
        if (series.behind()) {
            return Objects.requireNonNullElseGet(
                    series.problem(),
                    () -> Problem.upstream(
                            table,
                            "the source has newer figures that were not taken; the last known ones stand",
                            "",
                            "see the problems of the last nightly run"));
        }
        if (next != null && today.isAfter(next.plus(after))) {
            return Problem.upstream(
                    table,
                    "its announced update of %s has not come by %s; the last known figures stand"
                            .formatted(next, today),
                    "an update at the latest on " + next.plus(after),
                    "look for a notice of the source about the table");
        }
        return null;
    }

    private List<SeriesKnown> held() {
        return known.values().stream().filter(Terms::isHeld).toList();
    }
}
