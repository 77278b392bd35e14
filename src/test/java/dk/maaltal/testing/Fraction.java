package dk.maaltal.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** An exact number, kept as it was put together. */
public record Fraction(BigInteger over, BigInteger under) {

    static Fraction of(long n) {
        return new Fraction(BigInteger.valueOf(n), BigInteger.ONE);
    }

    static Fraction of(BigDecimal n) {
        return n.scale() <= 0
                ? new Fraction(n.toBigIntegerExact(), BigInteger.ONE)
                : new Fraction(n.unscaledValue(), BigInteger.TEN.pow(n.scale()));
    }

    static Fraction percent(BigDecimal n, BigDecimal of) {
        return new Fraction(n.toBigIntegerExact().multiply(BigInteger.valueOf(100)), of.toBigIntegerExact());
    }

    Fraction plus(Fraction o) {
        return new Fraction(over.multiply(o.under).add(o.over.multiply(under)), under.multiply(o.under));
    }

    Fraction minus(Fraction o) {
        return plus(new Fraction(o.over.negate(), o.under));
    }

    /** Negative, 0 or positive; exact. */
    int against(Fraction o) {
        return over.multiply(o.under).compareTo(o.over.multiply(under)) * under.signum() * o.under.signum();
    }

    /** To four decimals, half up (away from zero). */
    BigDecimal rounded() {
        return new BigDecimal(over).divide(new BigDecimal(under), 4, RoundingMode.HALF_UP);
    }
}
