package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Fault;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.SnapshotCsv;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nights in which the source misbehaves, in every way the simulator knows: what is broken is named and marked, what is
 * whole is taken, and the next good night mends it.
 */
@OnBothDatabases
class BrokenNightTest {
    private static final int GAPS = 3;
    /** The plan's tables with an update between any two of the days used; the rest misses one or has ended. */
    private static final List<String> TABLES = List.of(
            "y30f01",
            "y30f02",
            "y14kval01",
            "mm13",
            "y08a02",
            "y09a02",
            "jo01",
            "y01b15",
            "y07b15",
            "y60b15",
            "otij01",
            "y60a02");

    private static final Map<Fault, String> SAID = new EnumMap<>(Map.ofEntries(
            Map.entry(
                    Fault.UNAUTHORIZED,
                    "does not accept the token (401): status 401, Invalid bearer token, request_id "),
            Map.entry(Fault.FORBIDDEN, "refuses us (403), and did so again after pauses: status 403, You do not have"),
            Map.entry(Fault.NOT_FOUND, "does not know this address (404): status 404, Unknown table, request_id "),
            Map.entry(Fault.REJECTED, "rejects the request: status 422, Unknown hierarchies: ['_nykom'], request_id "),
            Map.entry(Fault.TOO_LARGE, "finds the request too large, and it cannot be split any further: status 422"),
            Map.entry(Fault.THROTTLED, "says we ask too much (429): status 429"),
            Map.entry(Fault.THROTTLED_UNTIL_DATE, "says we ask too much (429): status 429"),
            Map.entry(Fault.BROKEN, "has an error of its own: status 500, Internal server error, request_id "),
            Map.entry(Fault.UNAVAILABLE, "has an error of its own: status 503"),
            Map.entry(Fault.SLOW, "did not answer in time"),
            Map.entry(Fault.RESET, "the connection to Jobindsats could not be made or was cut"),
            Map.entry(Fault.TRUNCATED_LENGTH, "the answer broke off before its end"),
            Map.entry(Fault.TRUNCATED_CHUNKS, "the answer broke off before its end"),
            Map.entry(Fault.CUT_JSON, "the answer breaks off in the middle"),
            Map.entry(Fault.EMPTY, "the answer has no text"),
            Map.entry(Fault.HTML, "the answer is a web page, not data"),
            Map.entry(Fault.WRONG_COLUMNS, "the column 'En helt anden måling' is none of the table's measures"),
            Map.entry(Fault.WRONG_LABELS, "'Nørrejylland' is not in the hierarchy"),
            Map.entry(Fault.FEWER_ROWS, "rows where it had "),
            Map.entry(Fault.FEW_ROWS_LOST, "rows of the periods it had before where it had "),
            Map.entry(Fault.FEWER_AREAS, "it lost 2 of "),
            Map.entry(Fault.CONFLICT, "is both "),
            Map.entry(Fault.TEXT_FOR_NUMBER, "is the text '..'")));

    /** What no first night can tell, for there is nothing to compare with. */
    private static final Set<Fault> LOST_AGAINST_BEFORE =
            EnumSet.of(Fault.FEWER_ROWS, Fault.FEW_ROWS_LOST, Fault.FEWER_AREAS);

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private TestHome home;

    @BeforeEach
    void start() throws IOException {
        source = JobindsatsSimulator.start(World.since(7, LocalDate.of(2023, 1, 1)), 0);
        source.delay(Duration.ofSeconds(60));
        source.retryAfter(0); // a longer pause than the home allows would end the asking for all tables
        home = new TestHome(tmp.resolve("home"), source);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void whatever_is_wrong_with_some_tables_is_said_marked_and_mended() {
        LocalDate spring = World.VINTAGES.get(0);
        LocalDate summer = World.VINTAGES.get(1);
        LocalDate autumn = World.VINTAGES.get(2);
        Set<Fault> thatComeBadly = EnumSet.range(Fault.UNAUTHORIZED, Fault.TRUNCATED_LENGTH);
        Set<Fault> thatCarryBadly = EnumSet.range(Fault.TRUNCATED_CHUNKS, Fault.TEXT_FOR_NUMBER);
        thatCarryBadly.remove(Fault.FEW_ROWS_LOST); // staging's own tests have it, with new periods and without

        // The very first night: what was never read is missing.
        source.world().moveTo(spring);
        Map<String, Fault> broken = breaking(thatCarryBadly, LOST_AGAINST_BEFORE);
        assertNight(spring, broken, brokenSince(new PlainPlan(source.world(), spring), broken, null));
        source.behave();
        assertNight(spring.plusDays(1), Map.of(), new PlainPlan(source.world(), spring.plusDays(1), spring));

        // Later ones: what was read before is the last that is known.
        source.world().moveTo(summer);
        broken = breaking(thatCarryBadly, Set.of());
        assertNight(summer, broken, brokenSince(new PlainPlan(source.world(), summer), broken, spring));
        source.behave();
        assertNight(summer.plusDays(1), Map.of(), new PlainPlan(source.world(), summer.plusDays(1), summer));

        source.world().moveTo(autumn);
        broken = breaking(thatComeBadly, Set.of());
        assertNight(autumn, broken, brokenSince(new PlainPlan(source.world(), autumn), broken, summer));
        source.behave();
        assertNight(autumn.plusDays(1), Map.of(), new PlainPlan(source.world(), autumn.plusDays(1), autumn));
    }

    /** Gives each table a fault of its own. */
    private Map<String, Fault> breaking(Set<Fault> faults, Set<Fault> butNot) {
        Map<String, Fault> broken = new TreeMap<>();
        for (Fault fault : faults) {
            if (!butNot.contains(fault)) {
                String table = TABLES.get(broken.size());
                broken.put(table, fault);
                source.misbehave(table, fault);
            }
        }
        return broken;
    }

    private static PlainPlan brokenSince(PlainPlan plan, Map<String, Fault> broken, @Nullable LocalDate day) {
        broken.forEach((table, fault) -> {
            if (fault != Fault.LABEL_SPACING) {
                plan.taken(table, day);
            }
        });
        return plan;
    }

    private void assertNight(LocalDate day, Map<String, Fault> broken, PlainPlan expected) {
        TestHome.Ran ran = night(day);

        assertThat(home.approved(ran)).as(ran.err()).isEqualTo(GAPS);
        List<String> missing =
                ran.err().lines().filter(l -> l.startsWith("missing: ")).toList();
        broken.forEach((table, fault) -> {
            if (fault == Fault.LABEL_SPACING) {
                assertThat(missing).noneMatch(l -> l.contains("table " + table));
                assertThat(ran.err().lines()).anyMatch(l -> l.startsWith("note: jobindsats, table " + table));
            } else {
                assertThat(missing)
                        .as("%s of %s", fault, table)
                        .anyMatch(l -> l.startsWith("missing: jobindsats, table " + table)
                                && l.contains(String.valueOf(SAID.get(fault))));
            }
        });
        TABLES.forEach(table -> {
            boolean whole = !broken.containsKey(table) || broken.get(table) == Fault.LABEL_SPACING;
            if (!whole) {
                assertThat(ran.out()).doesNotContain("table " + table + ": updated");
            } else if (!broken.isEmpty()) {
                assertThat(ran.out()).contains("table " + table + ": updated");
            }
        });
        assertThat(differences(expected)).isEmpty();
    }

    private TestHome.Ran night(LocalDate day) {
        return home.at(day + "T04:00:00Z")
                .run(
                        "run",
                        "nightly",
                        "--maaltal.sources.jobindsats.concurrency=4",
                        "--maaltal.sources.jobindsats.read-timeout=12s",
                        "--maaltal.sources.jobindsats.max-tries=3");
    }

    @Test
    void a_table_whose_metadata_or_catalogue_cannot_be_had_keeps_its_last_known_figures() {
        LocalDate spring = World.VINTAGES.get(0);
        LocalDate summer = World.VINTAGES.get(1);
        source.world().moveTo(spring);
        source.misbehave(JobindsatsSimulator.CATALOGUE, Fault.HTML);
        TestHome.Ran without = night(spring);
        assertThat(home.approved(without)).isEqualTo(GAPS);
        assertThat(without.err()).contains("missing: jobindsats, catalogue").contains("the answer is a web page");
        assertThat(home.query("select * from bi.snapshot_value where state <> 'SOURCE_MISSING' or value is not null"))
                .isEmpty();

        source.behave();
        assertNight(spring.plusDays(1), Map.of(), new PlainPlan(source.world(), spring.plusDays(1), spring));

        source.world().moveTo(summer);
        source.misbehave(JobindsatsSimulator.CATALOGUE, Fault.TRUNCATED_CHUNKS);
        source.forgetCalls();
        TestHome.Ran unseen = night(summer);
        assertThat(home.approved(unseen)).isEqualTo(GAPS);
        assertThat(unseen.err()).contains("missing: jobindsats, catalogue").contains("the answer broke off");
        assertThat(source.calls()).allMatch(c -> c.endpoint().equals("tables"));
        assertThat(differences(new PlainPlan(source.world(), summer, spring))).isEmpty();

        source.behave();
        source.misbehave("table/otij01", Fault.FORBIDDEN);
        source.misbehave("table/mm13", Fault.CUT_JSON);
        source.misbehave("table/y09a02", Fault.EMPTY);
        PlainPlan some = new PlainPlan(source.world(), summer.plusDays(1), summer);
        List.of("otij01", "mm13", "y09a02").forEach(table -> some.taken(table, spring));
        TestHome.Ran ran = night(summer.plusDays(1));
        assertThat(home.approved(ran)).isEqualTo(GAPS);
        assertThat(ran.err())
                .contains("missing: jobindsats, table otij01, GET /v3/table/otij01")
                .contains("missing: jobindsats, table mm13, GET /v3/table/mm13")
                .contains("missing: jobindsats, table y09a02, GET /v3/table/y09a02");
        assertThat(differences(some)).isEmpty();

        source.behave();
        assertNight(summer.plusDays(2), Map.of(), new PlainPlan(source.world(), summer.plusDays(2), summer));
    }

    @Test
    void a_measure_a_value_or_a_table_that_vanished_leaves_its_last_known_figures_marked() {
        LocalDate spring = World.VINTAGES.get(0);
        LocalDate summer = World.VINTAGES.get(1);
        source.world().moveTo(spring);
        night(spring);
        String before = String.valueOf(own("4.1", "value", "2024H1").get("value"));

        source.world().moveTo(summer);
        source.world().vanishMeasure("y09a02", "measa02_3");
        source.world().vanishValue("y01b15", "_amstatusb15", "Uddannelse");
        source.world().vanishValue("otij01", "_nykom", "Norddjurs");
        PlainPlan expected = new PlainPlan(source.world(), summer)
                .taken("y09a02/measa02_3", spring)
                .taken("y01b15/Uddannelse", spring)
                .taken("otij01", spring);
        source.world().withdraw("mm13");
        TestHome.Ran ran = night(summer);

        assertThat(home.approved(ran)).isEqualTo(GAPS);
        assertThat(ran.err().lines()).anyMatch(l -> l.startsWith("missing: measure 5.1; "));
        assertThat(ran.err().lines()).anyMatch(l -> l.startsWith("missing: ") && l.contains("table flygtninge"));
        assertThat(ran.err().lines())
                .anyMatch(
                        l -> l.startsWith("missing: measure 6.4; ") && l.contains("y01b15") && l.contains("ddannelse"));
        assertThat(ran.err()).contains("missing: jobindsats, table otij01: it lost 1 of ");
        assertThat(differences(expected)).filteredOn(d -> !d.contains(" 4.1 ")).isEmpty();
        assertThat(own("4.1", "value", "2024H1"))
                .containsEntry("value", before)
                .containsEntry("state", "STALE")
                .containsEntry("reason", "stale");
    }

    private Map<String, @Nullable String> own(String measure, String component, String period) {
        return home.latestCells().getOrDefault(period, List.of()).stream()
                .filter(c -> measure.equals(c.get("measure_id"))
                        && component.equals(c.get("component"))
                        && "official".equals(c.get("basis"))
                        && "707".equals(c.get("area_code")))
                .findFirst()
                .orElseThrow();
    }

    private List<String> differences(PlainPlan plan) {
        List<String> differences = new ArrayList<>();
        home.latestCells()
                .forEach((period, cells) -> SnapshotCsv.differences(cells, plan.rows(period))
                        .forEach(difference -> differences.add(period + " " + difference)));
        return differences;
    }
}
