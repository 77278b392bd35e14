package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.PlainDigest;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.SnapshotCsv;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights on the shipped plan, from the source's answer to the exported row, each told as a story. */
@OnBothDatabases
class NightTest {
    private static final int GAPS = 3;
    private static final List<LocalDate> DAYS = World.VINTAGES;
    private static final String OBSERVATIONS = "select * from bi.observation";

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private TestHome home;

    @BeforeEach
    void start() throws IOException {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2023, 1, 1)), 0);
        home = new TestHome(tmp.resolve("home"), source);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    @Test
    void nights_follow_each_other_and_every_published_cell_is_what_a_plain_calculation_says() throws Exception {
        night(0, "2025-03-20T04:00:00Z");
        assertThat(periods())
                .containsExactlyInAnyOrder("2024Q1", "2024Q2", "2024H1", "2024Q3", "2024Q4", "2024H2", "2024");
        assertAsPlainlyCalculated(0);

        aNightWithNothingNewAsksOnceAndLeavesNoTraceButItsRun();

        List<Map<String, @Nullable String>> before = snapshots();
        night(1, "2025-06-24T04:00:00Z");
        assertAsPlainlyCalculated(1);
        assertVersionsChain(before);

        night(2, "2025-10-20T04:00:00Z");
        assertAsPlainlyCalculated(2);
        night(3, "2026-08-22T04:00:00Z");
        assertThat(periods()).contains("2025H2", "2025", "2026Q1", "2026Q2");
        assertAsPlainlyCalculated(3);
        for (String period : List.of("2024Q1", "2025H1", "2025H2", "2025", "2026Q2")) {
            assertExported(period);
        }
    }

    private void aNightWithNothingNewAsksOnceAndLeavesNoTraceButItsRun() {
        Map<String, Long> before = counts();
        source.forgetCalls();

        TestHome.Ran ran = home.at("2025-03-21T04:00:00Z").run("run", "nightly");

        assertThat(ran.exit()).isEqualTo(GAPS);
        assertThat(source.calls())
                .extracting(JobindsatsSimulator.Call::endpoint)
                .containsExactly("tables");
        Map<String, Long> expected = new LinkedHashMap<>(before);
        expected.merge("run", 1L, Long::sum);
        assertThat(counts()).isEqualTo(expected);
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String table : List.of(
                "snapshot",
                "snapshot_value",
                "observation",
                "delivery",
                "lineage",
                "measure",
                "area",
                "period",
                "run")) {
            String count =
                    home.query("select count(*) as n from bi." + table).get(0).get("n");
            counts.put(table, Long.valueOf(String.valueOf(count)));
        }
        counts.put("preview", preview());
        return counts;
    }

    private long preview() {
        return home.query("select * from bi.preview_value").size();
    }

    /** Each version follows the one before it; those that were there are as they were. */
    private void assertVersionsChain(List<Map<String, @Nullable String>> before) {
        Map<String, Map<String, @Nullable String>> now =
                snapshots().stream().collect(Collectors.toMap(s -> String.valueOf(s.get("snapshot_id")), s -> s));
        before.forEach(old -> {
            Map<String, @Nullable String> same = new LinkedHashMap<>(now.get(old.get("snapshot_id")));
            same.put("is_latest", old.get("is_latest"));
            assertThat(same).isEqualTo(old);
        });
        assertThat(now.values()).anyMatch(s -> "revision".equals(s.get("change_kind")));
        now.values().forEach(s -> {
            int version = Integer.parseInt(String.valueOf(s.get("version")));
            Map<String, @Nullable String> base =
                    now.get("%s/%s/%d".formatted(s.get("plan_id"), s.get("period"), version - 1));
            if (version == 1) {
                assertThat(s.get("previous_sha256")).isNull();
            } else {
                Objects.requireNonNull(base);
                assertThat(s.get("previous_sha256")).isEqualTo(base.get("content_sha256"));
                assertThat(s.get("content_sha256")).isNotEqualTo(base.get("content_sha256"));
                assertThat(base.get("is_latest")).isEqualTo("false");
            }
        });
    }

    /** The exported file holds what the database has, and its digest is the one that the contract's recipe gives. */
    private void assertExported(String period) throws Exception {
        Path folder = tmp.resolve("out-" + period);
        TestHome.Ran ran = home.run("export", period, "--out", folder.toString());
        assertThat(ran.exit()).isZero();
        List<Map<String, @Nullable String>> cells = SnapshotCsv.read(folder.resolve("snapshot_value.csv"));
        Map<String, @Nullable String> snapshot =
                SnapshotCsv.read(folder.resolve("snapshot.csv")).get(0);

        assertThat(SnapshotCsv.differences(cells, plain(3).rows(period))).isEmpty();
        assertThat(cells).hasSize(Integer.parseInt(String.valueOf(snapshot.get("row_count"))));
        assertThat(PlainDigest.of(cells)).isEqualTo(snapshot.get("content_sha256"));
        Set<@Nullable String> deliveries = SnapshotCsv.read(folder.resolve("delivery.csv")).stream()
                .map(d -> d.get("sha256"))
                .collect(Collectors.toSet());
        Map<@Nullable String, List<@Nullable String>> lineage = SnapshotCsv.read(folder.resolve("lineage.csv")).stream()
                .collect(Collectors.groupingBy(
                        l -> String.valueOf(l.get("lineage_id")),
                        Collectors.mapping(l -> l.get("delivery_sha256"), Collectors.toList())));
        assertThat(cells)
                .filteredOn(c -> c.get("value") != null)
                .allSatisfy(c -> assertThat(lineage.get(c.get("lineage_id")))
                        .isNotEmpty()
                        .isSubsetOf(deliveries));
    }

    @Test
    void a_clock_that_stands_still_or_goes_back_undoes_nothing_that_was_learned() {
        night(0, "2025-06-24T04:00:00Z");
        night(1, "2025-06-24T04:00:00Z");
        assertAsPlainlyCalculated(1);
        assertThat(home.query("select run_id from bi.run")).hasSize(2);

        source.world().moveTo(DAYS.get(1).plusDays(7));
        TestHome.Ran ran = home.at("2025-06-23T04:00:00Z").run("run", "nightly");

        assertThat(home.approved(ran)).isEqualTo(GAPS);
        assertThat(home.query("select * from bi.run where verdict not in ('COMPLETE_WITH_GAPS', 'REFUSED')"))
                .isEmpty();
        assertThat(differences(new PlainPlan(
                        source.world(), DAYS.get(1), source.world().today())))
                .isEmpty();
        assertThat(home.query("select * from bi.observation where known_to is not null and known_to <= known_from"))
                .isEmpty();
        assertThat(home.query("select * from bi.snapshot s join bi.snapshot b on b.plan_id = s.plan_id"
                        + " and b.period = s.period and b.version = s.version - 1 where s.as_of <= b.as_of"))
                .isEmpty();
    }

    @Test
    void one_period_by_hand_uses_what_is_known_or_was_known_then() {
        night(0, "2025-03-20T04:00:00Z");
        List<Map<String, @Nullable String>> first = snapshots();

        TestHome.Ran again = home.at("2025-03-21T04:00:00Z").run("run", "snapshot", "--period", "2024H1");
        assertThat(again.exit()).isEqualTo(GAPS);
        assertThat(snapshots()).isEqualTo(first);

        night(1, "2025-06-24T04:00:00Z");
        List<Map<String, @Nullable String>> second = snapshots();
        TestHome.Ran then = home.at("2025-06-25T04:00:00Z")
                .run("run", "snapshot", "--period", "2024H1", "--as-of", "2025-03-25T00:00:00Z");
        assertThat(then.exit()).isNotZero().isNotEqualTo(GAPS);
        assertThat(then.err()).contains("the newest version knows more");
        assertThat(snapshots()).isEqualTo(second);

        TestHome.Ran early = home.run("run", "snapshot", "--period", "2025Q1", "--as-of", "2025-04-10T00:00:00Z");
        assertThat(early.exit()).isNotZero().isNotEqualTo(GAPS);
        TestHome.Ran later = home.run("run", "snapshot", "--period", "2025Q2", "--as-of", "2025-06-24T12:00:00Z");
        assertThat(later.exit()).isNotZero().isNotEqualTo(GAPS);
        assertThat(later.err()).contains("the period is not over on 2025-06-24");
        assertThat(snapshots()).isEqualTo(second);
    }

    @Test
    void everything_is_made_again_from_the_deliveries_alone() {
        night(0, "2025-03-20T04:00:00Z");
        source.misbehave("otij01", dk.maaltal.testing.Fault.FEWER_ROWS);
        source.misbehave("mm13", dk.maaltal.testing.Fault.CONFLICT);
        night(1, "2025-06-24T04:00:00Z");
        source.behave();
        night(1, "2025-06-25T04:00:00Z");
        assertAsPlainlyCalculated(1);
        List<String> observations = dump(OBSERVATIONS);
        List<String> deliveries = dump("select * from bi.delivery");
        List<String> readings = dump("select * from reading");
        List<String> digests = dump("select period, content_sha256 from bi.snapshot where is_latest");
        assertThat(observations).anyMatch(o -> !o.contains("known_to=null"));

        rebuild();
        assertThat(dump(OBSERVATIONS)).isEqualTo(observations);

        TestDatabase.lose(home.dir());
        source.forgetCalls();
        rebuild();
        assertThat(source.calls()).isEmpty();
        assertThat(dump(OBSERVATIONS)).isEqualTo(observations);
        assertThat(dump("select * from bi.delivery")).isEqualTo(deliveries);
        assertThat(dump("select * from reading")).isEqualTo(readings);

        assertThat(home.run("run", "nightly").exit()).isEqualTo(GAPS);
        assertThat(source.calls()).hasSize(1);
        assertThat(dump("select period, content_sha256 from bi.snapshot where is_latest"))
                .isEqualTo(digests);
    }

    private void rebuild() {
        TestHome.Ran ran = home.run("rebuild");
        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    private void night(int vintage, String instant) {
        source.world().moveTo(vintage);
        TestHome.Ran ran = home.at(instant).run("run", "nightly");
        assertThat(home.approved(ran)).as(ran.err()).isEqualTo(GAPS);
    }

    private static PlainPlan plain(int vintage, JobindsatsSimulator source) {
        return new PlainPlan(source.world(), DAYS.get(vintage));
    }

    private PlainPlan plain(int vintage) {
        return plain(vintage, source);
    }

    private void assertAsPlainlyCalculated(int vintage) {
        assertThat(differences(plain(vintage))).isEmpty();
    }

    private List<String> differences(PlainPlan plan) {
        List<String> differences = new ArrayList<>();
        home.latestCells()
                .forEach((period, cells) -> SnapshotCsv.differences(cells, plan.rows(period))
                        .forEach(difference -> differences.add(period + " " + difference)));
        return differences;
    }

    private List<String> periods() {
        return snapshots().stream()
                .map(s -> String.valueOf(s.get("period")))
                .distinct()
                .toList();
    }

    private List<Map<String, @Nullable String>> snapshots() {
        return home.query("select * from bi.snapshot order by snapshot_id");
    }

    private List<String> dump(String sql) {
        return TestHome.dump(home.dir(), sql);
    }
}
