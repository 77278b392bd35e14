package dk.maaltal.testing.registers;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Per;
import dk.maaltal.testing.registers.Line.Absence;
import dk.maaltal.testing.registers.Line.Hours;
import dk.maaltal.testing.registers.Line.Interview;
import dk.maaltal.testing.registers.Line.JobOrder;
import dk.maaltal.testing.registers.Line.Move;
import dk.maaltal.testing.registers.Line.Offer;
import dk.maaltal.testing.registers.Line.Place;
import dk.maaltal.testing.registers.Line.Spell;
import dk.maaltal.testing.registers.Line.Status;
import dk.maaltal.testing.registers.Unit.Days;
import dk.maaltal.testing.registers.Unit.Heads;
import dk.maaltal.testing.registers.Unit.Kind;
import dk.maaltal.testing.registers.Unit.Owner;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small worlds by hand, with answers that can be counted on fingers. */
class PlainLocalTest {
    private static final LocalDate EXTRACT = LocalDate.of(2025, 2, 1);
    private static final Place SOMEWHERE = new Place(1_003_001_117L, null);

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final List<Unit> units = new ArrayList<>();
    private LocalDate extract = EXTRACT;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // A spell, another after a gap, and whether its person is counted at the end of June 2024 as a year on
                // support.
                "2023-06-30, -,          -,          -,          1",
                "2023-07-01, -,          -,          -,          0",
                "2023-06-30, 2024-06-30, -,          -,          1",
                "2023-06-30, 2024-06-29, -,          -,          0",
                "2023-01-01, 2024-05-01, 2024-05-29, -,          1",
                "2023-01-01, 2024-05-01, 2024-05-30, -,          1",
                "2023-01-01, 2024-05-01, 2024-05-31, -,          0",
                "2023-01-01, 2024-05-01, 2024-04-01, 2024-07-01, 1",
                // In the gap the person is not on support.
                "2023-01-01, 2024-06-10, 2024-07-05, -,          0",
            })
    void spellsAreUnbrokenOverTwentyEightDays(
            LocalDate start,
            @Nullable LocalDate end,
            @Nullable LocalDate next,
            @Nullable LocalDate nextEnd,
            int counted) {
        some(10, "x", c -> new Spell(c, "Sygedagpenge", null, null, day("2020-01-01"), null));
        add(new Spell("p", "Kontanthjælp", null, null, start, end));
        if (next != null) {
            add(new Spell("p", "Ressourceforløb", null, null, next, nextEnd));
        }
        empty("samtaler");

        assertThat(cell("1.2 value", "2024H1").denominator()).isEqualTo(10 + counted);
        assertThat(cell("1.2 value", "2024Q2").numerator()).isZero();
    }

    @Test
    void flexJobsAndPensionsAreNotTemporary() {
        some(3, "x", c -> new Spell(c, "Fleksjob", null, null, day("2020-01-01"), null));
        some(3, "y", c -> new Spell(c, "Førtidspension", null, null, day("2020-01-01"), null));
        assertThat(cell("2.2 share", "2024").state()).isEqualTo("NO_POPULATION");
        assertThat(cell("2.2 count", "2024").numerator()).isZero();
    }

    @Test
    void fourInterviewsMustBeHeldInsideTheWindow() {
        String[] days = {"2023-06-30", "2023-07-01", "2023-12-24", "2024-06-30", "2024-07-01"};
        some(6, "a", c -> new Spell(c, "A-dagpenge", null, null, day("2020-01-01"), null));
        for (String day : days) {
            some(6, "a", c -> new Interview(c, day(day), null, "Afholdt"));
        }
        // Three are inside; some have a fourth, of another type on the same day, or one that was not held.
        for (int i = 0; i < 4; i++) {
            add(new Interview("a" + i, day("2024-06-30"), "4", "Afholdt"));
        }
        add(new Interview("a5", day("2024-06-30"), "4", "Aflyst"));
        assertThat(cell("1.2 value", "2024H1")).hasToString(share("2024H1", 4, 6, "hidden"));
        add(new Interview("a4", day("2024-01-01"), "4", "Udeblevet"));
        add(new Interview("a0", day("2024-01-01"), "4", "Afholdt"));
        some(6, "b", c -> new Spell(c, "A-dagpenge", null, null, day("2020-01-01"), null));
        assertThat(cell("1.2 value", "2024H1").numerator()).isEqualTo(4);
        assertThat(cell("1.2 value", "2024H1").denominator()).isEqualTo(12);
    }

    @Test
    void offersTouchTheWindowAndHoursAreOfItsCalendarMonths() {
        some(20, "a", c -> new Spell(c, "Kontanthjælp", null, null, day("2020-01-01"), null));
        offer("a0", "Småjob", "2022-01-01", "2023-06-30");
        offer("a1", "Småjob", "2022-01-01", "2023-07-01");
        offer("a2", "Virksomhedspraktik", "2024-06-30", null);
        offer("a3", "Løntilskud", "2024-07-01", null);
        offer("a4", "Nytteindsats", "2024-01-01", null);
        add(new Hours("a5", YearMonth.of(2023, 6), BigDecimal.TEN, Place.NONE));
        add(new Hours("a6", YearMonth.of(2023, 7), BigDecimal.TEN, Place.NONE));
        add(new Hours("a7", YearMonth.of(2024, 6), new BigDecimal("0.01"), Place.NONE));
        add(new Hours("a8", YearMonth.of(2024, 6), BigDecimal.ZERO, Place.NONE));
        assertThat(cell("1.3 value", "2024H1").numerator()).isEqualTo(4);
        // Only June counts here, and one person is too few to be shown.
        assertThat(cell("6.10 value", "2024H1").state()).isEqualTo("SUPPRESSED");
        some(20, "a", c -> new Hours(c, YearMonth.of(2024, 9), BigDecimal.ONE, Place.NONE));
        assertThat(cell("6.10 value", "2024Q3").numerator()).isEqualTo(20);
    }

    @Test
    void casesWanderBackOnTheSameDayOrLaterAndAYearIsTheSumOfItsQuarters() {
        move("a", "2023-03-31", "Rehabiliteringsteam");
        move("a", "2023-03-31", "Pensionsnævn");
        move("b", "2023-04-02", "Rehabiliteringsteam");
        move("b", "2023-04-01", "Pensionsnævn");
        move("c", "2022-01-01", "Rehabiliteringsteam");
        move("c", "2023-03-01", "Pensionsnævn");
        move("c", "2023-04-01", "Pensionsnævn");
        move("c", "2023-06-30", "Pensionsnævn");
        assertThat(cell("2.1 value", "2023Q1").numerator()).isEqualTo(2);
        assertThat(cell("2.1 value", "2023Q2").numerator()).isEqualTo(1);
        assertThat(cell("2.1 value", "2023H1").numerator()).isEqualTo(3);
        assertThat(cell("2.1 value", "2023").numerator()).isEqualTo(3);
        assertThat(Objects.requireNonNull(local().ceiling()).rounded()).isEqualByComparingTo("2");
        extract = day("2023-12-30");
        assertThat(local().ceiling()).isNull();
        assertThat(cell("2.1 value", "2023").state()).isEqualTo("NOT_PUBLISHED");
    }

    @Test
    void upskillingNeedsAnUnemployedDayAndADirection() {
        some(8, "a", c -> new Spell(c, "A-dagpenge", null, null, day("2024-03-01"), day("2024-03-31")));
        some(8, "s", c -> new Spell(c, "Sygedagpenge", null, null, day("2020-01-01"), null));
        upskilling("a0", "2024-03-01", true, null);
        upskilling("a1", "2024-03-31", null, true);
        upskilling("a2", "2024-03-31", false, true);
        upskilling("a2", "2024-03-30", true, true);
        upskilling("a3", "2024-04-01", true, true);
        upskilling("a4", "2024-02-29", true, true);
        upskilling("a5", "2024-03-15", false, false);
        upskilling("a6", "2024-03-15", null, null);
        upskilling("s0", "2024-03-15", true, true);
        assertThat(cell("3.1 share", "2024Q1").numerator()).isEqualTo(3);
        assertThat(cell("3.1 share", "2024Q1").denominator()).isEqualTo(8);
        assertThat(cell("3.1 count", "2024").numerator()).isEqualTo(3);
        assertThat(cell("3.1 count", "2024Q2").numerator()).isZero();
        assertThat(cell("3.1 share", "2024Q2").state()).isEqualTo("NO_POPULATION");
    }

    @ParameterizedTest
    @CsvSource({
        // Ended so, what the person lives from a year later, and the quarter that is of.
        "2023-04-01, 2024Q1",
        "2023-04-02, 2024Q2",
        "2023-06-30, 2024Q2",
        "2023-07-01, 2024Q2",
        "2023-07-02, 2024Q3",
    })
    void theStatusIsLookedUpThreeHundredAndSixtyFiveDaysAfter(LocalDate end, String quarter) {
        assertThat(end.plusDays(365)).matches(Per.of(quarter)::holds);
        some(9, "a", c -> new Spell(c, "Sygedagpenge", null, null, day("2020-01-01"), end));
        some(9, "a", c -> new Status(c, end.plusDays(300), null, "Offentlig forsørgelse"));
        some(4, "a", c -> new Status(c, end.plusDays(365), end.plusDays(365), "Fleksjob"));
        add(new Status("a4", end.plusDays(366), null, "Beskæftigelse"));
        add(new Status("a5", end.plusDays(364), end.plusDays(364), "Beskæftigelse"));
        // Begun earlier, so what began last holds.
        add(new Status("a6", end.plusDays(299), null, "Uddannelse"));
        LocalCell cell = cell("6.4 value", quarter);
        assertThat(cell.numerator()).isEqualTo(4);
        assertThat(cell.denominator()).isEqualTo(9);
        assertThat(cell("6.2 value", quarter).state()).isEqualTo("NO_POPULATION");
    }

    @Test
    void aSpellThatGoesOnWithinTwentyEightDaysHasNotEnded() {
        some(5, "a", c -> new Spell(c, "Uddannelseshjælp", null, null, day("2023-01-01"), day("2024-01-31")));
        some(2, "a", c -> new Spell(c, "FGU-ydelse", null, null, day("2024-02-29"), day("2024-02-29")));
        add(new Spell("a2", "Kontanthjælp", null, null, day("2024-02-01"), null));
        empty("arbejdsmarkedsstatus");
        some(5, "a", c -> new Status(c, day("2024-03-01"), null, "Uddannelse"));
        LocalCell march = cell("6.2 value", "2024Q1");
        // 31 January + 30 is 1 March; 29 February + 30 is 30 March.
        assertThat(march.denominator()).isEqualTo(5);
        assertThat(march.numerator()).isEqualTo(5);
    }

    @Test
    void ordersAreImmatureForThreeMonthsAndCountEachMonth() {
        for (int i = 0; i < 7; i++) {
            add(new JobOrder("o" + i, day("2024-12-31"), Place.NONE, 3, i < 3 ? 0 : i, null));
        }
        add(new JobOrder("before", day("2024-09-30"), Place.NONE, 3, 3, null));
        assertThat(cell("6.1 fill_rate", "2024Q4").state()).isEqualTo("IMMATURE");
        assertThat(cell("6.1 orders_per_month", "2024Q4"))
                .hasToString(LocalCell.perMonth(7, 3, "2024Q4").toString());
        extract = day("2025-03-31");
        assertThat(cell("6.1 fill_rate", "2024Q4").numerator()).isEqualTo(4);
        assertThat(cell("6.1 fill_rate", "2024H1").state()).isEqualTo("NO_POPULATION");
        add(new JobOrder("few", day("2024-11-30"), Place.NONE, 3, Line.HIDDEN, null));
        assertThat(cell("6.1 fill_rate", "2024Q4").state()).isEqualTo("SUPPRESSED");
        assertThat(cell("6.1 orders_per_month", "2024").numerator()).isEqualTo(9);
    }

    @Test
    void theSickAreThoseWithAnEmployerAndAnOpenAbsence() {
        some(9, "a", c -> new Spell(c, "Sygedagpenge", null, null, day("2024-01-01"), null));
        some(7, "a", c -> new Absence(c, day("2024-01-01"), null, day("2024-06-30"), SOMEWHERE));
        some(4, "a", c -> new Absence(c, day("2024-02-01"), day("2024-06-30"), null, new Place(null, 30_000_000L)));
        add(new Absence("a7", day("2024-01-01"), day("2024-02-01"), null, Place.NONE));
        add(new Absence("a8", day("2024-01-01"), day("2024-02-01"), day("2024-06-29"), SOMEWHERE));
        assertThat(cell("6.9 value", "2024H1").denominator()).isEqualTo(7);
        assertThat(cell("6.9 value", "2024H1").numerator()).isEqualTo(4);
        // In March it was one of eight, which is too few to be shown.
        assertThat(cell("6.9 value", "2024Q1").state()).isEqualTo("SUPPRESSED");
    }

    @Test
    void sheetsFallBackToAnOlderRow() {
        add(new Line.Choice(2023, "Erhvervsuddannelse", 35, 100));
        add(new Line.Educated(2022, 400, 300));
        add(new Line.Outside(day("2023-06-30"), 400, 25, new BigDecimal("6.25")));
        assertThat(cell("6.3 value", "2023Q1").state()).isEqualTo("OK");
        assertThat(cell("6.3 value", "2024").state()).isEqualTo("PRELIMINARY");
        assertThat(cell("6.3 value", "2024").referencePeriod()).isEqualTo("2022/2023");
        assertThat(cell("6.3 value", "2022Q4").state()).isEqualTo("NOT_PUBLISHED");
        assertThat(cell("6.6 value", "2024").referencePeriod()).isEqualTo("2022");
        assertThat(cell("6.6 value", "2024").state()).isEqualTo("PRELIMINARY");
        assertThat(cell("6.7 value", "2024H1").referencePeriod()).isEqualTo("2023-06-30");
        assertThat(cell("6.7 value", "2024Q3").state()).isEqualTo("NOT_PUBLISHED");
        assertThat(Objects.requireNonNull(local().expected(Per.of("2024H1"))).rounded())
                .isEqualByComparingTo("6.25");
    }

    @ParameterizedTest
    @CsvSource({"0,3,OK", "1,9,SUPPRESSED", "2,9,SUPPRESSED", "3,9,OK", "7,9,SUPPRESSED", "8,9,SUPPRESSED", "9,9,OK"})
    void smallGroupsAreHidden(int n, int of, String state) {
        assertThat(LocalCell.share(n, of, "").starred().state()).isEqualTo(state);
    }

    @Test
    void twoPersonsAreTooFewEvenWithoutAny() {
        assertThat(LocalCell.share(0, 2, "").starred().state()).isEqualTo("SUPPRESSED");
        assertThat(LocalCell.count(2, "").starred().state()).isEqualTo("SUPPRESSED");
        assertThat(LocalCell.count(0, "").starred().state()).isEqualTo("OK");
    }

    @Test
    void workplacesCountByPNumberAndElseByTheirCompany() {
        unit(1, 11, 51, "2024-06");
        unit(2, 12, 60, "2024-03");
        unit(3, 13, 60, "2024-02");
        unit(4, 14, 50, "2024-06");
        unit(5, 15, 400, "2024-06");
        unit(6, 15, 70, "2024-06");
        unit(7, 15, 7, "2024-06");
        offer("a", new Place(1L, null), "2024-06-30", null);
        offer("a", new Place(99L, 12L), "2022-06-30", "2023-07-01");
        // CVR knows unit 3, which is not large any more, so its company does not help.
        offer("a", new Place(3L, 12L), "2024-06-30", null);
        offer("a", new Place(null, 15L), "2024-06-30", null);
        offer("a", new Place(99L, 15L), "2024-06-30", null);
        empty("sygefravaer");
        assertThat(local().workplaces(day("2024-06-30"))).isEqualTo(new Workplaces(2, 4, 1, 1, 0));

        add(new Absence("b", day("2020-01-01"), null, null, new Place(5L, null)));
        add(new Absence("b", day("2020-01-01"), day("2024-06-30"), null, new Place(6L, 12L)));
        add(new Absence("b", day("2020-01-01"), day("2021-06-30"), day("2023-06-30"), new Place(5L, 12L)));
        assertThat(local().workplaces(day("2024-06-30"))).isEqualTo(new Workplaces(3, 4, 2, 1, 0));
        assertThat(cell("6.8 value", "2024H1").numerator()).isEqualTo(3);
    }

    @Test
    void aBandDecidesOnlyWhereItCan() {
        unit(1, 11, null, "ANTAL_50_99");
        unit(2, 12, null, "ANTAL_100_199");
        unit(3, 13, null, "ANTAL_1000_");
        unit(4, 14, null, "ANTAL_20_49");
        empty("tilbud");
        empty("sygefravaer");
        assertThat(local().workplaces(day("2024-06-30"))).isEqualTo(new Workplaces(0, 2, 0, 0, 1));
    }

    private void unit(long p, long cvr, @Nullable Integer employees, String month) {
        boolean band = month.startsWith("ANTAL");
        Days always = new Days(day("2010-01-01"), null);
        TreeMap<YearMonth, Heads> heads = new TreeMap<>();
        heads.put(band ? YearMonth.of(2024, 6) : YearMonth.parse(month), new Heads(employees, band ? month : null));
        units.add(new Unit(
                Kind.BIG,
                p,
                p,
                "",
                List.of(always),
                List.of(new Unit.Place(707, always)),
                List.of(new Owner(cvr, always)),
                heads));
    }

    private static String share(String period, long n, long of, String how) {
        return (how.equals("hidden") ? LocalCell.share(n, of, period).starred() : LocalCell.share(n, of, period))
                .toString();
    }

    private void offer(String cpr, String type, String start, @Nullable String end) {
        add(new Offer(cpr, type, day(start), end == null ? null : day(end), Place.NONE, null, null));
    }

    private void offer(String cpr, Place place, String start, @Nullable String end) {
        add(new Offer(cpr, "Småjob", day(start), end == null ? null : day(end), place, null, null));
    }

    private void upskilling(String cpr, String start, @Nullable Boolean good, @Nullable Boolean job) {
        add(new Offer(cpr, "Vejledning og opkvalificering", day(start), null, Place.NONE, good, job));
    }

    private void move(String sag, String day, String from) {
        boolean board = from.equals("Pensionsnævn");
        add(new Move(sag, day(day), from, board ? "Rehabiliteringsteam" : "Pensionsnævn"));
    }

    private interface Made {
        Line of(String cpr);
    }

    private void some(int count, String prefix, Made line) {
        for (int i = 0; i < count; i++) {
            add(line.of(prefix + i));
        }
    }

    private void add(Line... some) {
        Arrays.stream(some)
                .forEach(l -> lines.computeIfAbsent(l.register(), r -> new ArrayList<>())
                        .add(l));
    }

    private void empty(String register) {
        lines.computeIfAbsent(register, r -> new ArrayList<>());
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private PlainLocal local() {
        Map<String, Held> held = new HashMap<>();
        lines.forEach((register, rows) -> held.put(register, Held.of(extract, rows)));
        return new PlainLocal(held, new PlainLocal.Virk(extract, units));
    }

    private LocalCell cell(String component, String period) {
        return local().cell(component, Per.of(period));
    }
}
