package dk.maaltal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.PlainTruth.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainPlanTest {
    private static final LocalDate SPRING = World.VINTAGES.get(0);
    private static final LocalDate SUMMER = World.VINTAGES.get(1);
    private static final World WORLD = new World(7);

    private final PlainPlan plan = new PlainPlan(WORLD, SUMMER);

    @Test
    void everyOfficialMeasureHasARowForEachMunicipalityAndTheCountry() {
        assertThat(plan.rows("2024H1")).hasSize(14 * 99);
        assertThat(plan.rows("2024Q1")).hasSize(11 * 99);
        assertThat(plan.rows("2024Q2")).hasSize(14 * 99);
        assertThat(plan.rows("2024")).extracting(PlainRow::key).doesNotHaveDuplicates();
    }

    @Test
    void theFlexJobPercentageIsOneTableOverBoth() {
        long without = shown("y09a02", "measa02_3", "2024M06");
        long with = shown("y08a02", "measa02_3", "2024M06");

        PlainRow row = row(plan, "5.1", "value", "2024H1");

        assertThat(row.numerator()).isEqualByComparingTo(BigDecimal.valueOf(without));
        assertThat(row.denominator()).isEqualByComparingTo(BigDecimal.valueOf(without + with));
        assertThat(Objects.requireNonNull(row.value()).doubleValue())
                .isCloseTo(100.0 * without / (without + with), org.assertj.core.data.Offset.offset(0.00006));
        assertThat(row.referencePeriod()).isEqualTo("2024M06");
        assertThat(row.state()).isEqualTo("OK");
    }

    @Test
    void aFlowAddsUpItsMonthsAndBearsThePeriodsOwnName() {
        long sum = 0;
        for (int month = 1; month <= 6; month++) {
            sum += shown("y14kval01", "measkval01_1", "2024M0" + month);
        }

        PlainRow row = row(plan, "3.1", "count", "2024H1");
        assertThat(row.value()).isEqualByComparingTo(BigDecimal.valueOf(sum));
        assertThat(row.denominator()).isNull();
        assertThat(row.referencePeriod()).isEqualTo("2024H1");
        assertThat(row.previousValue())
                .isEqualTo(row(plan, "3.1", "count", "2023H1").value());
    }

    @Test
    void actualLessExpectedIsTheResult() {
        BigDecimal actual =
                Objects.requireNonNull(row(plan, "1.1", "actual", "2024").value());
        BigDecimal expected =
                Objects.requireNonNull(row(plan, "1.1", "expected", "2024").value());

        PlainRow row = row(plan, "1.1", "value", "2024");

        assertThat(row.value()).isEqualByComparingTo(actual.subtract(expected));
        assertThat(row.referencePeriod()).isEqualTo("2024QMAT04");
        assertThat(row.status()).isEqualTo(actual.compareTo(expected) < 0 ? "MET" : "NOT_MET");
        assertThat(row(plan, "1.1", "actual", "2024").status()).isEqualTo("NO_TARGET");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "4.1  | value | 2024Q4 | PRELIMINARY   | 2024M11    | -",
                "6.10 | value | 2024Q4 | OK            | 2024M12    | -",
                "6.4  | value | 2024Q1 | IMMATURE      | 2024Q01    | immature",
                "1.1  | value | 2025H1 | NOT_PUBLISHED | 2025QMAT02 | not_published",
                "3.1  | count | 2025Q1 | NOT_PUBLISHED | 2025Q1     | not_published",
            })
    void atTheEndOfMarchSomeFiguresAreNotThere(
            String measure, String component, String period, String state, String reference, @Nullable String reason) {
        PlainRow row = row(new PlainPlan(WORLD, SPRING), measure, component, period);

        assertThat(row.state()).isEqualTo(state);
        assertThat(row.referencePeriod()).isEqualTo(reference);
        assertThat(row.reason()).isEqualTo(reason);
    }

    @Test
    void aHiddenTermHidesTheSum() {
        PlainRow row = plan.rows("2023Q4").stream()
                .filter(r -> r.measure().equals("6.2") && r.area().equals("492"))
                .findFirst()
                .orElseThrow();

        assertThat(row.state()).isEqualTo("SUPPRESSED");
        assertThat(row.value()).isNull();
        assertThat(row.status()).isNull();
    }

    @Test
    void aJobcentreForTwoMunicipalitiesIsNeithers() {
        List<PlainRow> rows = plan.rows("2024H1").stream()
                .filter(r ->
                        r.component().equals("orders_per_month") && r.state().equals("SOURCE_MISSING"))
                .toList();
        assertThat(rows).extracting(PlainRow::area).containsExactlyInAnyOrder("155", "183", "187", "563", "825");
        PlainRow own = row(plan, "6.1", "orders_per_month", "2024H1");
        assertThat(own.denominator()).isEqualByComparingTo("6");
        assertThat(own.targetValue()).isEqualByComparingTo("50");
    }

    @Test
    void aTableThatCouldNotBeReadKeepsItsOldFiguresAndSaysSo() {
        PlainPlan broken = new PlainPlan(WORLD, SUMMER).taken("otij01", SPRING).taken("mm13", null);

        assertThat(row(broken, "6.10", "value", "2024H1").state()).isEqualTo("STALE");
        assertThat(row(broken, "6.10", "value", "2024H1").reason()).isEqualTo("stale");
        assertThat(row(broken, "6.10", "value", "2024H1").value())
                .isEqualTo(row(new PlainPlan(WORLD, SPRING), "6.10", "value", "2024H1")
                        .value());
        assertThat(row(broken, "4.1", "value", "2024H1").state()).isEqualTo("SOURCE_MISSING");
        assertThat(row(broken, "5.1", "value", "2024H1").state()).isEqualTo("OK");
    }

    @ParameterizedTest
    @CsvSource({"2025-04-09, OK", "2025-04-10, STALE"})
    void aTableIsStaleFifteenDaysAfterItsNextUpdateShouldHaveCome(LocalDate asOf, String state) {
        LocalDate next = Objects.requireNonNull(WORLD.table("y09a02").nextAfter(SPRING));
        assertThat(next).isEqualTo("2025-03-26");

        assertThat(row(new PlainPlan(WORLD, asOf, SPRING), "5.1", "value", "2024H2")
                        .state())
                .isEqualTo(state);
    }

    @Test
    void afterTheReformAnotherTableCountsAndTheReasonSaysSo() {
        PlainPlan late = new PlainPlan(WORLD, World.VINTAGES.get(3));

        assertThat(row(late, "6.11", "value", "2025H1").reason()).isNull();
        PlainRow after = row(late, "6.11", "value", "2025H2");
        assertThat(after.reason()).isEqualTo("definition_break");
        assertThat(after.status()).isIn("MET", "NOT_MET");
        BigDecimal benchmark = Objects.requireNonNull(after.benchmarkValue());
        assertThat(after.targetValue()).isEqualByComparingTo(benchmark.add(BigDecimal.valueOf(4)));
    }

    @Test
    void judgingIsExactWhereRoundingWouldLie() {
        Fraction almost = Fraction.percent(BigDecimal.valueOf(799_999_999), BigDecimal.valueOf(1_000_000_000));
        assertThat(almost.rounded()).isEqualByComparingTo("80");
        assertThat(almost.against(Fraction.of(80))).isNegative();
        assertThat(Fraction.of(new BigDecimal("62.50"))
                        .against(Fraction.percent(BigDecimal.valueOf(5), BigDecimal.valueOf(8))))
                .isZero();
        assertThat(Fraction.of(new BigDecimal("-0.00005")).rounded()).isEqualByComparingTo("-0.0001");
    }

    @Test
    void differencesNameTheCellAndTheColumn() {
        PlainRow row = row(plan, "5.1", "value", "2024H1");
        Map<String, @Nullable String> same = new HashMap<>();
        same.put("measure_id", "5.1");
        same.put("component", "value");
        same.put("basis", "official");
        same.put("is_primary", "true");
        same.put("area_code", "707");
        same.put("state", "OK");
        same.put("reference_period", "2024M06");
        same.put("value", row.value() + "0");
        same.put("numerator", row.numerator() + ".0000");
        same.put("denominator", "" + row.denominator());
        same.put("benchmark_value", "" + row.benchmarkValue());
        same.put("previous_value", "" + row.previousValue());
        same.put("target_value", "" + row.targetValue());
        same.put("deviation", "" + row.deviation());
        same.put("status", row.status());
        assertThat(SnapshotCsv.differences(List.of(same), List.of(row))).isEmpty();

        Map<String, @Nullable String> other = new HashMap<>(same);
        other.put("state", "STALE");
        other.put("value", null);
        assertThat(SnapshotCsv.differences(List.of(other), List.of(row)))
                .containsExactly(
                        "5.1 value official 707: state is STALE, expected OK",
                        "5.1 value official 707: value is null, expected " + row.value());
        assertThat(SnapshotCsv.differences(List.of(), List.of(row)))
                .containsExactly("5.1 value official 707: is not there");
    }

    private static PlainRow row(PlainPlan plan, String measure, String component, String period) {
        return plan.rows(period).stream()
                .filter(r -> r.key().equals(measure + " " + component + " official 707"))
                .findFirst()
                .orElseThrow();
    }

    /** Looked up by hand: the total of Norddjurs, as of the summer. */
    private static long shown(String table, String column, String month) {
        PlainTruth truth = new PlainTruth(WORLD, SUMMER);
        return Objects.requireNonNull(truth.figure(new Term(table, column, ""), "707", Per.of(month))
                        .value())
                .longValueExact();
    }
}
