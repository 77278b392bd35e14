package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.Difference.Compared;
import dk.maaltal.measure.Difference.NotCompared;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Variant;
import dk.maaltal.register.Register;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2024Q2, of which the source made its figure on 20 July and an extract of 1 July was held then; another is of 1 September. */
class ComparisonTest {
    private static final ReferencePeriod PERIOD = ReferencePeriod.parse("2024Q2");
    private static final Instant AS_OF = Instant.parse("2024-10-01T08:00:00Z");
    private static final Variant SHARE =
            Fixture.last(Frequency.M, 2, Fixture.share(Fixture.month("t/n"), Fixture.month("t/all")));

    /** 10 of 20 in July, 12 of 20 in September; the source: 20 of 50. 100 * 15 * (1/20 - 1/50) = 45. */
    @ParameterizedTest(name = "made on {0}: timing {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        2024-07-01 | 10 | 45 | -35
        2024-07-20 | 10 | 45 | -35
        2024-08-31 | 10 | 45 | -35
        2024-09-01 | 0  | 48 | -28
        2024-06-30 | -  | -  | 20
        -          | -  | -  | 20
        """)
    void timing_is_what_came_to_be_known_after_the_source_made_its_figure(
            @Nullable String updated, @Nullable BigDecimal timing, @Nullable BigDecimal population, BigDecimal rest) {
        Compared compared = compared(knowledge("t/n 707 2024M06 20\nt/all 707 2024M06 50", updated), "19.9");

        assertThat(compared.difference()).isEqualByComparingTo("20");
        assertThat(compared.older()).isFalse();
        assertThat(compared.timing()).usingComparator(nullsEqual()).isEqualTo(timing);
        assertThat(compared.population()).usingComparator(nullsEqual()).isEqualTo(population);
        assertThat(compared.suppression()).isZero();
        assertThat(compared.rest()).isEqualByComparingTo(rest);
        assertThat(compared.beyond()).isTrue();
        assertThat(compared.local().numerator()).isEqualByComparingTo("12");
        assertThat(compared.official().denominator()).isEqualByComparingTo("50");
        assertThat(compared.local().sources())
                .containsExactly("register forloeb of 2024-09-01", "register loentimer of 2024-09-01");
        assertThat(compared.official().sources())
                .containsExactly("table t" + (updated == null ? "" : " updated " + updated));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        20   | false
        19.9 | true
        20.1 | false
        -    | false
        """)
    void a_finding_is_beyond_the_tolerance_and_not_at_it(@Nullable String tolerance, boolean beyond) {
        Compared compared = compared(knowledge("t/n 707 2024M06 20\nt/all 707 2024M06 50", "2024-07-20"), tolerance);

        assertThat(compared.beyond()).isEqualTo(beyond);
    }

    @Test
    void an_older_reference_period_is_timing_whole() {
        Compared compared = compared(knowledge("t/n 707 2024M05 20\nt/all 707 2024M05 50", "2024-07-20"), "1");

        assertThat(compared.older()).isTrue();
        assertThat(compared.officialPeriod()).isEqualTo("2024M05");
        assertThat(compared.timing()).isEqualByComparingTo("20");
        assertThat(compared.population()).isNull();
        assertThat(compared.rest()).isZero();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        t/n 707 2024M06 hidden^t/all 707 2024M06 50 | hidden
        t/n 707 2024M06 unripe^t/all 707 2024M06 50 | official immature
        t/n 707 2024M01 3^t/all 707 2024M01 50      | official not_published
        """)
    void a_side_without_a_value_is_not_compared(String lines, String why) {
        Difference difference = difference(knowledge(lines.replace('^', '\n'), "2024-07-20"), "1");

        assertThat(difference)
                .isInstanceOfSatisfying(
                        NotCompared.class, none -> assertThat(none.why()).isEqualTo(why));
    }

    @Test
    void a_hidden_local_figure_is_not_compared() {
        FakeKnowledge knowledge = FakeKnowledge.of("t/n 707 2024M06 20\nt/all 707 2024M06 50");
        knowledge.registers(registers("2024-09-01", 1, 20));

        Difference difference = difference(knowledge, "1");

        assertThat(difference)
                .isInstanceOfSatisfying(
                        NotCompared.class, none -> assertThat(none.why()).isEqualTo("hidden"));
    }

    @Test
    void a_component_with_one_basis_has_no_difference() {
        Plan plan = Fixture.plan(Fixture.measure("5.1", Fixture.component(Unit.PERCENT, null, SHARE)));

        assertThat(new Evaluation(FakeKnowledge.of("t/n 707 2024M06 1\nt/all 707 2024M06 2"), Origins.ALL_REAL)
                        .at(AS_OF)
                        .differences(plan, List.of(PERIOD)))
                .isEmpty();
    }

    private static FakeKnowledge knowledge(String lines, @Nullable String updated) {
        FakeKnowledge knowledge = FakeKnowledge.of(lines);
        if (updated != null) {
            knowledge.tables().updated("t", updated, null);
        }
        return knowledge
                .registers(Instant.parse("2024-06-30T22:00:00Z"), registers("2024-07-01", 10, 20))
                .registers(Instant.parse("2024-08-31T22:00:00Z"), registers("2024-09-01", 12, 20));
    }

    /** {@code n} of {@code of} persons on support have hours in June 2024. */
    private static FakeRegisters registers(String extract, int n, int of) {
        FakeRegisters registers =
                new FakeRegisters().extracted(extract).taken(Register.FORLOEB).taken(Register.LOENTIMER);
        for (int i = 0; i < of; i++) {
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;2020-01-01;".formatted(i));
            if (i < n) {
                registers.rows(Register.LOENTIMER, "%d;2024-06;10;;".formatted(i));
            }
        }
        return registers;
    }

    private static Compared compared(FakeKnowledge knowledge, @Nullable String tolerance) {
        Difference difference = difference(knowledge, tolerance);
        if (difference instanceof Compared compared) {
            return compared;
        }
        throw new AssertionError(difference.toString());
    }

    private static Difference difference(FakeKnowledge knowledge, @Nullable String tolerance) {
        LocalBasis hours = new LocalBasis(
                "hours_in_month",
                List.of(Register.FORLOEB, Register.LOENTIMER),
                false,
                new LocalRule.HoursInMonth(List.of("Kontanthjælp")),
                Disclosure.STAR_3,
                null,
                Map.of());
        Component component = new Component(
                "value",
                Unit.PERCENT,
                List.of(SHARE),
                hours,
                Primary.OFFICIAL,
                null,
                tolerance == null ? null : new BigDecimal(tolerance));
        List<Difference> all = new Evaluation(knowledge, Origins.ALL_REAL)
                .at(AS_OF)
                .differences(Fixture.plan(Fixture.measure("6.10", component)), List.of(PERIOD));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static java.util.Comparator<BigDecimal> nullsEqual() {
        return java.util.Comparator.nullsFirst(java.util.Comparator.naturalOrder());
    }
}
