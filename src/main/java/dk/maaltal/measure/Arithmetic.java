package dk.maaltal.measure;

import dk.maaltal.plan.Formula;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Works a formula out for one area. A number that cannot be is never a figure. */
final class Arithmetic {
    private static final BigDecimal WHOLE = new BigDecimal(100);

    private final Terms terms;
    private final AreaSums sums;
    private final CellState good;

    private Arithmetic(Terms terms, AreaSums sums, CellState good) {
        this.terms = terms;
        this.sums = sums;
        this.good = good;
    }

    static Figure figure(Terms terms, Window window, String areaCode, ReferencePeriod period) {
        if (!window.isPublished()) {
            return Figure.without(CellState.NOT_PUBLISHED, Set.of());
        }
        return new Arithmetic(
                        terms,
                        new AreaSums(terms, areaCode, window.periods()),
                        window.isOlderThanWanted() ? CellState.PRELIMINARY : CellState.OK)
                .figure(period);
    }

    private Figure figure(ReferencePeriod period) {
        Formula formula = terms.formula();
        if (formula instanceof Formula.Count count) {
            return count(count);
        }
        if (formula instanceof Formula.Share share) {
            return share(share);
        }
        if (formula instanceof Formula.Served served) {
            return served(served);
        }
        return perMonth((Formula.PerMonth) formula, period.months().size());
    }

    private Figure count(Formula.Count formula) {
        BigDecimal count = sums.sum(formula.plus()).subtract(sums.sum(formula.minus()));
        return isWhole() ? Figure.of(good, Ratio.of(count), count, null, sums.used()) : lacking();
    }

    private Figure share(Formula.Share formula) {
        BigDecimal n = sums.sum(formula.numerator());
        BigDecimal of = sums.sum(formula.denominator());
        if (!isWhole()) {
            return lacking();
        }
        if (n.signum() < 0 || of.signum() < 0 || n.compareTo(of) > 0) {
            return Figure.flawed(
                    "%s of %s is no share: %s over %s"
                            .formatted(plain(n), plain(of), names(formula.numerator()), names(formula.denominator())),
                    sums.used());
        }
        return of.signum() > 0
                ? Figure.of(good, Ratio.percent(n, of), n, of, sums.used())
                : Figure.without(CellState.NO_POPULATION, sums.used());
    }

    /** The count is read for its state alone: a share whose own count is hidden is shown, and not to be trusted. */
    private Figure served(Formula.Served formula) {
        BigDecimal percent = sums.sum(List.of(formula.share()));
        sums.sum(List.of(formula.count()));
        if (!isWhole()) {
            return lacking();
        }
        return percent.signum() < 0 || percent.compareTo(WHOLE) > 0
                ? Figure.flawed(
                        "%s %% is no share: %s".formatted(plain(percent), names(List.of(formula.share()))), sums.used())
                : Figure.of(good, Ratio.of(percent), null, null, sums.used());
    }

    private Figure perMonth(Formula.PerMonth formula, int months) {
        BigDecimal count = sums.sum(formula.count());
        return isWhole()
                ? Figure.of(good, Ratio.of(count).dividedBy(months), count, BigDecimal.valueOf(months), sums.used())
                : lacking();
    }

    private boolean isWhole() {
        return sums.worst() == CellState.OK;
    }

    private Figure lacking() {
        return Figure.without(sums.worst(), sums.used());
    }

    private String names(List<SeriesSelector> selectors) {
        return String.join(" + ", terms.series(selectors));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
