package dk.maaltal.testing.registers;

import dk.maaltal.testing.Fraction;
import org.jspecify.annotations.Nullable;

/** A cell as worked out, before it is judged. */
record LocalCell(
        String state,
        String referencePeriod,
        @Nullable Fraction value,
        @Nullable Long numerator,
        @Nullable Long denominator) {

    static LocalCell without(String state, String referencePeriod) {
        return new LocalCell(state, referencePeriod, null, null, null);
    }

    static LocalCell count(long n, String referencePeriod) {
        return new LocalCell("OK", referencePeriod, Fraction.of(n), n, null);
    }

    static LocalCell share(long n, long of, String referencePeriod) {
        return of == 0
                ? without("NO_POPULATION", referencePeriod)
                : new LocalCell("OK", referencePeriod, Fraction.over(100 * n, of), n, of);
    }

    static LocalCell perMonth(long n, long months, String referencePeriod) {
        return new LocalCell("OK", referencePeriod, Fraction.over(n, months), n, months);
    }

    LocalCell preliminary() {
        return new LocalCell("PRELIMINARY", referencePeriod, value, numerator, denominator);
    }

    /** Few persons: the rule star-3. */
    LocalCell starred() {
        if (numerator == null) {
            return this;
        }
        boolean hidden = numerator > 0 && numerator < 3;
        if (denominator != null) {
            long rest = denominator - numerator;
            hidden |= rest == 1 || rest == 2 || (denominator > 0 && denominator < 3);
        }
        return hidden ? without("SUPPRESSED", referencePeriod) : this;
    }
}
