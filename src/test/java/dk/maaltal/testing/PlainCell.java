package dk.maaltal.testing;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A cell as worked out by {@link PlainPlan}, before it is judged. */
record PlainCell(
        String referencePeriod,
        String state,
        @Nullable Fraction value,
        @Nullable BigDecimal numerator,
        @Nullable BigDecimal denominator) {

    static PlainCell without(String state) {
        return new PlainCell("", state, null, null, null);
    }

    static PlainCell count(BigDecimal n) {
        return new PlainCell("", "OK", Fraction.of(n), n, null);
    }

    static PlainCell perMonth(BigDecimal n, int months) {
        BigDecimal under = BigDecimal.valueOf(months);
        return new PlainCell("", "OK", new Fraction(n.toBigIntegerExact(), under.toBigInteger()), n, under);
    }

    static PlainCell share(BigDecimal n, BigDecimal of) {
        if (n.signum() < 0 || n.compareTo(of) > 0) {
            return without("SOURCE_MISSING");
        }
        return of.signum() == 0 ? without("NO_POPULATION") : new PlainCell("", "OK", Fraction.percent(n, of), n, of);
    }

    static PlainCell served(BigDecimal percent) {
        return percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0
                ? without("SOURCE_MISSING")
                : new PlainCell("", "OK", Fraction.of(percent), null, null);
    }

    PlainCell stale() {
        return new PlainCell(referencePeriod, "STALE", value, numerator, denominator);
    }

    PlainCell about(String period, String whenOk) {
        return new PlainCell(period, state.equals("OK") ? whenOk : state, value, numerator, denominator);
    }
}
