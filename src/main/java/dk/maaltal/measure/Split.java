package dk.maaltal.measure;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A difference between local and official in its parts, exact; their sum is the difference.
 *
 * @param difference local minus official
 * @param timing null where it is not known
 * @param population null where it is not known
 * @param suppression always 0: where a term is hidden nothing is compared
 * @param rest what the known parts leave
 */
record Split(
        Ratio difference, @Nullable Ratio timing, @Nullable Ratio population, Ratio suppression, Ratio rest) {
    private static final Ratio NONE = Ratio.of(BigDecimal.ZERO);
    private static final Ratio FIFTY = Ratio.of(new BigDecimal(50));

    /**
     * Splits.
     *
     * @param local as it stands now; with a value
     * @param official with a value
     * @param older whether official is about an older reference period than wanted
     * @param then local over the extracts that were there when official was made; may have no value
     * @param share whether the component is a share
     */
    static Split of(Figure local, Figure official, boolean older, Figure then, boolean share) {
        Ratio now = valueOf(local);
        Ratio difference = now.minus(valueOf(official));
        if (older) {
            return new Split(difference, difference, null, NONE, NONE);
        }
        Ratio timing = then.value() == null ? null : now.minus(then.value());
        Ratio population = share ? population(then, official) : null;
        Ratio rest = difference.minus(timing == null ? NONE : timing).minus(population == null ? NONE : population);
        return new Split(difference, timing, population, NONE, rest);
    }

    /** The mean of the two counts over either population. */
    private static @Nullable Ratio population(Figure then, Figure official) {
        BigDecimal n = then.numerator();
        BigDecimal of = then.denominator();
        BigDecimal otherN = official.numerator();
        BigDecimal otherOf = official.denominator();
        if (then.value() == null || n == null || of == null || otherN == null || otherOf == null) {
            return null;
        }
        Ratio apart = Ratio.oneOver(of).minus(Ratio.oneOver(otherOf));
        return FIFTY.times(Ratio.of(n.add(otherN))).times(apart);
    }

    private static Ratio valueOf(Figure figure) {
        Ratio value = figure.value();
        if (value == null) {
            throw new IllegalArgumentException("only two values are compared");
        }
        return value;
    }
}
