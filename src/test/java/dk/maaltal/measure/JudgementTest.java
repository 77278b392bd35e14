package dk.maaltal.measure;

import static dk.maaltal.measure.Cells.own;
import static dk.maaltal.measure.Cells.plain;
import static dk.maaltal.measure.Cells.text;
import static dk.maaltal.measure.Fixture.component;
import static dk.maaltal.measure.Fixture.last;
import static dk.maaltal.measure.Fixture.month;
import static dk.maaltal.measure.Fixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How cells are held against their targets, and what else their rows say. */
class JudgementTest {
    private static final Variant SHARE = last(Frequency.M, 2, Fixture.share(month("t/n"), month("t/all")));

    @ParameterizedTest
    @CsvSource({
        // operator, level,  n,       N,        status,  target,      deviation
        "AT_LEAST,   80,     4,       5,        MET,     >= 80 %,     0",
        "MORE_THAN,  80,     4,       5,        NOT_MET, > 80 %,      0",
        "AT_MOST,    80,     4,       5,        MET,     <= 80 %,     0",
        "LESS_THAN,  80,     4,       5,        NOT_MET, < 80 %,      0",
        // 79.99999 % is published as 80.0000 and is not 80 %
        "AT_LEAST,   80,     7999999, 10000000, NOT_MET, >= 80 %,     0",
        "AT_MOST,    80,     8000001, 10000000, NOT_MET, <= 80 %,     0",
        "LESS_THAN,  80,     7999999, 10000000, MET,     < 80 %,      0",
        "AT_LEAST,   80,     7999,    10000,    NOT_MET, >= 80 %,     -0.01",
        "AT_LEAST,   33.33,  1,       3,        MET,     >= 33.33 %,  0.0033",
        "AT_LEAST,   70.50,  141,     200,      MET,     >= 70.5 %,   0",
        "AT_LEAST,   0,      0,       9,        MET,     >= 0 %,      0",
    })
    void a_fixed_level_is_judged_on_the_exact_fraction(
            Operator operator, String level, String n, String of, Status status, String text, String deviation) {
        Component component = component(Unit.PERCENT, target(operator, Against.FIXED, level), SHARE);
        FakeKnowledge knowledge = FakeKnowledge.of("""
                t/n   707 2024M06 %s
                t/all 707 2024M06 %s
                """.formatted(n, of));

        Row cell = own(component, knowledge, "2024H1");

        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.targetText()).isEqualTo(text);
        assertThat(cell.targetValue()).isEqualByComparingTo(level);
        assertThat(plain(cell.deviation())).isEqualTo(deviation);
        assertThat(cell.reason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // operator, margin, n, N, DK n,  DK N,   status,  text,           level
        "AT_LEAST,   0,      1, 3, 1000,  3000,   MET,     >= DK,          33.3333",
        "AT_LEAST,   0,      1, 3, 100001,300000, NOT_MET, >= DK,          33.3337",
        "AT_LEAST,   0,      1, 3, 1000000001,3000000000, NOT_MET, >= DK,  33.3333",
        "AT_MOST,    0,      1, 3, 999999999,3000000000,  NOT_MET, <= DK,  33.3333",
        "MORE_THAN,  0,      1, 3, 1000,  3000,   NOT_MET, > DK,           33.3333",
        "AT_MOST,    4.0,    7, 20,31,    100,    MET,     <= DK + 4 pp,   35",
        "AT_MOST,    4,      3501,10000,31,100,   NOT_MET, <= DK + 4 pp,   35",
        "AT_MOST,    -1.5,   1, 3, 1,     3,      NOT_MET, <= DK - 1.5 pp, 31.8333",
    })
    void the_whole_country_and_its_margin_are_exact_too(
            Operator operator,
            String margin,
            String n,
            String of,
            String dkN,
            String dkOf,
            Status status,
            String text,
            String level) {
        Component component = component(Unit.PERCENT, target(operator, Against.COUNTRY, margin), SHARE);
        FakeKnowledge knowledge = FakeKnowledge.of("""
                t/n   707 2024M06 %s
                t/all 707 2024M06 %s
                t/n   DK  2024M06 %s
                t/all DK  2024M06 %s
                """.formatted(n, of, dkN, dkOf));

        Row cell = own(component, knowledge, "2024H1");

        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.targetText()).isEqualTo(text);
        assertThat(plain(cell.targetValue())).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        // now,   before, operator,  status,         reason,      previous, deviation
        "12,      11,     MORE_THAN, MET,            -,           11,       1",
        "12,      12,     MORE_THAN, NOT_MET,        -,           12,       0",
        "12,      11,     LESS_THAN, NOT_MET,        -,           11,       1",
        "12,      hidden, MORE_THAN, NOT_ASSESSABLE, NO_PREVIOUS, -,        -",
        "12,      unripe, MORE_THAN, NOT_ASSESSABLE, NO_PREVIOUS, -,        -",
        "hidden,  11,     MORE_THAN, NOT_ASSESSABLE, HIDDEN,      11,       -",
        "unripe,  hidden, MORE_THAN, NOT_ASSESSABLE, IMMATURE,    -,        -",
    })
    void last_year_is_what_the_same_rules_give_for_the_same_period_of_the_year_before(
            String now,
            String before,
            Operator operator,
            Status status,
            String reason,
            String previous,
            String deviation) {
        Component component = component(
                Unit.PERSONS,
                target(operator, Against.LAST_YEAR, "0"),
                last(Frequency.M, 0, Fixture.count(month("t/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                t/n 707 2024M06 %s
                t/n 707 2023M06 %s
                """.formatted(now, before));

        Row cell = own(component, knowledge, "2024H1");

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
        assertThat(plain(cell.previousValue())).isEqualTo(previous);
        assertThat(plain(cell.targetValue())).isEqualTo(previous);
        assertThat(plain(cell.deviation())).isEqualTo(deviation);
        assertThat(cell.targetText()).isEqualTo(operator.sign() + " last year");
    }

    @ParameterizedTest
    @CsvSource({
        // value,  DK,     status,         reason
        "20,       30,     NOT_MET,        -",
        "20,       hidden, NOT_ASSESSABLE, NO_BENCHMARK",
        "hidden,   30,     NOT_ASSESSABLE, HIDDEN",
        "unripe,   unripe, NOT_ASSESSABLE, IMMATURE",
        "none,     30,     NOT_ASSESSABLE, SOURCE_MISSING",
    })
    void without_a_value_its_state_is_the_reason_and_without_a_benchmark_that(
            String value, String country, Status status, String reason) {
        Component component = component(
                Unit.COUNT,
                target(Operator.AT_LEAST, Against.COUNTRY, "0"),
                last(Frequency.M, 0, Fixture.count(month("t/n"))));
        String own = value.equals("none") ? "" : "t/n 707 2024M06 " + value + "\n";
        FakeKnowledge knowledge = FakeKnowledge.of(own + "t/n DK 2024M06 " + country);

        Row cell = own(component, knowledge, "2024H1");

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
    }

    @Test
    void an_empty_group_cannot_be_judged() {
        Component component = component(Unit.PERCENT, target(Operator.AT_MOST, Against.FIXED, "5"), SHARE);

        Row cell = own(component, FakeKnowledge.of("t/n 707 2024M06 0\nt/all 707 2024M06 0"), "2024H1");

        assertThat(cell.status()).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(cell.reason()).isEqualTo(Reason.NO_POPULATION);
        assertThat(plain(cell.targetValue())).isEqualTo("5");
        assertThat(cell.deviation()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // only for, from,      to,         due,  period, value,  status,         reason
        "-,         -,          -,          -,    2024Q1, 90,     MET,            -",
        "Q,         -,          -,          -,    2024Q1, 90,     MET,            -",
        "Q,         -,          -,          -,    2024H1, 90,     NO_TARGET,      -",
        "Q,         -,          -,          -,    2024H1, hidden, NO_TARGET,      HIDDEN",
        "-,         2024-01-01, -,          -,    2024H1, 90,     MET,            -",
        "-,         2024-01-02, -,          -,    2024H1, 90,     NO_TARGET,      -",
        "-,         -,          2024-06-30, -,    2024H1, 90,     MET,            -",
        "-,         -,          2024-06-29, -,    2024H1, 90,     NO_TARGET,      -",
        "-,         -,          -,          2030, 2024H1, 90,     NOT_DUE,        -",
        "-,         -,          -,          2030, 2024H1, hidden, NOT_DUE,        HIDDEN",
        "-,         -,          -,          2024, 2024H1, 90,     MET,            -",
        "-,         -,          -,          2024, 2024H1, hidden, NOT_ASSESSABLE, HIDDEN",
        "-,         2025-01-01, -,          2030, 2024H1, 90,     NO_TARGET,      -",
    })
    void no_target_comes_before_not_due_and_that_before_not_assessable(
            String onlyFor,
            String from,
            String to,
            String due,
            String period,
            String value,
            Status status,
            String reason) {
        Target target = new Target(
                Operator.AT_LEAST,
                Against.FIXED,
                new BigDecimal(90),
                onlyFor.equals("-") ? null : Frequency.valueOf(onlyFor),
                "the plan",
                date(from),
                date(to),
                due.equals("-") ? null : Integer.valueOf(due),
                false);
        Component component = component(Unit.COUNT, target, last(Frequency.M, 0, Fixture.count(month("t/n"))));
        String month = period.equals("2024Q1") ? "2024M03" : "2024M06";

        Row cell = own(component, FakeKnowledge.of("t/n 707 " + month + " " + value), period);

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
        assertThat(cell.targetText()).isEqualTo(status == Status.NO_TARGET ? null : ">= 90");
    }

    /** The ceiling of 2.1: no register reaches back to tell it. */
    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "2024Q2, hidden, NOT_ASSESSABLE, HIDDEN,         <= ceiling of 2023",
        "2024Q2, 90,     NOT_ASSESSABLE, NO_BENCHMARK,   <= ceiling of 2023",
        "2024H1, 90,     NO_TARGET,      -,              -",
    })
    void a_level_that_only_a_register_tells_is_not_assessable_until_it_is_there(
            String period, String value, Status status, String reason, String targetText) {
        Target target = new Target(
                Operator.AT_MOST,
                Against.REGISTER,
                BigDecimal.ZERO,
                Frequency.Q,
                "the plan",
                null,
                null,
                null,
                false,
                2023);
        Component component = component(Unit.COUNT, target, last(Frequency.M, 0, Fixture.count(month("t/n"))));

        Row cell = own(component, FakeKnowledge.of("t/n 707 2024M06 " + value), period);

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
        assertThat(cell.targetText()).isEqualTo(targetText.equals("-") ? null : targetText);
        assertThat(cell.targetValue()).isNull();
        assertThat(cell.deviation()).isNull();
    }

    private static @Nullable LocalDate date(String text) {
        return text.equals("-") ? null : LocalDate.parse(text);
    }

    @Test
    void only_the_plans_own_primary_cell_is_judged_but_all_have_benchmark_and_last_year() {
        Component component = component(
                Unit.COUNT,
                target(Operator.AT_LEAST, Against.FIXED, "5"),
                last(Frequency.M, 0, Fixture.count(month("t/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                t/n 707 2024M06 6
                t/n 101 2024M06 hidden
                t/n DK  2024M06 600
                t/n 101 2023M06 70
                """);

        Evaluated evaluated = Cells.evaluate(component, knowledge, "2024H1");

        assertThat(evaluated.rows()).extracting(r -> r.key().areaCode()).containsExactly("101", "707", "DK");
        assertThat(evaluated.rows()).allMatch(r -> plain(r.benchmarkValue()).equals("600"));
        Row other = Cells.row(evaluated, Basis.OFFICIAL, "101");
        assertThat(other.status()).isNull();
        assertThat(other.reason()).isNull();
        assertThat(other.targetText()).isNull();
        assertThat(other.targetValue()).isNull();
        assertThat(plain(other.previousValue())).isEqualTo("70");
        assertThat(Cells.row(evaluated, Basis.OFFICIAL, "DK").status()).isNull();
        assertThat(Cells.row(evaluated, Basis.OFFICIAL, "707").status()).isEqualTo(Status.MET);
    }

    @ParameterizedTest
    @CsvSource({
        // period, status,       reason,           value, previous
        "2024H2, MET,            -,                20,    18",
        "2025H1, MET,            -,                30,    10",
        "2025H2, NOT_ASSESSABLE, DEFINITION_BREAK, 5,     20",
        "2026H1, NOT_ASSESSABLE, DEFINITION_BREAK, 6,     30",
        "2026H2, MET,            -,                7,     5",
    })
    void last_year_by_another_definition_is_no_comparison(
            String period, Status status, String reason, String value, String previous) {
        Component component =
                component(Unit.PERSONS, target(Operator.MORE_THAN, Against.LAST_YEAR, "0"), variants(false));

        Row cell = judged(component, period);

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
        assertThat(plain(cell.value())).isEqualTo(value);
        assertThat(plain(cell.previousValue())).isEqualTo(previous);
        assertThat(cell.deviation() == null).isEqualTo(status == Status.NOT_ASSESSABLE);
        assertThat(cell.targetValue() == null).isEqualTo(status == Status.NOT_ASSESSABLE);
    }

    @Test
    void the_plan_may_declare_both_sides_of_a_break_comparable() {
        Target target = new Target(
                Operator.LESS_THAN, Against.LAST_YEAR, BigDecimal.ZERO, null, "decision", null, null, null, true);

        Row cell = judged(component(Unit.PERSONS, target, variants(false)), "2025H2");

        assertThat(cell.status()).isEqualTo(Status.MET);
        assertThat(cell.reason()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2025H1, MET, -", "2025H2, NOT_MET, DEFINITION_BREAK", "2026H2, NOT_MET, DEFINITION_BREAK"})
    void another_population_is_still_judged_against_the_country_and_says_so(
            String period, Status status, String reason) {
        Component component = component(Unit.PERSONS, target(Operator.AT_LEAST, Against.COUNTRY, "0"), variants(true));

        Row cell = judged(component, period);

        assertThat(cell.status()).isEqualTo(status);
        assertThat(text(cell.reason())).isEqualTo(reason);
    }

    private static Row judged(Component component, String period) {
        List<String> lines = new ArrayList<>();
        String[] old = {"2023M06 9", "2023M12 18", "2024M06 10", "2024M12 20", "2025M06 30"};
        String[] young = {"2024M06 3", "2024M12 4", "2025M06 4", "2025M12 5", "2026M06 6", "2026M12 7"};
        for (String o : old) {
            lines.add("old/n 707 " + o);
            lines.add("old/n DK " + o.split(" ")[0] + " 8");
        }
        for (String y : young) {
            lines.add("young/n 707 " + y);
            lines.add("young/n DK " + y.split(" ")[0] + " 8");
        }
        return own(component, FakeKnowledge.of(String.join("\n", lines)), period);
    }

    private static Variant[] variants(boolean breaks) {
        Variant old = new Variant(
                LocalDate.of(2025, 6, 30),
                Variant.Rule.LAST,
                Frequency.M,
                0,
                List.of(Fixture.count(Fixture.ended("old/n", "2025M06"))),
                false,
                "");
        Variant young = new Variant(
                null, Variant.Rule.LAST, Frequency.M, 0, List.of(Fixture.count(month("young/n"))), breaks, "");
        return new Variant[] {old, young};
    }

    @Test
    void a_preliminary_cell_is_judged_and_flagged() {
        Component component = component(Unit.PERCENT, target(Operator.AT_LEAST, Against.FIXED, "20"), SHARE);

        Row cell = own(component, FakeKnowledge.of("t/n 707 2024M05 1\nt/all 707 2024M05 5"), "2024H1");

        assertThat(cell.status()).isEqualTo(Status.MET);
        assertThat(cell.provisional()).isTrue();
        assertThat(cell.reason()).isNull();
    }

    @Test
    void a_period_before_every_table_has_no_value_and_no_last_year() {
        Component component = component(Unit.PERCENT, target(Operator.AT_LEAST, Against.LAST_YEAR, "0"), SHARE);

        Row cell = own(component, FakeKnowledge.of("t/n 707 2024M05 1\nt/all 707 2024M05 5"), "2021Q1");

        assertThat(cell.state()).isEqualTo(CellState.NOT_PUBLISHED);
        assertThat(cell.reason()).isEqualTo(Reason.NOT_PUBLISHED);
        assertThat(cell.referencePeriod())
                .isEqualTo(ReferencePeriod.parse("2021M03").code());
    }

    @Test
    void a_measure_is_met_when_all_its_judged_components_are() {
        assertThat(MeasureVerdict.of(List.of())).isEqualTo(Status.NO_TARGET);
        Row met = judged(
                component(Unit.PERSONS, target(Operator.AT_LEAST, Against.FIXED, "0"), variants(false)), "2025H1");
        Row not = judged(
                component(Unit.PERSONS, target(Operator.LESS_THAN, Against.FIXED, "0"), variants(false)), "2025H1");
        Row open = judged(
                component(Unit.PERSONS, target(Operator.MORE_THAN, Against.LAST_YEAR, "0"), variants(false)), "2025H2");
        Row none = judged(component(Unit.PERSONS, null, variants(false)), "2025H1");

        assertThat(MeasureVerdict.of(List.of(met, none))).isEqualTo(Status.MET);
        assertThat(MeasureVerdict.of(List.of(met, open))).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(MeasureVerdict.of(List.of(open, not, met))).isEqualTo(Status.NOT_MET);
        assertThat(MeasureVerdict.of(List.of(none))).isEqualTo(Status.NO_TARGET);
    }
}
