package dk.maaltal.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact fraction. Values are compared and subtracted as fractions; a number is rounded once, when it becomes a
 * column.
 *
 * @param over any integer
 * @param under above zero; not reduced
 */
record Ratio(BigInteger over, BigInteger under) {
    /** How many decimals a published number has. */
    static final int DECIMALS = 4;

    Ratio {
        if (under.signum() <= 0) {
            throw new ArithmeticException("a fraction over " + under);
        }
    }

    static Ratio of(BigDecimal number) {
        return number.scale() > 0
                ? new Ratio(number.unscaledValue(), BigInteger.TEN.pow(number.scale()))
                : new Ratio(number.toBigIntegerExact(), BigInteger.ONE);
    }

    /**
     * {@code n} of {@code of}, in percent.
     *
     * @throws ArithmeticException when {@code of} is not above zero
     */
    static Ratio percent(BigDecimal n, BigDecimal of) {
        Ratio a = of(n);
        Ratio b = of(of);
        return new Ratio(a.over.multiply(b.under).multiply(BigInteger.valueOf(100)), a.under.multiply(b.over));
    }

    Ratio dividedBy(int parts) {
        return new Ratio(over, under.multiply(BigInteger.valueOf(parts)));
    }

    Ratio plus(Ratio other) {
        return new Ratio(over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
    }

    Ratio minus(Ratio other) {
        return plus(new Ratio(other.over.negate(), other.under));
    }

    Ratio abs() {
        return new Ratio(over.abs(), under);
    }

    Ratio times(Ratio other) {
        return new Ratio(over.multiply(other.over), under.multiply(other.under));
    }

    /** The greatest integer that is not above it. */
    BigInteger floor() {
        BigInteger[] parts = over.divideAndRemainder(under);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /** The least integer that is not below it. */
    BigInteger ceiling() {
        BigInteger floor = floor();
        return compare(new Ratio(floor, BigInteger.ONE)) == 0 ? floor : floor.add(BigInteger.ONE);
    }

    /**
     * One over a number.
     *
     * @throws ArithmeticException when it is not above zero
     */
    static Ratio oneOver(BigDecimal number) {
        Ratio whole = of(number);
        return new Ratio(whole.under, whole.over);
    }

    /** Negative, 0 or positive, by cross-multiplication. */
    int compare(Ratio other) {
        return over.multiply(other.under).compareTo(other.over.multiply(under));
    }

    /** To {@value #DECIMALS} decimals, half up (away from zero). */
    BigDecimal rounded() {
        return new BigDecimal(over).divide(new BigDecimal(under), DECIMALS, RoundingMode.HALF_UP);
    }

    static @Nullable BigDecimal rounded(@Nullable Ratio ratio) {
        return ratio == null ? null : ratio.rounded();
    }

    /** A number as a column has it. */
    static @Nullable BigDecimal column(@Nullable BigDecimal number) {
        return number == null ? null : number.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
