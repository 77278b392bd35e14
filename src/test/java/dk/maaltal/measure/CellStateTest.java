package dk.maaltal.measure;

import static dk.maaltal.measure.Cells.own;
import static dk.maaltal.measure.Cells.plain;
import static dk.maaltal.measure.Cells.row;
import static dk.maaltal.measure.Fixture.component;
import static dk.maaltal.measure.Fixture.last;
import static dk.maaltal.measure.Fixture.month;
import static dk.maaltal.measure.Fixture.sum;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.series.Frequency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state and numbers a cell has, by what its terms are. */
class CellStateTest {
    /** Measure 5.1: ledighedsydelse over fleksjob and ledighedsydelse, from two tables. */
    private static final Component FLEKSJOB = component(
            Unit.PERCENT,
            null,
            last(
                    Frequency.M,
                    2,
                    new Formula.Share(List.of(month("y09/ft")), List.of(month("y09/ft"), month("y08/ft")))));

    @ParameterizedTest
    @CsvSource({
        // y09,  y08,    state,         value,   n, N
        "20,     80,     OK,            20,      20, 100",
        "1,      2,      OK,            33.3333, 1,  3",
        "0,      80,     OK,            0,       0,  80",
        "0,      0,      NO_POPULATION, -,       -,  -",
        "hidden, 80,     SUPPRESSED,    -,       -,  -",
        "20,     hidden, SUPPRESSED,    -,       -,  -",
        "unripe, 80,     IMMATURE,      -,       -,  -",
        "20,     unripe, IMMATURE,      -,       -,  -",
        "hidden, unripe, SUPPRESSED,    -,       -,  -",
        "unripe, hidden, SUPPRESSED,    -,       -,  -",
        "row,    80,     SUPPRESSED,    -,       -,  -",
        "unripe, row,    SUPPRESSED,    -,       -,  -",
        "0,      unripe, IMMATURE,      -,       -,  -",
        "2.5,    7.5,    OK,            25,      2.5, 10",
    })
    void a_share_has_the_first_state_in_precedence_of_its_terms(
            String y09, String y08, CellState state, String value, String n, String of) {
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y09/ft 707 2024M06 %s
                y08/ft 707 2024M06 %s
                """.formatted(y09, y08));

        Row cell = own(FLEKSJOB, knowledge, "2024H1");

        assertThat(cell.state()).isEqualTo(state);
        assertThat(plain(cell.value())).isEqualTo(value);
        assertThat(plain(cell.numerator())).isEqualTo(n);
        assertThat(plain(cell.denominator())).isEqualTo(of);
        assertThat(cell.provisional()).isFalse();
    }

    @Test
    void an_area_that_one_of_the_tables_lacks_has_no_source_even_where_the_period_is_not_out() {
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y09/ft 707 2024M06 20
                y09/ft DK  2024M06 2000
                y08/ft DK  2024M06 8000
                y08/ft DK  2024M09 8000
                """);

        assertThat(own(FLEKSJOB, knowledge, "2024H1").state()).isEqualTo(CellState.SOURCE_MISSING);
        assertThat(own(FLEKSJOB, knowledge, "2024Q3").state()).isEqualTo(CellState.SOURCE_MISSING);
        Evaluated evaluated = Cells.evaluate(FLEKSJOB, knowledge, "2024H1");
        assertThat(plain(row(evaluated, Basis.OFFICIAL, "DK").value())).isEqualTo("20");
        assertThat(evaluated.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.MISSING);
            assertThat(gap.problem().what()).contains("Norddjurs");
        });
    }

    @Test
    void a_period_that_one_of_the_tables_lacks_is_not_published_though_its_value_would_be_hidden() {
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y09/ft 707 2024M06 hidden
                y08/ft 707 2024M03 80
                """);

        Row cell = own(FLEKSJOB, knowledge, "2024H1");

        assertThat(cell.state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(cell.referencePeriod()).isEqualTo("2024M06");
        assertThat(cell.lineageId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2024M05, PRELIMINARY, 20", "2024M04, PRELIMINARY, 20", "2024M03, NOT_PUBLISHED, -"})
    void an_older_period_stands_in_as_preliminary_and_says_which_was_wanted(
            String month, CellState state, String value) {
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y09/ft 707 2024M06 20
                y09/ft 707 %1$s 20
                y08/ft 707 %1$s 80
                """.formatted(month));

        Row cell = own(FLEKSJOB, knowledge, "2024H1");

        assertThat(cell.state()).isEqualTo(state);
        assertThat(plain(cell.value())).isEqualTo(value);
        assertThat(cell.provisional()).isEqualTo(state == CellState.PRELIMINARY);
        assertThat(cell.referencePeriod()).isEqualTo(state == CellState.PRELIMINARY ? month : "2024M06");
        assertThat(cell.attributes()).isEqualTo(state == CellState.PRELIMINARY ? "{\"wanted\":\"2024M06\"}" : null);
    }

    @Test
    void a_hidden_value_of_an_older_period_stays_hidden_and_is_not_provisional() {
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y09/ft 707 2024M05 hidden
                y08/ft 707 2024M05 80
                """);

        Row cell = own(FLEKSJOB, knowledge, "2024H1");

        assertThat(cell.state()).isEqualTo(CellState.SUPPRESSED);
        assertThat(cell.provisional()).isFalse();
        assertThat(cell.referencePeriod()).isEqualTo("2024M05");
    }

    @Test
    void a_flow_is_the_sum_of_its_months_and_bears_the_periods_id() {
        Component started = component(Unit.PERSONS, null, sum(Fixture.count(month("y14/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y14/n 707 2024M01 3
                y14/n 707 2024M02 4
                y14/n 707 2024M03 5
                y14/n 707 2024M04 hidden
                y14/n 707 2024M05 7
                y14/n 707 2024M06 8
                """);

        Row quarter = own(started, knowledge, "2024Q1");
        assertThat(plain(quarter.value())).isEqualTo("12");
        assertThat(plain(quarter.numerator())).isEqualTo("12");
        assertThat(quarter.denominator()).isNull();
        assertThat(quarter.referencePeriod()).isEqualTo("2024Q1");
        assertThat(own(started, knowledge, "2024H1").state()).isEqualTo(CellState.SUPPRESSED);
        assertThat(own(started, knowledge, "2024").state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(own(started, knowledge, "2024Q3").state()).isEqualTo(CellState.NOT_PUBLISHED);
    }

    @Test
    void a_figure_per_month_has_the_count_and_the_months() {
        Component orders = component(Unit.PER_MONTH, null, sum(new Formula.PerMonth(List.of(month("jo/created")))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                jo/created 707 2024M01 50
                jo/created 707 2024M02 50
                jo/created 707 2024M03 51
                """);

        Row cell = own(orders, knowledge, "2024Q1");

        assertThat(plain(cell.value())).isEqualTo("50.3333");
        assertThat(plain(cell.numerator())).isEqualTo("151");
        assertThat(plain(cell.denominator())).isEqualTo("3");
    }

    @Test
    void a_difference_of_counts_may_be_below_zero() {
        Component result = component(
                Unit.PERSONS,
                null,
                last(
                        Frequency.QMAT,
                        0,
                        new Formula.Count(
                                List.of(Fixture.series("y30/actual", Frequency.QMAT, false, null)),
                                List.of(Fixture.series("y30/expected", Frequency.QMAT, false, null)))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                y30/actual   707 2024QMAT02 3000
                y30/expected 707 2024QMAT02 3025
                """);

        Row cell = own(result, knowledge, "2024H1");

        assertThat(plain(cell.value())).isEqualTo("-25");
        assertThat(plain(cell.numerator())).isEqualTo("-25");
        assertThat(cell.referencePeriod()).isEqualTo("2024QMAT02");
    }

    @ParameterizedTest
    @CsvSource({
        // share, count,  state,      value
        "81.4,    120,    OK,         81.4",
        "0.0,     hidden, SUPPRESSED, -",
        "1.0,     row,    SUPPRESSED, -",
        "1.0,     unripe, IMMATURE,   -",
        "hidden,  120,    SUPPRESSED, -",
    })
    void a_served_share_is_not_used_where_its_own_count_is_null(
            String share, String count, CellState state, String value) {
        Component served = component(
                Unit.PERCENT, null, last(Frequency.M, 0, new Formula.Served(month("t/share"), month("t/count"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                t/share 707 2024M06 %s
                t/count 707 2024M06 %s
                """.formatted(share, count));

        Row cell = own(served, knowledge, "2024H1");

        assertThat(cell.state()).isEqualTo(state);
        assertThat(plain(cell.value())).isEqualTo(value);
        assertThat(cell.numerator()).isNull();
        assertThat(cell.denominator()).isNull();
        assertThat(cell.attributes()).isEqualTo("{\"formula\":\"served\"}");
    }

    @Test
    void the_first_formula_that_resolves_is_used() {
        Component interviews = component(
                Unit.PERCENT,
                null,
                last(
                        Frequency.M,
                        0,
                        Fixture.share(month("t/n"), month("t/all")),
                        new Formula.Served(month("t/share"), month("t/all"))));
        String served = """
                t/share 707 2024M06 81.4
                t/all   707 2024M06 500
                """;

        assertThat(plain(own(interviews, FakeKnowledge.of(served), "2024H1").value()))
                .isEqualTo("81.4");
        FakeKnowledge counts = FakeKnowledge.of(served + "t/n 707 2024M06 400");
        assertThat(plain(own(interviews, counts, "2024H1").value())).isEqualTo("80");
    }

    @Test
    void without_any_formula_that_resolves_the_firsts_problems_are_the_gap() {
        Component interviews = component(
                Unit.PERCENT,
                null,
                last(
                        Frequency.M,
                        0,
                        Fixture.share(month("t/n"), month("t/all")),
                        new Formula.Served(month("u/share"), month("u/all"))));

        Evaluated evaluated = Cells.evaluate(interviews, FakeKnowledge.of("x/y 707 2024M06 1"), "2024H1");

        assertThat(evaluated.rows()).allMatch(r -> r.state() == CellState.SOURCE_MISSING);
        assertThat(evaluated.rows()).allMatch(r -> r.referencePeriod().equals("2024M06"));
        assertThat(evaluated.gaps())
                .extracting(gap -> gap.problem().what())
                .containsExactly("t/n was not found", "t/all was not found");
    }

    @Test
    void an_optional_term_that_its_table_lacks_counts_as_nothing_and_is_named() {
        Component status = component(
                Unit.PERCENT,
                null,
                last(
                        Frequency.M,
                        0,
                        new Formula.Share(
                                List.of(month("b/n/Uddannelse"), Fixture.optional("b/n/Fleksjob")),
                                List.of(month("b/n/Alle")))));
        String lines = """
                b/n/Uddannelse 707 2024M06 30
                b/n/Alle       707 2024M06 100
                """;

        Row without = own(status, FakeKnowledge.of(lines), "2024H1");
        assertThat(plain(without.value())).isEqualTo("30");
        assertThat(without.attributes()).isEqualTo("{\"left_out\":\"b Fleksjob\"}");

        Row with = own(status, FakeKnowledge.of(lines + "b/n/Fleksjob 707 2024M06 5"), "2024H1");
        assertThat(plain(with.value())).isEqualTo("35");
        Row hidden = own(status, FakeKnowledge.of(lines + "b/n/Fleksjob 707 2024M06 hidden"), "2024H1");
        assertThat(hidden.state()).isEqualTo(CellState.SUPPRESSED);
    }

    @Test
    void an_optional_term_of_a_table_that_was_never_read_is_not_nothing() {
        Component sum = component(
                Unit.PERSONS, null, last(Frequency.M, 0, Fixture.count(month("a/n"), Fixture.optional("b/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("a/n 707 2024M06 30");
        knowledge.tables().neverHeld("b");

        assertThat(own(sum, knowledge, "2024H1").state()).isEqualTo(CellState.SOURCE_MISSING);
    }

    @Test
    void an_optional_term_that_vanished_from_its_table_is_left_out_and_holds_nothing_back() {
        Component status = component(
                Unit.PERCENT,
                null,
                last(
                        Frequency.M,
                        0,
                        new Formula.Share(
                                List.of(month("b/n/Uddannelse"), Fixture.optional("b/n/Fleksjob")),
                                List.of(month("b/n/Alle")))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                b/n/Fleksjob   707 2024M03 5
                b/n/Uddannelse 707 2024M03 20
                b/n/Alle       707 2024M03 100
                b/n/Uddannelse 707 2024M06 30
                b/n/Alle       707 2024M06 100
                """);
        assertThat(plain(own(status, knowledge, "2024Q1").value())).isEqualTo("25");
        knowledge.tables().vanished("b/n/Fleksjob");

        Evaluated evaluated = Cells.evaluate(status, knowledge, "2024H1");

        Row cell = row(evaluated, Basis.OFFICIAL, "707");
        assertThat(cell.state()).isEqualTo(CellState.OK);
        assertThat(plain(cell.value())).isEqualTo("30");
        assertThat(cell.attributes()).isEqualTo("{\"left_out\":\"b Fleksjob\"}");
        assertThat(evaluated.gaps()).isEmpty();
        // One way of counting in all periods, or last year's could not be compared with.
        assertThat(plain(own(status, knowledge, "2024Q1").value())).isEqualTo("20");
    }

    @ParameterizedTest
    @CsvSource({
        // n,  N,   figures
        "101,  100, 101 of 100",
        "1,    0,   1 of 0",
        "-1,   100, -1 of 100",
        "-3,   -2,  -3 of -2",
        "100.5,100, 100.5 of 100",
    })
    void a_share_that_cannot_be_is_no_figure(String n, String of, String figures) {
        Component share = component(
                Unit.PERCENT,
                Fixture.target(Operator.AT_MOST, Against.COUNTRY, "0"),
                last(Frequency.M, 1, Fixture.share(month("a/n"), month("b/all"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                a/n   707 2024M05 %1$s
                b/all 707 2024M05 %2$s
                a/n   DK  2024M05 50
                b/all DK  2024M05 100
                a/n   101 2024M05 %1$s
                b/all 101 2024M05 %2$s
                """.formatted(n, of));

        Evaluated evaluated = Cells.evaluate(share, knowledge, "2024H1");

        for (String area : List.of("707", "101")) {
            Row cell = row(evaluated, Basis.OFFICIAL, area);
            assertThat(cell.state()).isEqualTo(CellState.SOURCE_MISSING);
            assertThat(cell.value()).isNull();
            assertThat(cell.numerator()).isNull();
            assertThat(cell.denominator()).isNull();
        }
        assertThat(row(evaluated, Basis.OFFICIAL, "707").status()).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(plain(row(evaluated, Basis.OFFICIAL, "DK").value())).isEqualTo("50");
        assertThat(evaluated.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.MISSING);
            assertThat(gap.problem().where()).isEqualTo("table a, b, 2024M05, Norddjurs");
            assertThat(gap.problem().what()).isEqualTo(figures + " is no share: a/n over b/all");
        });
    }

    @ParameterizedTest
    @CsvSource({"-0.1, SOURCE_MISSING", "0, OK", "100, OK", "100.1, SOURCE_MISSING"})
    void a_served_share_outside_0_to_100_is_no_figure(String percent, CellState state) {
        Component served = component(
                Unit.PERCENT, null, last(Frequency.M, 0, new Formula.Served(month("t/share"), month("t/count"))));
        FakeKnowledge knowledge = FakeKnowledge.of("t/share 707 2024M06 %s\nt/count 707 2024M06 12".formatted(percent));

        Evaluated evaluated = Cells.evaluate(served, knowledge, "2024H1");

        assertThat(row(evaluated, Basis.OFFICIAL, "707").state()).isEqualTo(state);
        assertThat(evaluated.gaps())
                .extracting(gap -> gap.problem().what())
                .isEqualTo(state == CellState.OK ? List.of() : List.of(percent + " % is no share: t/share"));
    }
}
