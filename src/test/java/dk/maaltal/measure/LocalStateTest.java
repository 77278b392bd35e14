package dk.maaltal.measure;

import static dk.maaltal.measure.LocalCells.cell;
import static dk.maaltal.measure.LocalCells.hiding;
import static dk.maaltal.measure.LocalCells.onSupport;
import static dk.maaltal.measure.LocalCells.shipped;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state a local cell has, what is hidden, and what it is held against. */
class LocalStateTest {
    @ParameterizedTest
    @CsvSource({
        "2024-06-30, 2024-06-30, OK",
        "2024-07-15, 2024-06-30, OK",
        "2024-07-15, 2024-06-29, NOT_PUBLISHED",
        "2024-06-29, 2024-07-15, NOT_PUBLISHED",
    })
    void a_period_that_ends_after_one_of_the_extracts_is_not_published(String forloeb, String timer, CellState state) {
        FakeRegisters registers = new FakeRegisters()
                .extracted(forloeb)
                .rows(
                        Register.FORLOEB,
                        "1;Kontanthjælp;;;2020-01-01;",
                        "2;Kontanthjælp;;;2020-01-01;",
                        "3;Kontanthjælp;;;2020-01-01;")
                .extracted(timer)
                .taken(Register.LOENTIMER);

        Row cell = cell("6.10", registers, "2024Q2");

        assertThat(cell.state()).isEqualTo(state);
        assertThat(cell.sourceUpdatedOn()).isEqualTo(forloeb.compareTo(timer) > 0 ? forloeb : timer);
        assertThat(cell.lineageId() == null).isEqualTo(state != CellState.OK);
        assertThat(cell.referencePeriod()).isEqualTo("2024Q2");
    }

    @ParameterizedTest
    @CsvSource({
        // 24 months before the last day of 2024Q2 is the last needed day
        "2022-06-30, true,  OK",
        "2022-07-01, true,  NOT_PUBLISHED",
        "2022-07-01, false, OK",
        "2024-05-01, false, OK",
    })
    void a_register_declared_to_begin_after_the_days_that_are_needed_has_no_figure(
            String from, boolean declared, CellState state) {
        FakeRegisters registers = onSupport(3, 6).from(Register.FORLOEB, from, declared);

        assertThat(cell("2.2 count", registers, "2024Q2").state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        // spells: one that began in the period or before it tells nothing of how far back the extract goes
        "2.2 count, FORLOEB,         2024-06-30, 2024Q2, true",
        "2.2 count, FORLOEB,         2024-07-01, 2024Q2, false",
        "2.2 count, FORLOEB,         2024-01-02, 2021,   false",
        // what is summed over the period: a quarter may be without a row, but not before any
        "2.1 value, VANDRENDE_SAGER, 2021-03-31, 2021Q1, true",
        "2.1 value, VANDRENDE_SAGER, 2021-04-01, 2021Q1, false",
        "2.1 value, VANDRENDE_SAGER, 2021-03-31, 2021,   true",
        "2.1 value, VANDRENDE_SAGER, 2021-04-01, 2021,   false",
        "2.1 value, VANDRENDE_SAGER, 2024-01-02, 2021,   false",
        "5.2 value, ANSAETTELSER,    2024-01-02, 2023H2, false",
        "5.2 value, ANSAETTELSER,    2024-01-02, 2024H1, true",
        // interviews: a window of twelve months before the last day
        "1.2 value, SAMTALER,        2024-01-02, 2024Q4, true",
        "1.2 value, SAMTALER,        2024-01-02, 2024Q2, false",
        "1.2 value, SAMTALER,        2024-01-02, 2021Q4, false",
        // the sheet that has the year has it, whenever it was begun
        "6.6 value, UNGE_25,         2024-01-01, 2024,   true",
    })
    void a_register_without_a_declared_first_day_is_not_counted_before_its_earliest_row(
            String which, Register register, String from, String period, boolean counted) {
        String[] part = which.split(" ");
        FakeRegisters registers = onSupport(3, 6)
                .taken(Register.VANDRENDE_SAGER)
                .taken(Register.ANSAETTELSER)
                .taken(Register.SAMTALER)
                .taken(Register.UNGE_25)
                .from(register, from, false);

        Evaluation.At at =
                new Evaluation(FakeKnowledge.of("").registers(registers), Origins.ALL_REAL).at(LocalCells.LATE);
        Plan plan = Fixture.plan(shipped(part[0]));
        ReferencePeriod asked = ReferencePeriod.parse(period);
        List<Gap> out = at.outOfReach(plan, asked);

        if (counted) {
            assertThat(out).isEmpty();
        } else {
            assertThat(cell(which, registers, period).state()).isEqualTo(CellState.NOT_PUBLISHED);
            assertThat(cell(which, registers, period).value()).isNull();
            assertThat(out).isNotEmpty().allSatisfy(gap -> {
                assertThat(gap.kind()).isEqualTo(Gap.Kind.OUT_OF_REACH);
                assertThat(gap.problem().toString())
                        .contains("register " + register.text(), "reaches back to %s only".formatted(from));
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        // three months after the last day of 2024Q2 and of 2023Q4
        "2024-09-29, 2024Q2, IMMATURE - = - / -",
        "2024-09-30, 2024Q2, OK 50 = 1 / 2",
        "2024-03-30, 2023Q4, IMMATURE - = - / -",
        "2024-03-31, 2023Q4, OK 100 = 1 / 1",
        "2024-06-29, 2024Q2, NOT_PUBLISHED - = - / -",
    })
    void job_orders_are_immature_until_an_extract_three_months_later(String extract, String period, String expected) {
        FakeRegisters registers = new FakeRegisters()
                .extracted(extract)
                .rows(
                        Register.JOBORDRER,
                        "a;2024-04-01;;;2;1;",
                        "b;2024-06-30;;;1;0;",
                        "c;2024-07-01;;;1;1;",
                        "d;2023-12-31;;;1;1;");

        assertThat(LocalCells.text(cell("6.1 fill_rate", registers, period))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // rule, n, N, count,               share
        "STAR_3, 0, 0, OK 0 = 0 / -,        NO_POPULATION - = - / -",
        "STAR_3, 0, 1, OK 0 = 0 / -,        SUPPRESSED - = - / -",
        "STAR_3, 0, 2, OK 0 = 0 / -,        SUPPRESSED - = - / -",
        "STAR_3, 0, 3, OK 0 = 0 / -,        OK 0 = 0 / 3",
        "STAR_3, 1, 9, SUPPRESSED - = - / -,SUPPRESSED - = - / -",
        "STAR_3, 2, 9, SUPPRESSED - = - / -,SUPPRESSED - = - / -",
        "STAR_3, 2, 2, SUPPRESSED - = - / -,SUPPRESSED - = - / -",
        "STAR_3, 3, 3, OK 3 = 3 / -,        OK 100 = 3 / 3",
        "STAR_3, 3, 4, OK 3 = 3 / -,        SUPPRESSED - = - / -",
        "STAR_3, 3, 5, OK 3 = 3 / -,        SUPPRESSED - = - / -",
        "STAR_3, 3, 6, OK 3 = 3 / -,        OK 50 = 3 / 6",
        "DST_5,  4, 9, SUPPRESSED - = - / -,SUPPRESSED - = - / -",
        "DST_5,  5, 9, OK 5 = 5 / -,        SUPPRESSED - = - / -",
        "DST_5,  5, 10,OK 5 = 5 / -,        OK 50 = 5 / 10",
        "DST_5,  0, 4, OK 0 = 0 / -,        SUPPRESSED - = - / -",
        "NONE,   1, 2, OK 1 = 1 / -,        OK 50 = 1 / 2",
    })
    void small_numbers_of_persons_are_hidden(Disclosure rule, int n, int of, String count, String share) {
        Evaluated evaluated =
                LocalCells.evaluate(hiding(shipped("2.2"), rule, rule), onSupport(n, of), "2024", LocalCells.LATE);

        assertThat(LocalCells.text(LocalCells.row(evaluated, "count"))).isEqualTo(count);
        assertThat(LocalCells.text(LocalCells.row(evaluated, "share"))).isEqualTo(share);
    }

    @Test
    void a_hidden_cell_tells_nothing_and_is_nothing_to_compare_with_the_year_after() {
        FakeRegisters registers = new FakeRegisters();
        for (int i = 0; i < 8; i++) {
            // Two for more than two years at the end of 2023, eight a year later.
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;%s;".formatted(i, i < 2 ? "2021-06-01" : "2022-06-01"));
        }

        Row hidden = cell("2.2 count", registers, "2023");
        Row after = cell("2.2 count", registers, "2024");

        assertThat(hidden.state()).isEqualTo(CellState.SUPPRESSED);
        assertThat(hidden.previousValue()).isEqualByComparingTo("0");
        assertThat(hidden.deviation()).isNull();
        assertThat(hidden.attributes()).isNull();
        assertThat(hidden.status()).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(hidden.reason()).isEqualTo(Reason.HIDDEN);
        assertThat(after.value()).isEqualByComparingTo("8");
        assertThat(after.previousValue()).isNull();
        assertThat(after.targetValue()).isNull();
        assertThat(after.status()).isEqualTo(Status.NOT_ASSESSABLE);
        assertThat(after.reason()).isEqualTo(Reason.NO_PREVIOUS);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // first day,  previous, status
                "2023-01-01, 4, NOT_MET",
                "2023-01-02, -, NOT_ASSESSABLE",
                "-,          -, NOT_ASSESSABLE",
            })
    void a_period_that_begins_before_the_register_is_no_previous_one(
            @Nullable String first, @Nullable String previous, Status status) {
        FakeRegisters registers = onSupport(4, 4).from(Register.FORLOEB, first, false);

        Row cell = cell("2.2 count", registers, "2024");

        assertThat(cell.value()).isEqualByComparingTo("4");
        assertThat(Cells.plain(cell.previousValue())).isEqualTo(previous == null ? "-" : previous);
        assertThat(cell.status()).isEqualTo(status);
        assertThat(cell.reason()).isEqualTo(previous == null ? Reason.NO_PREVIOUS : null);
    }

    @ParameterizedTest
    @CsvSource({"4, 4, NOT_MET", "4, 5, NOT_MET", "5, 4, MET"})
    void fewer_than_last_year_means_fewer(int before, int now, Status status) {
        FakeRegisters registers = new FakeRegisters();
        for (int i = 0; i < Math.max(before, now); i++) {
            String to = i < now ? "" : "2024-06-01";
            String from = i < before ? "2015-01-01" : "2022-06-01";
            registers.rows(Register.FORLOEB, "%d;Kontanthjælp;;;%s;%s".formatted(i, from, to));
        }

        assertThat(cell("2.2 count", registers, "2024").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"4, 5, MET, 80", "79, 99, NOT_MET, 79.798", "7, 10, NOT_MET, 70", "3999, 4999, NOT_MET, 79.996"})
    void four_interviews_for_exactly_80_percent_is_enough(int n, int of, Status status, String value) {
        FakeRegisters registers = onSupport(of, of).taken(Register.SAMTALER);
        for (int i = 0; i < n; i++) {
            for (String day : List.of("2024-01-01", "2024-03-01", "2024-06-01", "2024-12-31")) {
                registers.rows(Register.SAMTALER, "%d;%s;;Afholdt".formatted(i, day));
            }
        }
        Evaluated evaluated =
                LocalCells.evaluate(hiding(shipped("1.2"), Disclosure.NONE), registers, "2024", LocalCells.LATE);

        assertThat(LocalCells.row(evaluated, "value").status()).isEqualTo(status);
        assertThat(LocalCells.row(evaluated, "value").value()).isEqualByComparingTo(value);
    }

    @Test
    void what_was_never_taken_is_a_gap_for_each_register() {
        Evaluated evaluated = LocalCells.evaluate(
                shipped("6.8"), new FakeRegisters().taken(Register.TILBUD), "2024H1", LocalCells.LATE);

        Row cell = LocalCells.row(evaluated, "value");
        assertThat(cell.state()).isEqualTo(CellState.SOURCE_MISSING);
        assertThat(cell.referencePeriod()).isEqualTo("2024H1");
        assertThat(cell.sourceUpdatedOn()).isNull();
        assertThat(cell.lineageId()).isNull();
        assertThat(evaluated.gaps())
                .extracting(gap -> gap.problem().where() + ": " + gap.problem().what())
                .containsExactly("register sygefravaer: it was never taken", "cvr: CVR's workplaces were never read");
        assertThat(evaluated.gaps().get(0).problem().next()).contains("put an extract into the drop folder");
    }

    @Test
    void the_lineage_is_every_file_the_registers_rest_on() {
        Evaluated evaluated = LocalCells.evaluate(
                shipped("6.10"), onSupport(3, 6).taken(Register.LOENTIMER), "2024", LocalCells.LATE);

        Row cell = LocalCells.row(evaluated, "value");
        assertThat(Objects.requireNonNull(evaluated.lineages().get(cell.lineageId()))
                        .entries())
                .containsExactly(
                        new Lineage.Entry("sha-of-forloeb", FakeRegisters.TAKEN),
                        new Lineage.Entry("sha-of-loentimer", FakeRegisters.TAKEN));
    }

    @Test
    void several_periods_at_once_are_the_same_as_one_after_the_other() {
        Plan plan = Fixture.plan(LocalCells.PLAN.measures().toArray(Measure[]::new));
        FakeRegisters registers = onSupport(3, 8)
                .rows(Register.VANDRENDE_SAGER, "a;2024-02-01;Rehabiliteringsteam;Pensionsnævn")
                .rows(Register.VANDRENDE_SAGER, "a;2024-03-01;Pensionsnævn;Rehabiliteringsteam")
                .taken(Register.SAMTALER);
        Evaluation.At at =
                new Evaluation(FakeKnowledge.of("").registers(registers), Origins.ALL_REAL).at(LocalCells.LATE);
        List<ReferencePeriod> periods =
                List.of(LocalCells.period("2024Q1"), LocalCells.period("2024H2"), LocalCells.period("2024"));

        List<Evaluated> together = at.evaluate(plan, periods);

        assertThat(together).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(at.evaluate(plan, periods.get(i))).isEqualTo(together.get(i));
        }
        assertThat(at.evaluate(plan, List.of())).isEmpty();
    }
}
