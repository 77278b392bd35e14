package dk.maaltal.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePeriodTest {
    private static final long SEED = 707;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        # text       | code       | id         | first      | last
        2024M06      | 2024M06    | 2024M06    | 2024-06-01 | 2024-06-30
        2024M02      | 2024M02    | 2024M02    | 2024-02-01 | 2024-02-29
        2023M02      | 2023M02    | 2023M02    | 2023-02-01 | 2023-02-28
        2100M02      | 2100M02    | 2100M02    | 2100-02-01 | 2100-02-28
        2000M02      | 2000M02    | 2000M02    | 2000-02-01 | 2000-02-29
        2024M12      | 2024M12    | 2024M12    | 2024-12-01 | 2024-12-31
        2024Q02      | 2024Q02    | 2024Q2     | 2024-04-01 | 2024-06-30
        2024Q2       | 2024Q02    | 2024Q2     | 2024-04-01 | 2024-06-30
        2024q1       | 2024Q01    | 2024Q1     | 2024-01-01 | 2024-03-31
        2024Q4       | 2024Q04    | 2024Q4     | 2024-10-01 | 2024-12-31
        2024QMAT02   | 2024QMAT02 | 2024QMAT02 | 2023-07-01 | 2024-06-30
        2024QMAT04   | 2024QMAT04 | 2024QMAT04 | 2024-01-01 | 2024-12-31
        2024QMAT01   | 2024QMAT01 | 2024QMAT01 | 2023-04-01 | 2024-03-31
        2024H1       | 2024H1     | 2024H1     | 2024-01-01 | 2024-06-30
        2024H2       | 2024H2     | 2024H2     | 2024-07-01 | 2024-12-31
        2024         | 2024Y01    | 2024       | 2024-01-01 | 2024-12-31
        2024Y01      | 2024Y01    | 2024       | 2024-01-01 | 2024-12-31
        2024MYTD08   | 2024MYTD08 | 2024MYTD08 | 2024-01-01 | 2024-08-31
        2024MYTD02   | 2024MYTD02 | 2024MYTD02 | 2024-01-01 | 2024-02-29
        ' 2024M06 '  | 2024M06    | 2024M06    | 2024-06-01 | 2024-06-30
        """)
    void parses_prints_and_knows_its_days(String text, String code, String id, LocalDate first, LocalDate last) {
        ReferencePeriod period = ReferencePeriod.parse(text);

        assertThat(period.code()).isEqualTo(code);
        assertThat(period.id()).isEqualTo(id).isEqualTo(period.toString());
        assertThat(period.firstDay()).isEqualTo(first);
        assertThat(period.lastDay()).isEqualTo(last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "24",
                "2024-06",
                "2024M",
                "2024M00",
                "2024M13",
                "2024Q0",
                "2024Q5",
                "2024QMAT05",
                "2024H3",
                "2024Y02",
                "2024Y00",
                "2024MYTD13",
                "2024MYTD",
                "1899",
                "2200",
                "2024M006",
                "2024X1",
                "Q12024",
                "2024 Q1",
                "２０２４",
                "latest:2",
                "99999"
            })
    void refuses_what_is_no_period_and_says_what_was_given(String text) {
        assertThatThrownBy(() -> ReferencePeriod.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(" + java.util.regex.Pattern.quote(text) + "|year).*");
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        2024M01    | -1  | 2023M12
        2024M06    | 12  | 2025M06
        2024Q4     | 1   | 2025Q1
        2024Q1     | -5  | 2022Q4
        2024QMAT02 | -4  | 2023QMAT02
        2024H1     | -2  | 2023H1
        2024H2     | 1   | 2025H1
        2024       | -4  | 2020
        2024MYTD08 | -12 | 2023MYTD08
        2024M03    | 0   | 2024M03
        """)
    void shifts_by_its_own_kind(String from, int by, String to) {
        assertThat(ReferencePeriod.parse(from).shift(by)).isEqualTo(ReferencePeriod.parse(to));
        assertThat(ReferencePeriod.parse(to).minus(ReferencePeriod.parse(from))).isEqualTo(by);
    }

    @ParameterizedTest(name = "{0} as {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
        2024H1  | M    | 2024M06
        2024H1  | Q    | 2024Q2
        2024H1  | QMAT | 2024QMAT02
        2024H2  | QMAT | 2024QMAT04
        2024Q3  | QMAT | 2024QMAT03
        2024    | M    | 2024M12
        2024    | Q    | 2024Q4
        2024    | QMAT | 2024QMAT04
        2024Q2  | H    | 2024H1
        2024Q1  | MYTD | 2024MYTD03
        """)
    void finds_the_period_of_another_kind_that_ends_with_it(String period, Frequency kind, String expected) {
        assertThat(ReferencePeriod.parse(period).ending(kind)).hasToString(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        2024Q1     | 2024M01 2024M02 2024M03
        2024H2     | 2024M07 2024M08 2024M09 2024M10 2024M11 2024M12
        2024QMAT01 | 2023M04 2023M05 2023M06 2023M07 2023M08 2023M09 2023M10 2023M11 2023M12 2024M01 2024M02 2024M03
        2024MYTD02 | 2024M01 2024M02
        2024M05    | 2024M05
        """)
    void lists_the_months_inside(String period, String months) {
        assertThat(ReferencePeriod.parse(period).months().stream().map(ReferencePeriod::id))
                .containsExactly(months.split(" "));
    }

    @Test
    void is_the_same_period_last_year_for_every_kind() {
        assertThat(Stream.of("2024M02", "2024Q1", "2024QMAT02", "2024H1", "2024", "2024MYTD08")
                        .map(text -> ReferencePeriod.parse(text).yearBefore().id()))
                .containsExactly("2023M02", "2023Q1", "2023QMAT02", "2023H1", "2023", "2023MYTD08");
    }

    @Test
    void orders_by_last_day_then_the_longer_first() {
        List<ReferencePeriod> ordered = Stream.of(
                        "2024M03", "2024Q2", "2024QMAT02", "2024H1", "2024M06", "2024M07", "2024", "2025M01")
                .map(ReferencePeriod::parse)
                .toList();
        List<ReferencePeriod> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(SEED));

        assertThat(shuffled.stream().sorted().map(ReferencePeriod::id))
                .containsExactly("2024M03", "2024QMAT02", "2024H1", "2024Q2", "2024M06", "2024M07", "2024", "2025M01");
    }

    @Test
    void does_not_measure_the_distance_between_kinds() {
        assertThatThrownBy(() -> ReferencePeriod.parse("2024M06").minus(ReferencePeriod.parse("2024Q2")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024M06");
    }

    @ParameterizedTest
    @EnumSource(Frequency.class)
    void comes_back_from_its_text_its_key_and_a_shift(Frequency kind) {
        Random random = new Random(SEED);
        for (int i = 0; i < 500; i++) {
            ReferencePeriod p =
                    new ReferencePeriod(kind, 1950 + random.nextInt(200), 1 + random.nextInt(kind.perYear()));
            int n = random.nextInt(101) - 50;

            assertThat(ReferencePeriod.parse(p.code())).isEqualTo(p);
            assertThat(ReferencePeriod.parse(p.id())).isEqualTo(p);
            assertThat(ReferencePeriod.ofKey(p.key())).isEqualTo(p);
            assertThat(p.key()).isBetween(0, 1 << 20);
            int room = (p.year() - 1900) * kind.perYear() < 50 || (2199 - p.year()) * kind.perYear() < 50 ? 0 : n;
            assertThat(p.shift(room).shift(-room)).isEqualTo(p);
            assertThat(Integer.signum(p.shift(room).compareTo(p))).isEqualTo(Integer.signum(room));
            assertThat(ReferencePeriod.containing(kind, p.lastDay())).isEqualTo(p);
            assertThat(p.firstDay()).isBeforeOrEqualTo(p.lastDay());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Frequency.class,
            names = {"M", "Q", "H", "Y"})
    void leaves_no_day_between_one_period_and_the_next(Frequency kind) {
        ReferencePeriod first = ReferencePeriod.containing(kind, LocalDate.of(2019, 1, 1));

        assertThat(IntStream.range(0, 100).mapToObj(first::shift))
                .allSatisfy(p ->
                        assertThat(p.shift(1).firstDay()).isEqualTo(p.lastDay().plusDays(1)));
    }
}
