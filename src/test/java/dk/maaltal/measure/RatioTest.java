package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {
    @ParameterizedTest
    @CsvSource({
        "1,      3,     33.3333",
        "2,      3,     66.6667",
        "0,      7,     0.0000",
        "7,      7,     100.0000",
        "1,      32,    3.1250",
        "1,      800000,0.0001",
        "1,      2000000, 0.0001",
        "1,      2000001, 0.0000",
        "1.5,    4.5,   33.3333",
        "0.5,    1E+3,  0.0500",
    })
    void a_share_is_divided_once_and_rounded_half_up(String n, String of, String percent) {
        assertThat(Ratio.percent(new BigDecimal(n), new BigDecimal(of)).rounded())
                .isEqualTo(new BigDecimal(percent));
    }

    @ParameterizedTest
    @CsvSource({"-0.00005, -0.0001", "-0.00004, 0.0000", "0.00005, 0.0001", "1E+2, 100.0000", "-12.34567, -12.3457"})
    void a_number_is_rounded_away_from_zero_on_a_tie(String number, String rounded) {
        assertThat(Ratio.of(new BigDecimal(number)).rounded()).isEqualTo(new BigDecimal(rounded));
    }

    @Test
    void fractions_that_round_to_the_same_number_still_compare_exactly() {
        Ratio below = Ratio.percent(new BigDecimal("7999999"), new BigDecimal("10000000"));
        Ratio eighty = Ratio.of(new BigDecimal(80));

        assertThat(below.rounded()).isEqualTo(eighty.rounded());
        assertThat(below.compare(eighty)).isNegative();
        assertThat(eighty.compare(below)).isPositive();
        assertThat(eighty.compare(Ratio.percent(new BigDecimal(4), new BigDecimal(5))))
                .isZero();
    }

    @Test
    void what_is_added_and_taken_away_is_as_before() {
        Random random = new Random(20241123);
        for (int i = 0; i < 500; i++) {
            Ratio a = Ratio.percent(new BigDecimal(random.nextInt(1000)), new BigDecimal(1 + random.nextInt(1000)));
            Ratio b = Ratio.percent(new BigDecimal(random.nextInt(1000)), new BigDecimal(1 + random.nextInt(1000)));
            assertThat(a.plus(b).minus(b).compare(a)).isZero();
            assertThat(Integer.signum(a.minus(b).over().signum())).isEqualTo(Integer.signum(a.compare(b)));
        }
    }

    @Test
    void there_is_no_share_of_nothing() {
        assertThatThrownBy(() -> Ratio.percent(BigDecimal.ONE, BigDecimal.ZERO))
                .isInstanceOf(ArithmeticException.class);
    }
}
