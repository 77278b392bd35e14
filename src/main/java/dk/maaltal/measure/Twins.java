package dk.maaltal.measure;

import dk.maaltal.plan.Formula;
import dk.maaltal.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds parts of a formula that turned out to be one and the same series, so that a pattern of the plan hit the wrong
 * column: a share of something in itself would show 100 %.
 */
final class Twins {
    private Twins() {}

    static Optional<Problem> in(Terms terms) {
        return isConfused(terms) ? Optional.of(problem(terms)) : Optional.empty();
    }

    private static boolean isConfused(Terms terms) {
        Formula formula = terms.formula();
        if (formula instanceof Formula.Share share) {
            List<String> n = terms.series(share.numerator());
            List<String> of = terms.series(share.denominator());
            return hasTwins(n) || hasTwins(of) || Set.copyOf(n).equals(Set.copyOf(of));
        }
        return hasTwins(terms.series(formula.terms()));
    }

    private static boolean hasTwins(List<String> series) {
        return series.stream().distinct().count() < series.size();
    }

    private static Problem problem(Terms terms) {
        return Problem.upstream(
                "table " + terms.formula().terms().get(0).table().ref(),
                "two parts of the formula are the same column of the table: "
                        + String.join(", ", terms.series(terms.formula().terms())),
                "a column of its own for each part",
                "name the columns more exactly in the measure's file");
    }
}
