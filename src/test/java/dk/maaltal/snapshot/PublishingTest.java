package dk.maaltal.snapshot;

import static dk.maaltal.measure.Fixture.measure;
import static dk.maaltal.measure.Fixture.month;
import static dk.maaltal.measure.Fixture.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.FakeKnowledge;
import dk.maaltal.measure.Fixture;
import dk.maaltal.measure.Lineage;
import dk.maaltal.measure.Origins;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What publishing promises, on any database. */
@OnBothDatabases
class PublishingTest {
    private static final ReferencePeriod H1 = ReferencePeriod.parse("2024H1");
    private static final Instant NIGHT = Instant.parse("2024-09-14T00:30:00Z");
    private static final Instant LATER = Instant.parse("2024-10-14T00:30:00Z");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456789Z");
    private static final String FIGURES = """
            y09/ft 707 2024M06 20
            y08/ft 707 2024M06 80
            y09/ft 101 2024M06 hidden
            y08/ft 101 2024M06 800
            y09/ft DK  2024M06 2000
            y08/ft DK  2024M06 10000
            y09/ft 707 2023M06 1
            y08/ft 707 2023M06 2
            """;

    private final FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
    private final Plan plan = plan("sha-5.1");
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private Snapshots snapshots;
    private Publisher publisher;

    private static Plan plan(String definition) {
        Component share = Fixture.component(
                Unit.PERCENT,
                target(Operator.AT_MOST, Against.COUNTRY, "0"),
                Fixture.last(
                        Frequency.M,
                        2,
                        new dk.maaltal.plan.Formula.Share(
                                List.of(month("y09/ft")), List.of(month("y09/ft"), month("y08/ft")))));
        Component local = new Component("value", Unit.CASES, List.of(), Fixture.local(), Primary.LOCAL, null);
        return Fixture.plan(100, measure("5.1", definition, share), measure("2.1", local));
    }

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        jdbc = new JdbcTemplate(database);
        snapshots = new Snapshots(JdbcClient.create(database));
        publisher = publisher(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Publisher publisher(DataSource through) {
        return new Desk(through, evaluation(), plan.areas(), Clock.fixed(NOW, ZoneOffset.UTC)).publisher();
    }

    private Evaluation evaluation() {
        return new Evaluation(knowledge, Origins.ALL_REAL);
    }

    private Version publish(Plan of, Instant asOf) {
        Publication publication = publisher.commit(publisher.plan(of, H1, asOf), "run-1");
        assertThat(publication).isInstanceOf(Publication.Published.class);
        return ((Publication.Published) publication).version();
    }

    @Test
    void a_first_version_stands_whole_with_its_names_and_lineage() {
        PublicationPlan planned = publisher.plan(plan, H1, NIGHT);

        assertThat(planned.added()).isEqualTo(4);
        assertThat(planned.changed() + planned.removed() + planned.unchanged()).isZero();
        assertThat(jdbc.queryForObject("select count(*) from bi.snapshot", Long.class))
                .isZero();
        Version version = publish(plan, NIGHT);

        assertThat(version.snapshotId()).isEqualTo("norddjurs-2024/2024H1/1");
        assertThat(version.changeKind()).isEqualTo(ChangeKind.INITIAL);
        assertThat(version.publishedAt()).isEqualTo("2026-11-23T08:00:00.123456Z");
        assertThat(snapshots.latest("norddjurs-2024", H1)).contains(version);
        assertThat(snapshots.find("norddjurs-2024", H1, 1)).contains(version);
        assertThat(snapshots.find("norddjurs-2024", H1, 2)).isEmpty();
        assertThat(snapshots.rows(version.snapshotId()))
                .isEqualTo(planned.evaluated().rows());
        Map<String, Lineage> lineages = planned.evaluated().lineages();
        assertThat(lineages).isNotEmpty();
        lineages.values().forEach(l -> assertThat(snapshots.lineage(l.id())).isEqualTo(l.entries()));
        assertThat(jdbc.queryForMap("""
                        select plan_id, period_type, title_da, area_name, measure_id, status
                        from bi.latest_value where area_code = '707' and basis = 'official'
                        """))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "plan_id",
                        "norddjurs-2024",
                        "period_type",
                        "H",
                        "title_da",
                        "Mål 5.1",
                        "area_name",
                        "Norddjurs",
                        "measure_id",
                        "5.1",
                        "status",
                        "NOT_MET"));
        assertThat(jdbc.queryForObject("select label_da from bi.period", String.class))
                .isEqualTo("1. halvår 2024");
        assertThat(jdbc.queryForList("select area_code || area_type from bi.area order by 1", String.class))
                .containsExactly("101municipality", "707municipality", "DKcountry");
        assertThat(jdbc.queryForObject("select version from bi.contract", String.class))
                .isEqualTo("1.0");
    }

    /** Read back column by column, knowing nothing but the contract's order and promise 4. */
    @Test
    void the_digest_can_be_had_from_the_contract_alone() throws Exception {
        Version version = publish(plan, NIGHT);
        List<String> left = List.of("snapshot_id", "source_updated_on", "lineage_id");
        List<String> lines = jdbc.query("select * from bi.snapshot_value", (rs, n) -> {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                if (!left.contains(rs.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT))) {
                    Object value = rs.getObject(i);
                    columns.add(
                            value == null
                                    ? ""
                                    : value instanceof BigDecimal number
                                            ? number.signum() == 0
                                                    ? "0"
                                                    : number.stripTrailingZeros()
                                                            .toPlainString()
                                            : value.toString());
                }
            }
            return String.join("\t", columns);
        });
        String text = lines.stream().sorted().map(line -> line + "\n").reduce("", String::concat);

        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(version.contentSha256());
        // One and the same on every database.
        assertThat(version.contentSha256())
                .isEqualTo("fdbba95ec405ed6fa598c4d2387e96405958e87b4e4e5d4baa515537ec4ae9f8");
    }

    @Test
    void the_contracts_views_have_its_columns_in_its_order() {
        assertThat(columns("snapshot"))
                .isEqualTo(
                        "snapshot_id plan_id period period_type period_start period_end version as_of published_at "
                                + "is_latest change_kind change_note backfilled row_count content_sha256 previous_sha256 run_id");
        String value = "measure_id component basis is_primary area_code area_name reference_period value numerator "
                + "denominator unit state provisional target_text target_value benchmark_value previous_value "
                + "deviation twin_difference status reason due attributes definition_sha256 source_updated_on "
                + "lineage_id";
        assertThat(columns("snapshot_value")).isEqualTo("snapshot_id " + value);
        assertThat(columns("latest_value")).isEqualTo(columns("snapshot") + " " + value + " title_da title_en");
        assertThat(columns("preview_value")).isEqualTo("snapshot_id " + value + " period evaluated_at");
        assertThat(columns("measure"))
                .isEqualTo("plan_id measure_id component minister_goal title_da title_en description_da unit "
                        + "direction follow_up source_text_da definition_sha256 valid_from valid_to");
        assertThat(columns("area")).isEqualTo("area_code area_name area_type");
        assertThat(columns("period")).isEqualTo("period period_type period_start period_end year label_da");
        assertThat(columns("lineage")).isEqualTo("lineage_id delivery_sha256 known_from");
        assertThat(columns("contract")).isEqualTo("version");
    }

    private String columns(String view) {
        return Objects.requireNonNull(jdbc.query("select * from bi." + view + " where 1 = 0", rs -> {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                names.add(rs.getMetaData().getColumnLabel(i).toLowerCase(java.util.Locale.ROOT));
            }
            return String.join(" ", names);
        }));
    }

    @Test
    void nothing_is_published_when_nothing_changed_though_the_sources_were_updated() {
        Version first = publish(plan, NIGHT);
        knowledge.tell(LATER, FIGURES).updated("y09", "2024-10-01", null);

        PublicationPlan again = publisher.plan(plan, H1, LATER);

        assertThat(again.isUnchanged()).isTrue();
        assertThat(again.unchanged()).isEqualTo(4);
        assertThat(publisher.commit(again, "run-2")).isEqualTo(new Publication.Unchanged(first));
        assertThat(snapshots.all("norddjurs-2024")).containsExactly(first);
    }

    @Test
    void a_run_that_lost_its_turn_publishes_nothing() {
        Publisher late = new Desk(database, evaluation(), plan.areas(), Clock.fixed(NOW, ZoneOffset.UTC))
                .publisher(runId -> {
                    assertThat(jdbc.queryForObject("select count(*) from snapshot", Long.class))
                            .as("asked last, in the same transaction")
                            .isEqualTo(1);
                    throw new StoppedException();
                });
        PublicationPlan planned = late.plan(plan, H1, NIGHT);

        assertThatThrownBy(() -> late.commit(planned, "run-1")).isInstanceOf(StoppedException.class);
        for (String table : List.of("snapshot", "snapshot_value", "snapshot_lineage", "snapshot_seal")) {
            assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
                    .as(table)
                    .isZero();
        }
        publisher.commit(planned, "run-2");
        assertThat(snapshots.all("norddjurs-2024")).hasSize(1);
    }

    @Test
    void a_revision_is_a_new_version_chained_to_the_one_before_which_stays_as_it_was() {
        Version first = publish(plan, NIGHT);
        List<Row> rows = snapshots.rows(first.snapshotId());
        knowledge.tell(LATER, FIGURES.replace("y09/ft 707 2024M06 20", "y09/ft 707 2024M06 30"));

        PublicationPlan planned = publisher.plan(plan, H1, LATER);
        assertThat(planned.changed()).isEqualTo(1);
        assertThat(planned.unchanged()).isEqualTo(3);
        Version second = publish(plan, LATER);

        assertThat(second.snapshotId()).isEqualTo("norddjurs-2024/2024H1/2");
        assertThat(second.changeKind()).isEqualTo(ChangeKind.REVISION);
        assertThat(second.changeNote()).isEqualTo("1 cell changed: 5.1 value official 707 20 -> 27.2727");
        assertThat(second.previousSha256()).isEqualTo(first.contentSha256());
        assertThat(second.contentSha256()).isNotEqualTo(first.contentSha256());
        assertThat(snapshots.rows(first.snapshotId())).isEqualTo(rows);
        assertThat(snapshots.all("norddjurs-2024")).extracting(Version::latest).containsExactly(false, true);
        assertThat(jdbc.queryForObject("select count(*) from bi.latest_value", Long.class))
                .isEqualTo(4);
        knowledge.tell(NOW.minusSeconds(9), FIGURES);
        Version third = publish(plan, NOW);
        assertThat(third.contentSha256()).isEqualTo(first.contentSha256());
        assertThat(third.previousSha256()).isEqualTo(second.contentSha256());
    }

    @Test
    void a_new_definition_is_told_apart_from_a_revision_and_old_versions_keep_theirs() {
        publish(plan, NIGHT);
        Version second = publish(plan("sha-new"), LATER);

        assertThat(second.changeKind()).isEqualTo(ChangeKind.DEFINITION);
        assertThat(second.changeNote()).startsWith("definition changed: 5.1; 3 cells changed: 5.1 value official 707");
        assertThat(jdbc.queryForList("select definition_sha256 from bi.measure where measure_id = '5.1'", String.class))
                .containsExactly("sha-new");
        assertThat(jdbc.queryForList("select count(*) from bi.latest_value where title_da is null", Long.class))
                .containsExactly(0L);
    }

    @Test
    void words_mended_in_the_plan_reach_the_names_and_no_published_row() {
        Version first = publish(plan, NIGHT);
        List<Row> rows = snapshots.rows(first.snapshotId());
        Measure old = plan.measures().get(0);
        Measure mended = new Measure(
                old.id(),
                4,
                "Ny titel",
                "New title",
                "Ny beskrivelse",
                "Nye ord",
                old.direction(),
                old.followUp(),
                old.periods(),
                old.components(),
                null,
                null,
                old.definitionSha256(),
                old.file());
        knowledge.tell(NOW.minusSeconds(9), FIGURES.replace("2024M06 20", "2024M06 21"));

        publish(Fixture.plan(100, mended, plan.measures().get(1)), NOW);

        assertThat(jdbc.queryForList("""
                        select minister_goal, title_da, title_en, description_da, source_text_da
                        from bi.measure
                        where measure_id = '5.1'"""))
                .singleElement()
                .satisfies(row -> assertThat(row.values())
                        .containsExactly(4L, "Ny titel", "New title", "Ny beskrivelse", "Nye ord"));
        assertThat(snapshots.rows(first.snapshotId())).isEqualTo(rows);
    }

    @Test
    void a_version_computed_long_after_its_day_is_backfilled_and_so_are_its_followers() {
        // 30 June + 75 days is 13 September; 31 days later is 14 October.
        assertThat(publish(plan, LATER).backfilled()).isFalse();
        ReferencePeriod q1 = ReferencePeriod.parse("2024Q1");
        publisher.commit(publisher.plan(plan, q1, LATER), null);
        assertThat(snapshots.latest("norddjurs-2024", q1)).hasValueSatisfying(v -> {
            assertThat(v.backfilled()).isTrue();
            assertThat(v.runId()).isNull();
        });
        knowledge.tell(NOW.minusSeconds(9), FIGURES.replace("2024M06 20", "2024M06 21"));
        assertThat(publish(plan, NOW).backfilled()).isFalse();
    }

    @Test
    void an_as_of_in_the_future_or_before_the_periods_end_or_before_the_newest_version_is_refused() {
        assertThatThrownBy(() -> publisher.plan(plan, H1, NOW.plusSeconds(1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("lies after now");
        assertThatThrownBy(() -> publisher.plan(plan, H1, Instant.parse("2024-06-30T21:59:59Z")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not over");
        knowledge.tell(LATER, FIGURES.replace("2024M06 20", "2024M06 21"));
        publish(plan, LATER);
        assertThatThrownBy(() -> publisher.plan(plan, H1, NIGHT))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("knows more");
        assertThat(publisher.plan(plan, H1, LATER).isUnchanged()).isTrue();
    }

    @Test
    void an_earlier_as_of_with_equal_content_is_simply_unchanged() {
        publish(plan, LATER);

        assertThat(publisher.plan(plan, H1, NIGHT).isUnchanged()).isTrue();
    }

    @Test
    void the_same_plan_committed_twice_makes_one_version() {
        PublicationPlan planned = publisher.plan(plan, H1, NIGHT);
        publisher.commit(planned, "run-1");

        assertThatThrownBy(() -> publisher.commit(planned, "run-2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another version was published");
        assertThat(snapshots.all("norddjurs-2024")).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from snapshot_value", Long.class))
                .isEqualTo(4);
    }

    @Test
    void two_who_publish_at_once_make_one_version() throws Exception {
        PublicationPlan planned = publisher.plan(plan, H1, NIGHT);
        CyclicBarrier start = new CyclicBarrier(2);
        Callable<Boolean> commit = () -> {
            start.await();
            try {
                publisher.commit(planned, "run");
                return true;
            } catch (ProblemException | DataAccessException e) {
                return false;
            }
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            int done = 0;
            for (Future<Boolean> result : two.invokeAll(List.of(commit, commit))) {
                done += result.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        } finally {
            two.shutdownNow();
        }
        assertThat(snapshots.all("norddjurs-2024")).hasSize(1);
        assertThat(jdbc.queryForObject("select count(*) from snapshot_value", Long.class))
                .isEqualTo(4);
    }

    @Test
    void a_crash_at_any_statement_leaves_nothing_and_the_next_run_does_it_whole() {
        int statement = 0;
        boolean crashed = true;
        while (crashed) {
            statement++;
            CrashingDataSource crashing = new CrashingDataSource(database, statement);
            Publisher mortal = publisher(crashing);
            PublicationPlan planned = publisher.plan(plan, H1, NIGHT);
            try {
                mortal.commit(planned, "run-1");
                crashed = false;
            } catch (CrashingDataSource.Crash e) {
                for (String table : List.of(
                        "snapshot",
                        "snapshot_value",
                        "snapshot_lineage",
                        "snapshot_measure",
                        "snapshot_area",
                        "snapshot_period")) {
                    assertThat(jdbc.queryForObject("select count(*) from " + table, Long.class))
                            .as("%s after a crash at statement %d", table, statement)
                            .isZero();
                }
            }
        }
        // Newest version, version, rows, lineage, four for names, one for areas, rows again: each was a place to die.
        assertThat(statement).isGreaterThan(8);
        assertThat(publisher.plan(plan, H1, NIGHT).isUnchanged()).isTrue();
    }

    @Test
    void the_database_itself_refuses_to_change_what_is_published() {
        publish(plan, NIGHT);
        String digest = Digest.of(snapshots.rows("norddjurs-2024/2024H1/1"));

        for (String sql : Arrays.asList(
                "update snapshot set change_note = 'x'",
                "delete from snapshot",
                "truncate table snapshot",
                "update snapshot_value set area_name = 'x' where area_code = '707'",
                "delete from snapshot_value where area_code = 'DK'",
                "delete from snapshot_value where area_code = 'nowhere'",
                "truncate table snapshot_value",
                "update snapshot_lineage set known_from = current_timestamp",
                "delete from snapshot_lineage",
                "truncate table snapshot_lineage")) {
            assertThatThrownBy(() -> jdbc.execute(sql)).as(sql).isInstanceOf(DataAccessException.class);
        }
        assertThat(Digest.of(snapshots.rows("norddjurs-2024/2024H1/1"))).isEqualTo(digest);
        assertThat(jdbc.queryForObject("select count(*) from snapshot_lineage", Long.class))
                .isPositive();
    }

    @Test
    void what_is_published_leaves_the_preview_in_the_same_transaction() {
        Preview preview = new Preview(
                evaluation(),
                snapshots,
                new Store(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Fence.NONE);
        preview.replace(plan, NIGHT, "run-1");
        assertThat(snapshots.previewRows("norddjurs-2024", H1)).isNotEmpty();
        PublicationPlan planned = publisher.plan(plan, H1, NIGHT);
        List<Row> before = snapshots.previewRows("norddjurs-2024", H1);

        boolean crashed = true;
        for (int statement = 1; crashed; statement++) {
            Publisher mortal = publisher(new CrashingDataSource(database, statement));
            try {
                mortal.commit(planned, "run-1");
                crashed = false;
            } catch (CrashingDataSource.Crash e) {
                assertThat(snapshots.previewRows("norddjurs-2024", H1))
                        .as("after a crash at statement %d", statement)
                        .isEqualTo(before);
            }
        }

        assertThat(snapshots.latest("norddjurs-2024", H1)).isPresent();
        assertThat(snapshots.previewRows("norddjurs-2024", H1)).isEmpty();
        assertThat(jdbc.queryForList("select distinct period from bi.preview_value order by 1", String.class))
                .containsExactly("2024", "2024H2", "2024Q1", "2024Q2", "2024Q3");
    }

    @Test
    void the_preview_shows_what_has_begun_and_is_not_published_and_is_replaced_whole() {
        publish(plan, NIGHT);
        Preview preview = new Preview(
                evaluation(),
                snapshots,
                new Store(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                Fence.NONE);

        assertThat(preview.replace(plan, NIGHT, "run-1"))
                .extracting(e -> e.period().id())
                .containsExactly("2024Q1", "2024Q2", "2024Q3", "2024", "2024H2");
        assertThat(preview.replace(plan, NIGHT, "run-1")).hasSize(5);

        assertThat(jdbc.queryForObject("select count(*) from bi.preview_value", Long.class))
                .isEqualTo(20);
        assertThat(jdbc.queryForList("select distinct evaluated_at from bi.preview_value"))
                .hasSize(1);
        List<Row> rows = snapshots.previewRows("norddjurs-2024", ReferencePeriod.parse("2024Q2"));
        assertThat(rows)
                .isEqualTo(evaluation()
                        .at(NIGHT)
                        .evaluate(plan, ReferencePeriod.parse("2024Q2"))
                        .rows());
        assertThat(jdbc.queryForList("select period from bi.period order by 1", String.class))
                .containsExactly("2024", "2024H1", "2024H2", "2024Q1", "2024Q2", "2024Q3");
    }
}
