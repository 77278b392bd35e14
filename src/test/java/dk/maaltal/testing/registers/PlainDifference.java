package dk.maaltal.testing.registers;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.PlainRow;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What lies between a local and an official figure, and why; exact. A part that is not known is null.
 *
 * @param timing what the source had not come to
 * @param population that they count among others
 * @param rest what is left
 */
public record PlainDifference(
        Fraction difference,
        @Nullable Fraction timing,
        @Nullable Fraction population,
        Fraction rest) {

    static @Nullable PlainDifference between(
            LocalCell now, LocalCell then, PlainRow official, @Nullable Fraction officialValue) {
        if (now.value() == null || officialValue == null) {
            return null;
        }
        Fraction all = now.value().minus(officialValue);
        if (official.state().equals("PRELIMINARY")) {
            return new PlainDifference(all, all, null, Fraction.of(0));
        }
        Fraction timing = then.value() == null ? null : now.value().minus(then.value());
        Fraction population = population(then, official);
        Fraction rest = Stream.of(timing, population)
                .filter(Objects::nonNull)
                .reduce(all, (left, part) -> left.minus(Objects.requireNonNull(part)));
        return new PlainDifference(all, timing, population, rest);
    }

    /** 100 · (n + n′) / 2 · (1 / N − 1 / N′), where both are shares of something. */
    private static @Nullable Fraction population(LocalCell then, PlainRow official) {
        BigDecimal n = official.numerator();
        BigDecimal of = official.denominator();
        boolean share = !official.component().equals("orders_per_month");
        if (!share
                || then.value() == null
                || then.numerator() == null
                || then.denominator() == null
                || n == null
                || of == null) {
            return null;
        }
        long both = 100 * (then.numerator() + n.longValueExact());
        Fraction here = Fraction.over(both, 2 * then.denominator());
        return here.minus(Fraction.over(both, 2 * of.longValueExact()));
    }
}
