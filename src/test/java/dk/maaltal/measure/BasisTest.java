package dk.maaltal.measure;

import static dk.maaltal.measure.Cells.AS_OF;
import static dk.maaltal.measure.Cells.row;
import static dk.maaltal.measure.Cells.text;
import static dk.maaltal.measure.Fixture.both;
import static dk.maaltal.measure.Fixture.last;
import static dk.maaltal.measure.Fixture.measure;
import static dk.maaltal.measure.Fixture.month;
import static dk.maaltal.measure.Fixture.plan;
import static dk.maaltal.measure.Fixture.target;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant;
import dk.maaltal.register.Register;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows there are, which is judged, when figures are stale, and where they come from. */
class BasisTest {
    private static final Variant SHARE = last(Frequency.M, 2, Fixture.share(month("t/n"), month("t/all")));
    private static final String FIGURES = """
            t/n   707 2024M06 60
            t/all 707 2024M06 80
            t/n   101 2024M06 600
            t/all 101 2024M06 800
            t/n   DK  2024M06 7000
            t/all DK  2024M06 10000
            """;

    @ParameterizedTest
    @CsvSource({
        // rule,             offered, registers,         primary
        "OFFICIAL,           true,    -,                 OFFICIAL",
        "OFFICIAL,           false,   samtaler forloeb,  OFFICIAL",
        "LOCAL,              true,    -,                 LOCAL",
        "OFFICIAL_IF_OFFERED,true,    samtaler forloeb,  OFFICIAL",
        "OFFICIAL_IF_OFFERED,false,   -,                 LOCAL",
        "LOCAL_IF_REGISTERS, true,    -,                 OFFICIAL",
        "LOCAL_IF_REGISTERS, true,    samtaler,          OFFICIAL",
        "LOCAL_IF_REGISTERS, true,    samtaler forloeb,  LOCAL",
    })
    void the_primary_basis_is_settled_by_catalogue_and_registers(
            Primary rule, boolean offered, String registers, Basis primary) {
        FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
        if (!offered) {
            knowledge.tables().notOffered("t");
        }
        FakeRegisters taken = new FakeRegisters();
        Stream.of(registers.split(" "))
                .flatMap(name -> Register.of(name).stream())
                .forEach(taken::taken);
        knowledge.registers(taken);

        Evaluated evaluated = new Evaluation(knowledge, Origins.ALL_REAL)
                .at(AS_OF)
                .evaluate(plan(measure("1.2", both(rule, null, SHARE))), ReferencePeriod.parse("2024H1"));

        assertThat(evaluated.rows()).allMatch(r -> r.primary() == (r.key().basis() == primary));
        assertThat(evaluated.rows()).hasSize(4);
        Row local = row(evaluated, Basis.LOCAL, "707");
        CellState state = registers.equals("samtaler forloeb") ? CellState.NO_POPULATION : CellState.SOURCE_MISSING;
        assertThat(local.state()).isEqualTo(state);
        assertThat(local.referencePeriod()).isEqualTo("2024H1");
        assertThat(text(local.reason())).isEqualTo(primary == Basis.LOCAL ? state.name() : "-");
        assertThat(row(evaluated, Basis.OFFICIAL, "707").status() == null).isEqualTo(primary == Basis.LOCAL);
        assertThat(row(evaluated, Basis.OFFICIAL, "707").twinDifference()).isNull();
    }

    @Test
    void a_share_of_something_in_itself_is_no_share() {
        Variant twice = last(Frequency.M, 2, Fixture.share(month("t/n"), month("t/n")));

        Evaluated evaluated =
                Cells.evaluate(Fixture.component(Unit.PERCENT, null, twice), FakeKnowledge.of(FIGURES), "2024H1");

        assertThat(row(evaluated, Basis.OFFICIAL, "707").state()).isEqualTo(CellState.SOURCE_MISSING);
        assertThat(evaluated.gaps()).singleElement().asString().contains("the same column of the table: t/n, t/n");
    }

    @Test
    void an_alternative_takes_over_where_two_parts_are_one_column() {
        Variant either = last(
                Frequency.M, 2, Fixture.share(month("t/n"), month("t/n")), Fixture.share(month("t/n"), month("t/all")));

        Row own = Cells.own(Fixture.component(Unit.PERCENT, null, either), FakeKnowledge.of(FIGURES), "2024H1");

        assertThat(own.value()).isEqualByComparingTo("75");
    }

    @Test
    void a_measure_without_official_basis_has_one_row_and_a_gap() {
        Component local = new Component(
                "value",
                Unit.CASES,
                List.of(),
                Fixture.local(),
                Primary.LOCAL,
                target(Operator.AT_MOST, Against.FIXED, "3"));

        Evaluated evaluated = Cells.evaluate(local, FakeKnowledge.of(FIGURES), "2024Q2");

        assertThat(evaluated.rows()).singleElement().satisfies(r -> {
            assertThat(r.key()).isEqualTo(new RowKey("5.1", "value", Basis.LOCAL, "707"));
            assertThat(r.primary()).isTrue();
            assertThat(r.status()).isEqualTo(Status.NOT_ASSESSABLE);
            assertThat(r.reason()).isEqualTo(Reason.SOURCE_MISSING);
            assertThat(r.targetText()).isEqualTo("<= 3");
        });
        assertThat(evaluated.gaps())
                .extracting(gap -> gap.basis() + " " + gap.problem())
                .satisfiesExactly(
                        gap -> assertThat(gap).startsWith("LOCAL register samtaler: it was never taken"),
                        gap -> assertThat(gap).startsWith("LOCAL register forloeb: it was never taken"));
    }

    @Test
    void a_local_share_that_may_be_judged_is_held_against_the_official_country() {
        Component component = both(Primary.LOCAL_IF_REGISTERS, target(Operator.AT_LEAST, Against.COUNTRY, "0"), SHARE);

        Evaluated evaluated =
                Cells.evaluate(plan(measure("6.2", component)), FakeKnowledge.of(FIGURES), "2024H1", AS_OF);

        assertThat(row(evaluated, Basis.LOCAL, "707").benchmarkValue()).isEqualByComparingTo("70");
    }

    @Test
    void rows_stand_for_the_periods_the_measure_exists_for_and_say_where_it_is_due() {
        Measure some = measure("1.1", Fixture.component(Unit.PERCENT, null, SHARE));
        Measure halves = new Measure(
                "1.1",
                null,
                "",
                "",
                "",
                "",
                Measure.Direction.LOWER,
                Measure.FollowUp.HALF_YEARLY,
                Set.of("Q2", "H"),
                some.components(),
                null,
                null,
                "sha",
                "1.1.yml");
        FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);

        assertThat(Cells.evaluate(plan(halves), knowledge, "2024Q1", AS_OF).rows())
                .isEmpty();
        assertThat(Cells.evaluate(plan(halves), knowledge, "2024", AS_OF).rows())
                .isEmpty();
        assertThat(Cells.evaluate(plan(halves), knowledge, "2024Q2", AS_OF).rows())
                .hasSize(3)
                .noneMatch(Row::due);
        assertThat(Cells.evaluate(plan(halves), knowledge, "2024H1", AS_OF).rows())
                .hasSize(3)
                .allMatch(Row::due);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // as-of,                next,       behind, state
                "2024-09-15T10:00:00Z,   2024-09-01, false,  OK",
                "2024-09-15T21:59:59Z,   2024-09-01, false,  OK",
                // Midnight in Copenhagen: the 15th day begins.
                "2024-09-15T22:00:00Z,   2024-09-01, false,  STALE",
                "2024-09-16T10:00:00Z,   2024-09-01, false,  STALE",
                "2024-09-16T10:00:00Z,   -,          false,  OK",
                "2024-07-01T10:00:00Z,   2024-09-01, true,   STALE",
                "2024-07-01T10:00:00Z,   -,          true,   STALE",
            })
    void figures_are_stale_after_fourteen_days_or_when_the_source_has_newer_ones(
            Instant asOf, @Nullable String next, boolean behind, CellState state) {
        FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
        knowledge.tables().updated("t", "2024-08-01", next);
        if (behind) {
            knowledge.tables().behind("t");
        }
        Component component = Fixture.component(Unit.PERCENT, target(Operator.AT_LEAST, Against.FIXED, "75"), SHARE);

        Evaluated evaluated = Cells.evaluate(plan(measure("1.2", component)), knowledge, "2024H1", asOf);

        Row cell = row(evaluated, Basis.OFFICIAL, "707");
        assertThat(cell.state()).isEqualTo(state);
        assertThat(cell.value()).isEqualByComparingTo("75");
        assertThat(cell.status()).isEqualTo(Status.MET);
        assertThat(text(cell.reason())).isEqualTo(state == CellState.STALE ? "STALE" : "-");
        assertThat(evaluated.gaps()).hasSize(state == CellState.STALE ? 1 : 0);
        assertThat(evaluated.gaps()).allMatch(gap -> gap.kind() == Gap.Kind.LAST_KNOWN);
        assertThat(cell.sourceUpdatedOn()).isEqualTo("2024-08-01");
    }

    @Test
    void one_stale_table_makes_the_cell_stale_and_no_longer_provisional_but_gives_no_value_to_a_hidden_one() {
        Component component =
                Fixture.component(Unit.PERSONS, null, last(Frequency.M, 1, Fixture.count(month("a/n"), month("b/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("""
                a/n 707 2024M05 1
                b/n 707 2024M05 2
                a/n DK  2024M05 10
                b/n DK  2024M05 hidden
                """);
        knowledge.tables().behind("b");

        Evaluated evaluated = Cells.evaluate(component, knowledge, "2024H1");

        assertThat(row(evaluated, Basis.OFFICIAL, "707").state()).isEqualTo(CellState.STALE);
        assertThat(row(evaluated, Basis.OFFICIAL, "707").provisional()).isFalse();
        assertThat(row(evaluated, Basis.OFFICIAL, "DK").state()).isEqualTo(CellState.SUPPRESSED);
    }

    @ParameterizedTest
    @CsvSource({
        // ended, gone from the catalogue, newer not taken, series vanished: state
        "true,  true,  false, false, OK",
        "true,  false, false, false, OK",
        "true,  false, true,  false, STALE",
        "true,  true,  true,  false, STALE",
        "true,  false, false, true,  STALE",
        "false, true,  false, false, STALE",
        "false, false, false, false, STALE",
    })
    void a_table_that_has_ended_may_be_late_and_leave_the_catalogue_but_not_fall_behind(
            boolean ended, boolean unlisted, boolean behind, boolean vanished, CellState state) {
        Component component = Fixture.component(
                Unit.PERSONS,
                null,
                last(Frequency.M, 0, Fixture.count(ended ? Fixture.ended("t/n", "2024M06") : month("t/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
        FakeKnowledge.Tables tables = knowledge.tables().updated("t", "2024-07-01", "2024-08-01");
        if (unlisted) {
            tables.unlisted("t");
        }
        if (behind) {
            tables.behind("t");
        }
        if (vanished) {
            tables.vanished("t/n");
        }

        assertThat(Cells.own(component, knowledge, "2024H1").state()).isEqualTo(state);
    }

    @Test
    void a_period_is_not_said_to_be_unpublished_while_an_update_was_not_taken() {
        Component component = Fixture.component(
                Unit.PERSONS, null, last(Frequency.M, 1, Fixture.count(month("a/n"), Fixture.ended("b/n", "2024M06"))));
        String lines = """
                a/n 707 2024M05 1
                b/n 707 2024M05 2
                b/n 707 2024M09 2
                """;
        FakeKnowledge held = FakeKnowledge.of(lines);
        assertThat(Cells.own(component, held, "2024Q3").state()).isEqualTo(CellState.NOT_PUBLISHED);
        held.tables().unlisted("b");
        assertThat(Cells.own(component, held, "2024Q3").state()).isEqualTo(CellState.NOT_PUBLISHED);

        FakeKnowledge knowledge = FakeKnowledge.of(lines);
        knowledge.tables().behind("a");
        Evaluated autumn = Cells.evaluate(component, knowledge, "2024Q3");
        assertThat(row(autumn, Basis.OFFICIAL, "707").state()).isEqualTo(CellState.SOURCE_MISSING);
        assertThat(row(autumn, Basis.OFFICIAL, "707").referencePeriod()).isEqualTo("2024M09");
        assertThat(autumn.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.kind()).isEqualTo(Gap.Kind.MISSING);
            assertThat(gap.problem().where()).isEqualTo("table a");
            assertThat(gap.problem().what()).contains("not taken");
        });
        // An older period that may stand in does so.
        assertThat(Cells.own(component, knowledge, "2024H1").state()).isEqualTo(CellState.STALE);
    }

    @Test
    void a_table_never_held_has_no_source() {
        FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
        knowledge.tables().neverHeld("t");

        Evaluated evaluated = Cells.evaluate(Fixture.component(Unit.PERCENT, null, SHARE), knowledge, "2024H1");

        assertThat(evaluated.rows()).allMatch(r -> r.state() == CellState.SOURCE_MISSING);
        assertThat(evaluated.rows()).allMatch(r -> r.sourceUpdatedOn() == null && r.lineageId() == null);
        assertThat(evaluated.gaps()).hasSize(1);
    }

    @Test
    void nothing_that_became_known_after_the_as_of_is_used() {
        FakeKnowledge knowledge = FakeKnowledge.of("t/n 707 2024M06 60\nt/all 707 2024M06 80");
        Instant revised = Instant.parse("2024-09-01T00:00:00Z");
        knowledge.tell(revised, "t/n 707 2024M06 20\nt/all 707 2024M06 80");
        Plan plan = plan(measure("1.2", Fixture.component(Unit.PERCENT, null, SHARE)));

        Row before = row(Cells.evaluate(plan, knowledge, "2024H1", revised.minusNanos(1000)), Basis.OFFICIAL, "707");
        Row after = row(Cells.evaluate(plan, knowledge, "2024H1", revised), Basis.OFFICIAL, "707");

        assertThat(before.value()).isEqualByComparingTo("75");
        assertThat(after.value()).isEqualByComparingTo("25");
        assertThat(after.lineageId()).isNotEqualTo(before.lineageId());
    }

    @Test
    void the_lineage_is_what_the_cells_own_terms_came_from_whatever_their_order() {
        Component component =
                Fixture.component(Unit.PERSONS, null, last(Frequency.M, 0, Fixture.count(month("b/n"), month("a/n"))));
        FakeKnowledge knowledge = FakeKnowledge.of("a/n 707 2024M06 1\nb/n 707 2024M06 hidden\na/n DK 2024M06 5");

        Evaluated evaluated = Cells.evaluate(component, knowledge, "2024H1");

        Row cell = row(evaluated, Basis.OFFICIAL, "707");
        Instant from = Instant.parse("2020-01-01T00:00:00Z");
        Lineage lineage = Objects.requireNonNull(evaluated.lineages().get(cell.lineageId()));
        assertThat(lineage.entries())
                .containsExactly(new Lineage.Entry("sha-of-a", from), new Lineage.Entry("sha-of-b", from));
        assertThat(lineage.id()).matches("[0-9a-f]{32}");
        assertThat(Lineage.of(List.of(
                        new Lineage.Entry("sha-of-b", from),
                        new Lineage.Entry("sha-of-a", from),
                        new Lineage.Entry("sha-of-b", from))))
                .isEqualTo(lineage);
    }

    @ParameterizedTest
    @CsvSource({
        "synthetic, synthetic, synthetic",
        "real,      real,      real",
        "synthetic, real,      mixed",
        "synthetic, -,         mixed",
        "-,         -,         -",
    })
    void a_marked_delivery_marks_the_cell(String a, String b, String origin) {
        Component component =
                Fixture.component(Unit.PERSONS, null, last(Frequency.M, 0, Fixture.count(month("a/n"), month("b/n"))));
        Origins origins = sha -> Optional.of(sha.equals("sha-of-a") ? a : b).filter(mark -> !mark.equals("-"));

        Evaluated evaluated = new Evaluation(FakeKnowledge.of("a/n 707 2024M06 1\nb/n 707 2024M06 2"), origins)
                .at(AS_OF)
                .evaluate(plan(measure("5.1", component)), ReferencePeriod.parse("2024H1"));

        assertThat(row(evaluated, Basis.OFFICIAL, "707").attributes())
                .isEqualTo(origin.equals("-") ? null : "{\"origin\":\"" + origin + "\"}");
        assertThat(row(evaluated, Basis.OFFICIAL, "DK").attributes()).isNull();
    }
}
