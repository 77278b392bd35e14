package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthsTest {
    /** Midnight in Denmark is 23:00 UTC in winter, 22:00 in summer. */
    @ParameterizedTest(name = "{0} + {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        2024Q1 | 0  | 2024-03-31T22:00:00Z
        2024Q1 | 1  | 2024-04-30T22:00:00Z
        2024Q1 | 7  | 2024-10-31T23:00:00Z
        2024Q4 | 0  | 2024-12-31T23:00:00Z
        2024Q4 | 2  | 2025-02-28T23:00:00Z
        2023Q4 | 2  | 2024-02-29T23:00:00Z
        2023   | 3  | 2024-03-31T22:00:00Z
        2024H1 | 0  | 2024-06-30T22:00:00Z
        2024H1 | 12 | 2025-06-30T22:00:00Z
        """)
    void a_period_is_so_many_months_old_at_midnight_on_the_first(String period, int lag, Instant then) {
        YearMonth month = Months.after(ReferencePeriod.parse(period), lag);

        assertThat(Months.start(month)).isEqualTo(then);
        assertThat(Months.of(then)).isEqualTo(month);
        assertThat(Months.of(then.minusNanos(1000))).isEqualTo(month.minusMonths(1));
        assertThat(Months.lag(ReferencePeriod.parse(period), month)).isEqualTo(lag);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        2024Q1 | 2024-03-31T21:59:59.999999Z | -1
        2024Q1 | 2024-03-31T22:00:00Z        | 0
        2024Q1 | 2024-04-30T21:59:59.999999Z | 0
        2024Q1 | 2024-04-30T22:00:00Z        | 1
        2023Q4 | 2024-02-29T22:59:59.999999Z | 1
        2023Q4 | 2024-02-29T23:00:00Z        | 2
        2024H1 | 2025-07-15T10:00:00Z        | 12
        2024H1 | 2025-07-31T22:00:00Z        | 13
        """)
    void the_lag_turns_at_midnight_in_denmark(String period, Instant asOf, int lag) {
        assertThat(Months.lag(ReferencePeriod.parse(period), Months.of(asOf))).isEqualTo(lag);
    }
}
