package dk.maaltal.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact number, kept as it was put together. */
public record Fraction(BigInteger over, BigInteger under) {

    public static Fraction of(long n) {
        return new Fraction(BigInteger.valueOf(n), BigInteger.ONE);
    }

    public static Fraction of(BigDecimal n) {
        return n.scale() <= 0
                ? new Fraction(n.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(n.unscaledValue(), BigInteger.TEN.pow(n.scale()));
    }

    /** @param under positive */
    public static Fraction over(long over, long under) {
        return new Fraction(BigInteger.valueOf(over), BigInteger.valueOf(under));
    }

    static Fraction percent(BigDecimal n, BigDecimal of) {
        return new Fraction(n.toBigIntegerExact().multiply(BigInteger.valueOf(100)), of.toBigIntegerExact());
    }

    public Fraction plus(Fraction o) {
        return new Fraction(over.multiply(o.under).add(o.over.multiply(under)), under.multiply(o.under));
    }

    public Fraction minus(Fraction o) {
        return plus(new Fraction(o.over.negate(), o.under));
    }

    /** Without its sign. */
    public Fraction size() {
        return new Fraction(over.abs(), under.abs());
    }

    /** Negative, 0 or positive; exact. */
    public int against(Fraction o) {
        return over.multiply(o.under).compareTo(o.over.multiply(under)) * under.signum() * o.under.signum();
    }

    /** To four decimals, half up (away from zero). */
    public BigDecimal rounded() {
        return new BigDecimal(over).divide(new BigDecimal(under), 4, RoundingMode.HALF_UP);
    }
}
