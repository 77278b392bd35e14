package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Variant;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // kind, lag, period, one table has, the other has, label, wanted, read
                "M,    2, 2024H1, 2024M06 2024M05, 2024M06 2024M05, 2024M06,    2024M06,    2024M06",
                "M,    2, 2024H1, 2024M06 2024M05, 2024M05,         2024M05,    2024M06,    2024M05",
                "M,    2, 2024H1, 2024M05,         2024M04 2024M05, 2024M05,    2024M06,    2024M05",
                "M,    2, 2024H1, 2024M04,         2024M04 2024M05, 2024M04,    2024M06,    2024M04",
                "M,    2, 2024H1, 2024M05,         2024M04,         2024M06,    2024M06,    -",
                "M,    2, 2024H1, 2024M03,         2024M03,         2024M06,    2024M06,    -",
                "M,    3, 2024H1, 2024M03,         2024M03,         2024M03,    2024M06,    2024M03",
                "M,    1, 2024H1, 2024M04,         2024M04,         2024M06,    2024M06,    -",
                "M,    0, 2024H1, 2024M05,         2024M05,         2024M06,    2024M06,    -",
                "M,    2, 2024Q1, 2024M04,         2024M04,         2024M03,    2024M03,    -",
                "M,    2, 2024Q1, 2024M01,         2024M01,         2024M01,    2024M03,    2024M01",
                "M,    3, 2024Q1, 2023M12,         2023M12,         2023M12,    2024M03,    2023M12",
                "M,    2, 2024,   2024M12,         2024M12,         2024M12,    2024M12,    2024M12",
                "Q,    0, 2024H2, 2024Q04,         2024Q04,         2024Q04,    2024Q04,    2024Q04",
                "Q,    0, 2024H2, 2024Q03,         2024Q03,         2024Q04,    2024Q04,    -",
                "Q,    1, 2024Q1, 2023Q04,         2023Q04,         2023Q04,    2024Q01,    2023Q04",
                "QMAT, 0, 2024H1, 2024QMAT02,      2024QMAT02,      2024QMAT02, 2024QMAT02, 2024QMAT02",
                "QMAT, 0, 2024Q3, 2024QMAT02,      2024QMAT02,      2024QMAT03, 2024QMAT03, -",
                "QMAT, 0, 2024,   2024QMAT04,      2024QMAT04,      2024QMAT04, 2024QMAT04, 2024QMAT04",
            })
    void a_stock_reads_the_last_period_all_tables_have_within_the_lag(
            Frequency kind,
            int lag,
            String period,
            String one,
            String other,
            String label,
            String wanted,
            String read) {
        Window window = Window.of(
                Fixture.last(kind, lag), ReferencePeriod.parse(period), List.of(periods(one), periods(other)));

        assertThat(window.label()).isEqualTo(label);
        assertThat(window.wanted()).isEqualTo(wanted);
        assertThat(window.periods()).containsExactlyInAnyOrderElementsOf(read == null ? Set.of() : periods(read));
        assertThat(window.isOlderThanWanted()).isEqualTo(!label.equals(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        "2024Q1, 2024M01 2024M02 2024M03,                          3",
        "2024Q1, 2024M01 2024M03,                                  0",
        "2024Q1, 2024M02 2024M03 2024M04,                          0",
        "2024H2, 2024M07 2024M08 2024M09 2024M10 2024M11 2024M12,  6",
        "2024H2, 2024M06 2024M07 2024M08 2024M09 2024M10 2024M11,  0",
        "2024,   2024M07 2024M08 2024M09 2024M10 2024M11 2024M12,  0",
    })
    void a_flow_needs_every_month_and_bears_the_periods_own_id(String period, String months, int read) {
        Variant variant = Fixture.sum();
        Window window = Window.of(variant, ReferencePeriod.parse(period), List.of(periods(months)));

        assertThat(window.label()).isEqualTo(period);
        assertThat(window.periods()).hasSize(read);
        assertThat(window.isPublished()).isEqualTo(read > 0);
        assertThat(window.isOlderThanWanted()).isFalse();
    }

    private static Set<ReferencePeriod> periods(String text) {
        return Arrays.stream(text.split(" ")).map(ReferencePeriod::parse).collect(Collectors.toSet());
    }
}
