package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Target.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTest {
    @ParameterizedTest(name = "{1} of {2} {0} {3}: {4} to meet, margin {5}, possible {6}")
    @CsvSource({
        // On the level: enough, or one too few where it must be beyond.
        "AT_LEAST, 80, 100, 80, 0, 0, true",
        "MORE_THAN, 80, 100, 80, 1, 0, true",
        "AT_MOST, 80, 100, 80, 0, 0, true",
        "LESS_THAN, 80, 100, 80, 1, 0, true",
        // One beside it.
        "AT_LEAST, 79, 100, 80, 1, 0, true",
        "AT_LEAST, 81, 100, 80, 0, 1, true",
        "MORE_THAN, 81, 100, 80, 0, 0, true",
        "MORE_THAN, 82, 100, 80, 0, 1, true",
        "AT_MOST, 81, 100, 80, 1, 0, true",
        "AT_MOST, 79, 100, 80, 0, 1, true",
        "LESS_THAN, 79, 100, 80, 0, 0, true",
        // A level between two persons: 80 % of 33 are 26.4.
        "AT_LEAST, 26, 33, 80, 1, 0, true",
        "AT_LEAST, 27, 33, 80, 0, 0, true",
        "MORE_THAN, 26, 33, 80, 1, 0, true",
        "AT_MOST, 27, 33, 80, 1, 0, true",
        "LESS_THAN, 26, 33, 80, 0, 0, true",
        // Rounded it would be met: 66.6666 % of 3 is below 2 persons by a hair.
        "AT_LEAST, 2, 3, 66.6667, 1, 0, true",
        "AT_LEAST, 2, 3, 66.6666, 0, 0, true",
        "MORE_THAN, 10, 10, 100, 1, 0, false",
        "LESS_THAN, 0, 10, 0, 1, 0, false",
        // The source's own decimals: full-time persons.
        "AT_MOST, 12.6, 100, 10, 3, 0, true",
        "AT_LEAST, 9.5, 100, 10, 1, 0, true",
    })
    void whole_persons_from_the_exact_fraction(
            Operator operator,
            BigDecimal n,
            BigDecimal of,
            BigDecimal level,
            int toMeet,
            int margin,
            boolean possible) {
        Distance distance = Distance.of(operator, n, of, BigDecimal.ZERO, bar(level, of));

        assertThat(distance.toMeet()).isEqualTo(BigInteger.valueOf(toMeet));
        assertThat(distance.margin()).isEqualTo(BigInteger.valueOf(margin));
        assertThat(distance.possible()).isEqualTo(possible);
    }

    @Test
    void a_difference_may_fall_below_nothing_and_a_count_may_not() {
        BigDecimal five = BigDecimal.valueOf(5);
        Ratio zero = Ratio.of(BigDecimal.ZERO);

        assertThat(Distance.of(Operator.LESS_THAN, five, null, null, zero))
                .isEqualTo(new Distance(BigInteger.valueOf(6), BigInteger.ZERO, false, true));
        assertThat(Distance.of(Operator.LESS_THAN, five, null, BigDecimal.ZERO, zero)
                        .possible())
                .isFalse();
    }

    /** Tried out person by person. */
    @Test
    void it_is_the_first_step_that_changes_the_verdict() {
        for (Operator operator : Operator.values()) {
            for (int of = 1; of <= 12; of++) {
                for (int n = 0; n <= of; n++) {
                    for (int third = -1; third <= 301; third += 7) {
                        Ratio level = new Ratio(BigInteger.valueOf(third), BigInteger.valueOf(3));
                        Distance distance = Distance.of(
                                operator,
                                BigDecimal.valueOf(n),
                                BigDecimal.valueOf(of),
                                BigDecimal.ZERO,
                                level.times(Ratio.of(BigDecimal.valueOf(of))).times(Ratio.of(new BigDecimal("0.01"))));
                        int way = distance.rise() ? 1 : -1;
                        int toMeet = distance.toMeet().intValueExact();
                        int margin = distance.margin().intValueExact();
                        String what = "%s of %s %s %s: %s".formatted(n, of, operator, level, distance);
                        if (toMeet > 0) {
                            assertThat(met(operator, n + way * toMeet, of, level))
                                    .as(what)
                                    .isTrue();
                            assertThat(met(operator, n + way * (toMeet - 1), of, level))
                                    .as(what)
                                    .isFalse();
                        } else {
                            assertThat(met(operator, n - way * margin, of, level))
                                    .as(what)
                                    .isTrue();
                            assertThat(met(operator, n - way * (margin + 1), of, level))
                                    .as(what)
                                    .isFalse();
                        }
                    }
                }
            }
        }
    }

    private static boolean met(Operator operator, int n, int of, Ratio level) {
        return operator.met(
                Ratio.percent(BigDecimal.valueOf(n), BigDecimal.valueOf(of)).compare(level));
    }

    private static Ratio bar(BigDecimal level, BigDecimal of) {
        return Ratio.of(level).times(Ratio.of(of)).times(Ratio.of(new BigDecimal("0.01")));
    }
}
