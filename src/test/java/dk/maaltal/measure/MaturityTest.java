package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant;
import dk.maaltal.plan.Variant.Rule;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stock of the last month of each quarter is 100 in the end; until then it is shown as the tables of the tests say. */
class MaturityTest {
    private static final ReferencePeriod PERIOD = ReferencePeriod.parse("2024Q3");
    private static final Instant AS_OF = Instant.parse("2024-10-15T10:00:00Z");
    /** The twelve quarters before the period, the newest first: 2024Q2 to 2021Q3. */
    private static final int EARLIER = 12;

    /**
     * Said at lag 0 of each earlier quarter, the newest first. The quarter before the period is one month past its first
     * lag when the fourth month starts, so all of them tell of lag 0. The target is at least so much, the value 100.
     */
    @ParameterizedTest(name = "{0}, at least {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        101 102 103 104 105 106 107 108 109 110 111 112 | 90      | -
        101 102 103 104 105 106 107 108 109 110 111 112 | 89.9999 | -
        101 102 103 104 105 106 107 108 109 110 111 112 | 90.0001 | 2024-11-01
        99 98 97 96 95 94 93 92 91 90 89 88             | 109.9   | 2024-11-01
        99 102 97 104 95 106 93 108 91 110 89 112       | 110     | -
        100 100 100 100 100 100 100 100 100 110 110 110 | 99.99   | 2024-11-01
        100 100 100 100 100 100 100 100 100 100 110 110 | 99.99   | -
        100 100 100 100 100 100 100 100 100 100 110 110 | 100     | -
        """)
    void a_cell_is_provisional_while_its_figure_usually_moves_by_more_than_its_distance(
            String atFirst, String target, String judgedFrom) {
        Row row = own(story(atFirst).told(), target);

        // In the first line the usual revision, 10, is not wider than the distance, 10.
        assertThat(judgedFrom(row)).isEqualTo(judgedFrom);
        assertThat(row.provisional()).isEqualTo(!judgedFrom.equals("-"));
        assertThat(row.state()).isEqualTo(CellState.OK);
        assertThat(row.status()).isEqualTo(Double.parseDouble(target) <= 100 ? Status.MET : Status.NOT_MET);
        assertThat(row.reason()).isNull();
    }

    /** Said at lag 0, 1, 2, ... of every quarter; 100 after that. The target is at least 98, so the distance is 2. */
    @ParameterizedTest(name = "{0} at {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        110 105 101       | 2024-10-15T10:00:00Z | 2024-12-01
        110 102 101       | 2024-10-15T10:00:00Z | 2024-11-01
        110 105 101 105   | 2024-10-15T10:00:00Z | 2025-02-01
        110 105 101 105   | 2024-11-01T10:00:00Z | 2025-02-01
        110 105 101 105   | 2024-10-31T22:59:59Z | 2025-02-01
        110 105 101       | 2024-10-31T22:59:59Z | 2024-12-01
        110 101 101       | 2024-10-31T22:59:59Z | 2024-11-01
        110 101 101       | 2024-10-31T23:00:00Z | -
        110 105 101       | 2024-12-31T22:59:59Z | -
        102 101           | 2024-10-15T10:00:00Z | -
        110 110 110 110 110 110 110 110 110 110 110 110 110 | 2024-10-15T10:00:00Z | 2025-11-01
        """)
    void it_can_be_judged_from_the_first_lag_after_which_nothing_usually_moves_that_far(
            String byLag, Instant asOf, String judgedFrom) {
        Row row = own(new Story().each(byLag).until(asOf).told(), "98", asOf);

        assertThat(judgedFrom(row)).isEqualTo(judgedFrom);
    }

    /** t(2022Q3, 0) is midnight on 1 October 2022: eight quarters from there to 2024Q2. */
    @ParameterizedTest(name = "known from {0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2022-09-30T22:00:00Z | 8 | 2024-11-01
        2022-09-30T22:00:01Z | 7 | -
        2022-06-30T22:00:00Z | 9 | 2024-11-01
        2024-10-01T00:00:00Z | 0 | -
        """)
    void seven_periods_say_nothing_and_eight_do(Instant from, int periods, String judgedFrom) {
        FakeKnowledge told = new Story().each("110").from(from).told();

        assertThat(judgedFrom(own(told, "98"))).isEqualTo(judgedFrom);
        Maturity maturity = maturity(told, component(count(), "98"));
        assertThat(maturity.usual().get(0).periods()).isEqualTo(periods);
        assertThat(maturity.usual().get(0).revision() != null).isEqualTo(periods >= 8);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        110 110 110 110 110 110 110 110 hidden hidden hidden hidden    | 2024-11-01
        110 110 110 110 110 110 110 hidden hidden hidden hidden hidden | -
        110 110 110 110 110 110 110 unripe unripe unripe unripe unripe | -
        110 110 110 110 110 110 110 row row row row row                | -
        """)
    void a_figure_without_a_value_tells_nothing(String atFirst, String judgedFrom) {
        assertThat(judgedFrom(own(story(atFirst).told(), "98"))).isEqualTo(judgedFrom);
    }

    /** The older variant ends with a quarter; those after it are of the same definition as the period. */
    @ParameterizedTest(name = "break after {0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        2022-06-30 | 2024-11-01
        2022-07-31 | 2024-11-01
        2022-09-30 | -
        2023-12-31 | -
        """)
    void periods_of_another_definition_tell_nothing(LocalDate until, String judgedFrom) {
        Variant before =
                new Variant(until, Rule.LAST, Frequency.M, 0, List.of(Fixture.count(Fixture.month("t/n"))), false, "");
        Component component = Fixture.component(
                Unit.PERSONS, Fixture.target(Operator.AT_LEAST, Against.FIXED, "98"), before, count());

        Row row = Cells.row(evaluate(new Story().each("110").told(), component, AS_OF), Basis.OFFICIAL, "707");

        assertThat(judgedFrom(row)).isEqualTo(judgedFrom);
    }

    @Test
    void an_older_reference_period_that_stands_in_is_what_was_shown() {
        // The last month of a quarter comes a month late; the one before it stood in, with 120.
        Variant lagging = Fixture.last(Frequency.M, 2, Fixture.count(Fixture.month("t/n")));
        FakeKnowledge told = new Story().each("row 100").older("120").told();
        // 120 is 10 from the target, and 20 from what is shown a month later.
        Row row = Cells.row(evaluate(told, component(lagging, "110"), AS_OF), Basis.OFFICIAL, "707");

        assertThat(row.state()).isEqualTo(CellState.PRELIMINARY);
        assertThat(row.provisional()).isTrue();
        assertThat(row.attributes()).isEqualTo("{\"judged_from\":\"2024-11-01\",\"wanted\":\"2024M09\"}");
    }

    @Test
    void evidence_does_not_move_between_two_starts_of_months() {
        // On 20 October the figures of all earlier quarters are revised: November sees it, October does not.
        FakeKnowledge told = new Story().each("110").told();
        List<String> lines = new ArrayList<>();
        for (ReferencePeriod quarter = ReferencePeriod.parse("2021Q2");
                quarter.compareTo(PERIOD) <= 0;
                quarter = quarter.shift(1)) {
            lines.add(
                    "t/n 707 %s %s".formatted(quarter.ending(Frequency.M).code(), quarter.equals(PERIOD) ? 100 : 110));
        }
        told.tell(Instant.parse("2024-10-20T08:00:00Z"), String.join("\n", lines));

        assertThat(judgedFrom(own(told, "98", Instant.parse("2024-10-19T08:00:00Z"))))
                .isEqualTo("2024-11-01");
        assertThat(judgedFrom(own(told, "98", Instant.parse("2024-10-21T08:00:00Z"))))
                .isEqualTo("2024-11-01");
    }

    @Test
    void only_the_judged_row_is_marked_and_nothing_else_of_it_changes() {
        FakeKnowledge moving = new Story().each("110").told();
        FakeKnowledge still = new Story().each("100").told();
        Component component = component(count(), "98");

        Evaluated marked = evaluate(moving, component, AS_OF);
        Evaluated plain = evaluate(still, component, AS_OF);

        assertThat(marked.rows().stream().filter(Row::provisional))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.key().areaCode()).isEqualTo("707");
                    assertThat(row.attributes()).isEqualTo("{\"judged_from\":\"2024-11-01\"}");
                });
        assertThat(marked.lineages()).isEqualTo(plain.lineages());
        assertThat(plain.rows()).noneMatch(Row::provisional);
        assertThat(marked.rows().stream().map(MaturityTest::unmarked)).containsExactlyElementsOf(plain.rows());
    }

    @Test
    void a_version_from_before_evidence_comes_out_as_it_was() {
        Plan plan = Fixture.plan(Fixture.measure("5.1", component(count(), "98")));
        Evaluation.At at = evaluation(new Story().each("110").told()).at(AS_OF);

        List<Row> marked = at.evaluate(plan, PERIOD).rows();
        List<Row> before = at.beforeEvidence().evaluate(plan, PERIOD).rows();

        assertThat(before).noneMatch(Row::provisional);
        assertThat(marked).isNotEqualTo(before);
        assertThat(marked.stream().map(MaturityTest::unmarked)).containsExactlyElementsOf(before);
    }

    @Test
    void a_cell_without_a_target_is_not_marked() {
        Component component = Fixture.component(Unit.PERSONS, null, count());

        assertThat(evaluate(new Story().each("110").told(), component, AS_OF).rows())
                .noneMatch(Row::provisional);
    }

    @Test
    void a_period_that_is_over_for_more_than_a_year_is_not_marked() {
        Instant twelve = Instant.parse("2025-10-31T22:59:59Z");
        Instant thirteen = Instant.parse("2025-10-31T23:00:00Z");
        // Every quarter goes on moving until it is twenty months old.
        String long20 = "110 ".repeat(20).strip();

        assertThat(judgedFrom(own(new Story().each(long20).until(twelve).told(), "98", twelve)))
                .isEqualTo("2025-11-01");
        assertThat(judgedFrom(own(new Story().each(long20).until(thirteen).told(), "98", thirteen)))
                .isEqualTo("-");
    }

    /**
     * On paper. Quarters 2021Q3 to 2024Q2 show 110 at lag 0, 104 at lag 1, 100.4 at lag 2, 100 from lag 3 on. At 1 October
     * 2024, 2024Q2 has told of lags 0 to 2 (lag 3 is this very month), 2024Q1 of 0 to 5, 2023Q4 of 0 to 8, and so on: lag
     * 0 to 2 have 12 periods, 3 to 5 have 11, 6 to 8 have 10, 9 to 11 have 9 and 12 has 8. 2024Q2 itself stands at 100.
     */
    @Test
    void a_triangle_on_paper() {
        Maturity maturity = maturity(new Story().each("110 104 100.4").told(), component(count(), "98"));

        assertThat(maturity.usual().stream().map(Maturity.Usual::periods))
                .containsExactly(12, 12, 12, 11, 11, 11, 10, 10, 10, 9, 9, 9, 8);
        assertThat(maturity.usual().stream().map(u -> Cells.plain(u.revision())))
                .containsExactly("10", "4", "0.4", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0");
        // Half a person is not seen: the figure has settled after two months.
        assertThat(maturity.settledLag()).isEqualTo(2);
        assertThat(maturity.periods()).isEqualTo(12);
        assertThat(maturity.presentLag()).isZero();
        assertThat(maturity.declared()).isNull();
        assertThat(maturity.basis()).isEqualTo(Basis.OFFICIAL);
    }

    @Test
    void the_running_periods_of_each_kind_are_listed_with_the_ended_ones_as_evidence() {
        Plan plan = Fixture.plan(Fixture.measure("5.1", component(count(), "98")));

        List<Maturity> all =
                evaluation(new Story().each("110 100").told()).at(AS_OF).maturities(plan);

        assertThat(all.stream()
                        .map(m -> "%s %s %d %s".formatted(m.period(), m.presentLag(), m.periods(), m.settledLag())))
                .containsExactly("2024Q4 null 11 1", "2024H2 null 8 1", "2024 null 4 null");
    }

    private static Row unmarked(Row row) {
        return row.provisional()
                ? new Row(
                        row.key(),
                        row.primary(),
                        row.areaName(),
                        row.referencePeriod(),
                        row.value(),
                        row.numerator(),
                        row.denominator(),
                        row.unit(),
                        row.state(),
                        false,
                        row.targetText(),
                        row.targetValue(),
                        row.benchmarkValue(),
                        row.previousValue(),
                        row.deviation(),
                        row.twinDifference(),
                        row.status(),
                        row.reason(),
                        row.due(),
                        null,
                        row.definitionSha256(),
                        row.sourceUpdatedOn(),
                        row.lineageId())
                : row;
    }

    private static Story story(String atFirst) {
        Story story = new Story();
        List<String> said = Arrays.asList(atFirst.strip().split(" "));
        assertThat(said).hasSize(EARLIER);
        for (int back = 1; back <= EARLIER; back++) {
            story.of(PERIOD.shift(-back), said.get(back - 1));
        }
        return story;
    }

    /** What a table said from month to month. */
    private static final class Story {
        private final TreeMap<ReferencePeriod, List<String>> said = new TreeMap<>();
        private List<String> each = List.of();
        private Instant from = Instant.parse("2021-01-15T08:00:00Z");
        private Instant until = AS_OF;
        private @Nullable String older;

        Story of(ReferencePeriod quarter, String byLag) {
            said.put(quarter, List.of(byLag.split(" ")));
            return this;
        }

        /** Every quarter but the period itself. */
        Story each(String byLag) {
            each = List.of(byLag.strip().split(" "));
            return this;
        }

        Story from(Instant instant) {
            from = instant;
            return this;
        }

        Story until(Instant instant) {
            until = instant;
            return this;
        }

        /** What the month before a quarter's last says. */
        Story older(String value) {
            older = value;
            return this;
        }

        FakeKnowledge told() {
            FakeKnowledge knowledge = new FakeKnowledge();
            knowledge.tell(from, lines(Months.of(from)));
            for (YearMonth month = Months.of(from).plusMonths(1);
                    !Months.start(month).isAfter(until);
                    month = month.plusMonths(1)) {
                knowledge.tell(Months.start(month), lines(month));
            }
            return knowledge;
        }

        private String lines(YearMonth month) {
            List<String> lines = new ArrayList<>();
            for (ReferencePeriod quarter = ReferencePeriod.parse("2020Q2");
                    Months.lag(quarter, month) >= 0;
                    quarter = quarter.shift(1)) {
                int lag = Months.lag(quarter, month);
                List<String> byLag =
                        said.getOrDefault(quarter, quarter.equals(PERIOD) && older == null ? List.of() : each);
                String value = lag < byLag.size() ? byLag.get(lag) : "100";
                ReferencePeriod last = quarter.ending(Frequency.M);
                if (older != null) {
                    lines.add("t/n 707 %s %s".formatted(last.shift(-1).code(), older));
                }
                if (older == null || !value.equals("row")) {
                    lines.add("t/n 707 %s %s".formatted(last.code(), value));
                    lines.add("t/n 101 %s %s".formatted(last.code(), value));
                }
            }
            return String.join("\n", lines);
        }
    }

    private static Variant count() {
        return Fixture.last(Frequency.M, 0, Fixture.count(Fixture.month("t/n")));
    }

    private static Component component(Variant variant, String target) {
        return Fixture.component(Unit.PERSONS, Fixture.target(Operator.AT_LEAST, Against.FIXED, target), variant);
    }

    private static Row own(FakeKnowledge knowledge, String target) {
        return own(knowledge, target, AS_OF);
    }

    private static Row own(FakeKnowledge knowledge, String target, Instant asOf) {
        return Cells.row(evaluate(knowledge, component(count(), target), asOf), Basis.OFFICIAL, "707");
    }

    private static Evaluated evaluate(FakeKnowledge knowledge, Component component, Instant asOf) {
        return evaluation(knowledge).at(asOf).evaluate(Fixture.plan(Fixture.measure("5.1", component)), PERIOD);
    }

    private static Maturity maturity(FakeKnowledge knowledge, Component component) {
        return evaluation(knowledge)
                .at(AS_OF)
                .maturity(Fixture.plan(Fixture.measure("5.1", component)), "5.1", "value", PERIOD);
    }

    private static Evaluation evaluation(FakeKnowledge knowledge) {
        return new Evaluation(knowledge, Origins.ALL_REAL);
    }

    private static String judgedFrom(Row row) {
        return row.attributes() == null || !row.attributes().contains("judged_from")
                ? "-"
                : row.attributes().replaceAll(".*\"judged_from\":\"([^\"]*)\".*", "$1");
    }
}
