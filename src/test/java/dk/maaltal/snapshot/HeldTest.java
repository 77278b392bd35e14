package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.FakeKnowledge;
import dk.maaltal.measure.Origins;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Decision.State;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Changes that wait for a person, from the night that meets them to what becomes of them. A plan of two measures over two
 * municipalities and the country, so of six cells in each period; the own one's share in 5.1 is at most the country's.
 */
@OnBothDatabases
class HeldTest {
    private static final String ID = "norddjurs-2024";
    private static final ReferencePeriod H1 = ReferencePeriod.parse("2024H1");
    private static final ReferencePeriod Q2 = ReferencePeriod.parse("2024Q2");
    private static final ReferencePeriod Q1 = ReferencePeriod.parse("2024Q1");
    private static final Instant FIRST = Instant.parse("2024-10-01T00:30:00Z");

    /** 25 % of the own, 16.7 % of the country: not met. */
    private static final String FIGURES = """
            part/ft 707 2024M06 25
            rest/ft 707 2024M06 75
            part/ft 101 2024M06 100
            rest/ft 101 2024M06 700
            part/ft DK  2024M06 2000
            rest/ft DK  2024M06 10000
            all/ft  707 2024M06 300
            all/ft  101 2024M06 5000
            all/ft  DK  2024M06 90000
            part/ft 707 2024M03 25
            rest/ft 707 2024M03 75
            part/ft 101 2024M03 100
            rest/ft 101 2024M03 700
            part/ft DK  2024M03 2000
            rest/ft DK  2024M03 10000
            all/ft  707 2024M03 300
            all/ft  101 2024M03 5000
            all/ft  DK  2024M03 90000
            """;

    /** 10 of 85 are 11.8 %: met. */
    private static final String FLIPPED = FIGURES.replace("part/ft 707 2024M06 25", "part/ft 707 2024M06 10");

    private static final String FLIPPED_OTHERWISE = FIGURES.replace("part/ft 707 2024M06 25", "part/ft 707 2024M06 9");

    private static final String PLAN = """
            id: norddjurs-2024
            title: {da: Lille plan}
            municipality:
              code: "707"
            codelists:
              municipalities: municipalities.yml
              codes: codes.yml
            valid_from: 2024-01-01
            valid_to: 2024-12-31
            publication:
              from: 2024Q1
              quarter_days: 45
              half_year_days: 75
              year_days: 75
              hold:
                changed_percent: 25
            stale_after: P14D
            tables:
              part: {id: part}
              rest: {id: rest}
              all: {id: all}
            measures: ["4.1", "5.1"]
            """;

    private static final String MEASURE = """
            id: "%s"
            title: {da: Titel, en: Title}
            description_da: Beskrivelse
            source_text_da: Planens ord
            minister_goal: 4
            direction: lower
            follow_up: half_yearly
            periods: [Q, H, Y]
            columns:
              full_time: {label: [ft]}
            components:
              - name: value
                unit: %s
                official:
                  - rule: last
                    frequency: M
                    max_lag: 2
                    formulas:
                      - %s
            """;
    private static final String TARGET = "    target: {operator: at_most, against: country, origin: Mål 5.1}\n";

    @TempDir
    Path folder;

    private final FakeKnowledge knowledge = FakeKnowledge.of(FIGURES);
    private final Ticking clock = new Ticking();
    private HikariDataSource database;
    private JdbcTemplate jdbc;
    private Plan plan;
    private Desk desk;

    /** A clock that is moved by hand. */
    private static final class Ticking extends Clock {
        private Instant now = FIRST;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("measures"));
        Files.writeString(
                folder.resolve("municipalities.yml"), "municipalities: {\"707\": Norddjurs, \"101\": København}\n");
        Files.copy(Path.of("config/codelists/codes.yml"), folder.resolve("codes.yml"));
        Files.writeString(
                folder.resolve("measures/4.1.yml"),
                MEASURE.formatted("4.1", "count", "count: {plus: [{table: all, measure: full_time}]}"));
        plan = plan(PLAN, TARGET);
        database = TestDatabase.fresh();
        jdbc = new JdbcTemplate(database);
        desk = desk(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Plan plan(String text, String target) throws IOException {
        Files.writeString(folder.resolve("plan.yml"), text);
        Files.writeString(
                folder.resolve("measures/5.1.yml"),
                MEASURE.formatted(
                                "5.1",
                                "percent",
                                "share: {numerator: [{table: part, measure: full_time}], denominator: [{table: [part, rest],"
                                        + " measure: full_time}]}")
                        + target);
        return new PlanReader().read(folder);
    }

    private Desk desk(DataSource through) {
        return new Desk(through, new Evaluation(knowledge, Origins.ALL_REAL), plan.areas(), clock);
    }

    /** A day later, with these figures known from then on. */
    private void told(String figures) {
        clock.now = clock.now.plus(Duration.ofDays(1));
        knowledge.tell(clock.now, figures);
    }

    private Publication night() {
        return night(H1);
    }

    private Publication night(ReferencePeriod period) {
        return commit(period, "night " + clock.now);
    }

    private Publication commit(ReferencePeriod period, String run) {
        Publisher publisher = desk.publisher();
        return publisher.commit(publisher.plan(plan, period, clock.now), run);
    }

    private Decision held(Publication publication) {
        assertThat(publication).isInstanceOf(Publication.Held.class);
        return ((Publication.Held) publication).decision();
    }

    private Version published(Publication publication) {
        assertThat(publication).isInstanceOf(Publication.Published.class);
        return ((Publication.Published) publication).version();
    }

    private Decision decision(long number) {
        return desk.decisions().find(number).orElseThrow();
    }

    private List<String> states() {
        return desk.decisions().all().stream()
                .map(decision -> decision.number() + " " + decision.state().text())
                .toList();
    }

    private List<String> versions(ReferencePeriod period) {
        return desk.snapshots().all(ID).stream()
                .filter(version -> version.period().equals(period))
                .map(version -> version.number() + " " + version.changeKind().text())
                .toList();
    }

    @Test
    void a_first_version_is_never_held() {
        assertThat(published(night()).changeKind()).isEqualTo(ChangeKind.INITIAL);
        assertThat(desk.decisions().all()).isEmpty();
    }

    /** A third of the country's 12,000 would be 4,000: the tie is 2,000 of 12,000 and 20 of 120. */
    @ParameterizedTest(name = "{0} of {1} to {2} of {3}: held {4}")
    @CsvSource({
        "25, 100, 10,  85, true", // not met to met
        "10,  85, 25, 100, true", // and back
        "20, 120, 19, 119, false", // a tie is met, and so is less
        "20, 120, 21, 121, true", // a tie to just above it
        "21, 121, 20, 120, true", // and back to the tie
        "25, 100, 40, 115, false", // the same side
        "25, 100, 25, 100, false", // nothing at all
    })
    void a_judged_cell_that_changes_sides_is_held(int part, int all, int newPart, int newAll, boolean isHeld) {
        told(own(part, all));
        published(night());
        told(own(newPart, newAll));

        Publication publication = night();

        assertThat(publication instanceof Publication.Held).isEqualTo(isHeld);
        assertThat(versions(H1)).hasSize(publication instanceof Publication.Published ? 2 : 1);
    }

    private static String own(int part, int all) {
        return FIGURES.replace("part/ft 707 2024M06 25", "part/ft 707 2024M06 " + part)
                .replace("rest/ft 707 2024M06 75", "rest/ft 707 2024M06 " + (all - part));
    }

    @Test
    void a_provisional_cell_that_changes_sides_is_held_too() {
        String may = FIGURES.replace("2024M06", "2024M05");
        told(may);
        Version first = published(night());
        assertThat(desk.snapshots().rows(first.snapshotId())).allMatch(Row::provisional);
        told(may + FLIPPED);

        Decision decision = held(night());

        assertThat(decision.causes())
                .containsExactly(
                        "1 cell changes to the other side of the target: 5.1 value official 707 NOT_MET -> MET");
    }

    @Test
    void a_night_without_the_figure_lets_no_flip_pass() {
        told(FIGURES);
        published(night());
        told(FIGURES.replaceAll("(?m)^(rest|part)/ft 707 2024M06.*\\n", ""));
        assertThat(published(night()).number()).isEqualTo(2);
        told(FLIPPED);

        assertThat(held(night()).causes())
                .containsExactly(
                        "1 cell changes to the other side of the target: 5.1 value official 707 NOT_MET -> MET");
    }

    @Test
    void another_municipality_may_cross_the_countrys_share() {
        published(night());
        told(FIGURES.replace("part/ft 101 2024M06 100", "part/ft 101 2024M06 600"));

        assertThat(published(night()).number()).isEqualTo(2);
    }

    @ParameterizedTest(name = "{0} % of six cells, three changed: held {1}")
    @CsvSource({"0, true", "49, true", "50, false", "51, false", "100, false"})
    void more_changed_cells_than_the_plan_lets_pass_are_held(int percent, boolean isHeld) throws IOException {
        published(night());
        plan = plan(PLAN.replace("changed_percent: 25", "changed_percent: " + percent), TARGET);
        told(FIGURES.replaceAll("(?m)^(all/ft .*)$", "$11"));

        Publication publication = night();

        assertThat(publication instanceof Publication.Held).isEqualTo(isHeld);
        if (isHeld) {
            assertThat(held(publication).causes())
                    .containsExactly("3 of 6 cells changed, more than the plan's %d %%".formatted(percent));
        }
    }

    /** 2,000 of 12,000 become 2,001: one cell has another value, two another benchmark. */
    @ParameterizedTest(name = "{0} % of six cells, one changed and two beside it: held {1}")
    @CsvSource({"16, true", "17, false", "25, false"})
    void what_stands_beside_a_cell_is_not_counted(int percent, boolean isHeld) throws IOException {
        published(night());
        plan = plan(PLAN.replace("changed_percent: 25", "changed_percent: " + percent), TARGET);
        told(FIGURES.replace("part/ft DK  2024M06 2000", "part/ft DK  2024M06 2001"));

        Publication publication = night();

        assertThat(publication instanceof Publication.Held).isEqualTo(isHeld);
        if (publication instanceof Publication.Published next) {
            assertThat(next.version().changeNote()).startsWith("3 cells changed");
        }
    }

    @Test
    void what_said_itself_that_it_would_change_is_not_counted() {
        told(FIGURES.replaceAll("(?m)^all/ft .*2024M06.*\\n", "").replaceAll("(?m)^(rest|part)/ft .*2024M06.*\\n", ""));
        Version first = published(night());
        assertThat(desk.snapshots().rows(first.snapshotId())).allMatch(row -> row.value() == null);
        told(FIGURES);

        assertThat(published(night()).number()).isEqualTo(2);
    }

    @Test
    void a_definition_that_changes_sides_is_held_and_published_as_definition_whatever_is_said() throws IOException {
        published(night());
        plan = plan(PLAN, TARGET.replace("at_most", "at_least"));
        clock.now = clock.now.plus(Duration.ofDays(1));

        Decision decision = held(night());
        assertThat(decision.kind()).isEqualTo(ChangeKind.DEFINITION);
        assertThat(decision.causes())
                .containsExactly(
                        "1 cell changes to the other side of the target: 5.1 value official 707 NOT_MET -> MET");
        assertThat(jdbc.queryForObject(
                        "select count(distinct definition_sha256) from bi.measure where measure_id = '5.1'",
                        Long.class))
                .isEqualTo(1);
        // The files change again before it is approved: what is published is what was proposed, with its own names.
        Plan proposed = plan;
        plan = plan(PLAN, TARGET.replace("at_most", "more_than"));
        Version version = desk.approval().approve(decision.number(), ChangeKind.CORRECTION, "Ida", "nyt mål");

        assertThat(version.changeKind()).isEqualTo(ChangeKind.DEFINITION);
        assertThat(jdbc.queryForObject("select count(*) from bi.latest_value where title_da is null", Long.class))
                .isZero();
        assertThat(jdbc.queryForList("select definition_sha256 from bi.measure where measure_id = '5.1'", String.class))
                .containsExactly(proposed.measure("5.1").orElseThrow().definitionSha256());
    }

    @Test
    void one_held_period_does_not_stop_the_others() {
        List.of(Q1, Q2, H1).forEach(this::night);
        told(FLIPPED.replace("part/ft 707 2024M03 25", "part/ft 707 2024M03 26"));

        Publication h1 = night(H1);
        Publication q2 = night(Q2);
        Publication q1 = night(Q1);

        assertThat(held(h1).number()).isEqualTo(1);
        assertThat(held(q2).number()).isEqualTo(2);
        assertThat(published(q1).number()).isEqualTo(2);
        assertThat(versions(H1)).containsExactly("1 initial");
    }

    @Test
    void the_same_proposal_stays_one_decision_however_many_nights() {
        Version first = published(night());
        told(FLIPPED);
        Decision decision = held(night());
        for (int i = 0; i < 4; i++) {
            told(FLIPPED);
            assertThat(held(night())).isEqualTo(decision);
        }

        assertThat(desk.decisions().all()).containsExactly(decision);
        assertThat(decision.number()).isEqualTo(1);
        assertThat(decision.state()).isEqualTo(State.WAITING);
        assertThat(decision.baseId()).isEqualTo(first.snapshotId());
        assertThat(decision.asOf()).isEqualTo("2024-10-02T00:30:00Z");
        assertThat(decision.counts()).isEqualTo(new Decision.Counts(6, 0, 1, 0, 5, 1));
        assertThat(desk.snapshots().latest(ID, H1)).contains(first);
        assertThat(jdbc.queryForObject("select count(*) from bi.snapshot_value", Long.class))
                .isEqualTo(6);
    }

    @Test
    void bi_shows_nothing_of_what_waits() {
        night();
        List<String> before = bi();
        told(FLIPPED);
        held(night());

        assertThat(bi()).isEqualTo(before);
    }

    private List<String> bi() {
        List<String> lines = new ArrayList<>();
        for (String view : List.of(
                "snapshot",
                "snapshot_value",
                "latest_value",
                "preview_value",
                "measure",
                "area",
                "period",
                "lineage")) {
            jdbc.queryForList("select * from bi." + view).forEach(row -> lines.add(view + row));
        }
        lines.sort(null);
        return lines;
    }

    @Test
    void approving_publishes_exactly_what_was_proposed_whatever_is_known_by_then() {
        Version first = published(night());
        told(FLIPPED);
        Publisher publisher = desk.publisher();
        PublicationPlan planned = publisher.plan(plan, H1, clock.now);
        Decision decision = held(publisher.commit(planned, "run-7"));
        told(FIGURES.replace("all/ft  707 2024M06 300", "all/ft 707 2024M06 301"));

        Version second = desk.approval().approve(1, ChangeKind.CORRECTION, "Ida Holm", "STAR har rettet juni");

        assertThat(second.snapshotId()).isEqualTo(ID + "/2024H1/2");
        assertThat(second.changeKind()).isEqualTo(ChangeKind.CORRECTION);
        assertThat(second.changeNote())
                .isEqualTo("STAR har rettet juni (approved by Ida Holm as decision 1). "
                        + "1 cell changed: 5.1 value official 707 25 -> 11.7647");
        assertThat(second.asOf()).isEqualTo(decision.asOf());
        assertThat(second.publishedAt()).isEqualTo(clock.now);
        assertThat(second.runId()).isEqualTo("run-7");
        assertThat(second.contentSha256()).isEqualTo(planned.contentSha256());
        assertThat(second.previousSha256()).isEqualTo(first.contentSha256());
        assertThat(desk.snapshots().latest(ID, H1)).contains(second);
        assertThat(desk.snapshots().rows(second.snapshotId()))
                .isEqualTo(planned.evaluated().rows());
        planned.evaluated()
                .lineages()
                .values()
                .forEach(l -> assertThat(desk.snapshots().lineage(l.id())).isEqualTo(l.entries()));
        assertThat(jdbc.queryForObject(
                        "select definitions_sha256 from snapshot_seal where snapshot_id = ?",
                        String.class,
                        second.snapshotId()))
                .isEqualTo(decision.ground().definitionsSha256());
        assertThat(decision(1).ending())
                .isEqualTo(new Decision.Ending(
                        State.APPROVED, clock.now, "Ida Holm", "STAR har rettet juni", second.snapshotId()));
    }

    @Test
    void a_long_reason_leaves_room_for_who_decided_and_what_changed() {
        night();
        told(FLIPPED);
        night();

        Version second = desk.approval()
                .approve(1, ChangeKind.REVISION, "Ida", "så ".repeat(300).strip());

        assertThat(second.changeNote())
                .startsWith("så så ")
                .contains("… (approved by Ida as decision 1). 1 cell changed: ")
                .hasSizeLessThanOrEqualTo(500);
        assertThat(decision(1).ending())
                .extracting(e -> e == null ? 0 : e.reason().length())
                .isEqualTo(899);
    }

    @Test
    void what_was_rejected_is_not_asked_again_but_other_content_is() {
        Version first = published(night());
        told(FLIPPED);
        night();
        Decision rejected = desk.approval().reject(1, "Ida", "afventer STAR");

        for (int i = 0; i < 3; i++) {
            told(FLIPPED);
            assertThat(night()).isEqualTo(new Publication.RejectedBefore(rejected));
        }
        assertThat(states()).containsExactly("1 rejected");
        assertThat(desk.snapshots().latest(ID, H1)).contains(first);

        told(FLIPPED_OTHERWISE);
        assertThat(held(night()).number()).isEqualTo(2);
        told(FLIPPED);
        assertThat(night()).isEqualTo(new Publication.RejectedBefore(rejected));
        assertThat(states()).containsExactly("2 superseded", "1 rejected");
        assertThat(desk.snapshots().latest(ID, H1)).contains(first);
    }

    @Test
    void what_was_rejected_for_one_version_is_asked_of_the_next() {
        night();
        told(FLIPPED);
        night();
        desk.approval().reject(1, "Ida", "afventer STAR");
        told(FIGURES.replace("all/ft  707 2024M06 300", "all/ft 707 2024M06 301"));
        published(night());
        told(FLIPPED);

        assertThat(held(night()).number()).isEqualTo(2);
    }

    @Test
    void what_was_rejected_stays_so_though_the_plan_lets_more_pass_now() throws IOException {
        published(night());
        told(FIGURES.replaceAll("(?m)^(all/ft .*)$", "$11"));
        held(night());
        Decision rejected = desk.approval().reject(1, "Ida", "ti gange for meget");
        plan = plan(PLAN.replace("changed_percent: 25", "changed_percent: 100"), TARGET);

        assertThat(night()).isEqualTo(new Publication.RejectedBefore(rejected));
    }

    @Test
    void another_change_takes_the_place_of_one_that_waits() {
        night();
        told(FLIPPED);
        night();
        told(FLIPPED_OTHERWISE);

        assertThat(held(night()).number()).isEqualTo(2);
        assertThat(states()).containsExactly("2 waiting", "1 superseded");
        assertThat(decision(1).ending())
                .extracting(e -> e == null ? "" : e.by() + ": " + e.reason())
                .isEqualTo("maaltal: another change was proposed: decision 2");
    }

    @Test
    void a_change_that_is_no_longer_asked_for_is_withdrawn() {
        night();
        told(FLIPPED);
        night();
        told(FIGURES);

        assertThat(night()).isInstanceOf(Publication.Unchanged.class);
        assertThat(states()).containsExactly("1 withdrawn");
        told(FLIPPED);
        assertThat(held(night()).number()).isEqualTo(2);
    }

    @Test
    void a_run_that_lost_its_turn_proposes_nothing_and_ends_no_proposal() {
        night();
        told(FLIPPED);
        assertThatThrownBy(this::nightWithoutTurn).isInstanceOf(IllegalStateException.class);
        assertThat(states()).isEmpty();
        night();
        told(FIGURES);
        assertThatThrownBy(this::nightWithoutTurn).isInstanceOf(IllegalStateException.class);
        assertThat(states()).containsExactly("1 waiting");
    }

    private void nightWithoutTurn() {
        Publisher late = desk.publisher(runId -> {
            throw new IllegalStateException(runId + " lost its turn");
        });
        late.commit(late.plan(plan, H1, clock.now), "late");
    }

    @Test
    void a_version_that_needs_nobody_takes_the_place_of_a_change_that_waits() {
        night();
        told(FLIPPED);
        night();
        told(FIGURES.replace("all/ft  707 2024M06 300", "all/ft 707 2024M06 301"));

        published(night());

        assertThat(states()).containsExactly("1 superseded");
        assertThatThrownBy(() -> desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it was superseded", "maaltal");
        assertThat(versions(H1)).containsExactly("1 initial", "2 revision");
    }

    @Test
    void a_decision_about_a_version_that_is_not_the_newest_publishes_nothing() {
        night();
        told(FLIPPED);
        Publisher publisher = desk.publisher();
        PublicationPlan planned = publisher.plan(plan, H1, clock.now);
        told(FIGURES.replace("all/ft  707 2024M06 300", "all/ft 707 2024M06 301"));
        published(night());

        // One that was planned before and comes late is not kept …
        assertThatThrownBy(() -> publisher.commit(planned, "late"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("another version was published since");
        assertThat(desk.decisions().all()).isEmpty();
        // … and one that stands, as after a restored backup, is not published.
        jdbc.update("""
                insert into decision (decision_id, plan_id, period, base_id, as_of, computed_at, content_sha256,
                    definitions_sha256, taken_by, journal_lines, change_kind, row_count, added, changed, removed,
                    unchanged, flips, causes, change_note, state, waiting_for)
                select 1, plan_id, period, snapshot_id, as_of, as_of, content_sha256, 'x', as_of, 0, 'revision', 6, 0, 1,
                    0, 5, 1, 'x', 'x', 'waiting', 'norddjurs-2024/2024H1'
                from snapshot where version = 1
                """);
        assertThatThrownBy(() -> desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it is about norddjurs-2024/2024H1/1, and norddjurs-2024/2024H1/2 was published");
        assertThat(versions(H1)).hasSize(2);
        assertThat(states()).containsExactly("1 waiting");
    }

    @Test
    void a_decision_is_made_once() {
        night();
        told(FLIPPED);
        night();
        desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja");

        assertThatThrownBy(() -> desk.approval().approve(1, ChangeKind.REVISION, "Bo", "ja"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it was approved at 2024-10-02T00:30:00Z by Ida: ja");
        assertThatThrownBy(() -> desk.approval().reject(1, "Bo", "nej"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("it was approved");
        assertThatThrownBy(() -> desk.approval().reject(7, "Bo", "nej"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no such decision");
        assertThat(versions(H1)).hasSize(2);
        assertThat(night()).isInstanceOf(Publication.Unchanged.class);
        assertThat(states()).containsExactly("1 approved");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update decision set state = 'waiting', waiting_for = 'x', decided_at = null, decided_by = null, reason = null",
                "update decision set reason = 'andet'",
                "update decision set causes = 'andet'",
                "delete from decision",
                "truncate table decision",
                "update decision_value set cell_value = 1 where area_code = '707'",
                "delete from decision_value",
                "truncate table decision_value",
                "update decision_lineage set known_from = current_timestamp",
                "delete from decision_lineage",
                "truncate table decision_lineage"
            })
    void the_database_itself_refuses_to_change_what_was_decided_or_proposed(String sql) {
        night();
        told(FLIPPED);
        night();
        List<String> waiting = kept();
        if (!sql.startsWith("update decision set")) {
            assertThatThrownBy(() -> jdbc.execute(sql)).isInstanceOf(DataAccessException.class);
            assertThat(kept()).isEqualTo(waiting);
        }
        desk.approval().reject(1, "Ida", "nej");
        List<String> decided = kept();

        assertThatThrownBy(() -> jdbc.execute(sql)).isInstanceOf(DataAccessException.class);

        assertThat(kept()).isEqualTo(decided).isNotEqualTo(waiting);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update decision set content_sha256 = 'x'",
                "update decision set reason = 'x'",
                "update decision set state = 'rejected', waiting_for = null, decided_at = as_of, decided_by = 'x', reason = 'x',"
                        + " base_id = base_id, change_note = 'x'",
                "update decision set state = 'rejected', waiting_for = null, decided_at = as_of, decided_by = 'x'",
                "update decision set state = 'approved', waiting_for = null, decided_at = as_of, decided_by = 'x', reason = 'x'",
                "update decision set waiting_for = null"
            })
    void the_database_itself_refuses_half_a_decision_and_another_proposal(String sql) {
        night();
        told(FLIPPED);
        night();
        List<String> waiting = kept();

        assertThatThrownBy(() -> jdbc.execute(sql)).isInstanceOf(DataAccessException.class);

        assertThat(kept()).isEqualTo(waiting);
    }

    private List<String> kept() {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("decision", "decision_value", "decision_lineage")) {
            jdbc.queryForList("select * from " + table).forEach(row -> lines.add(table + row));
        }
        lines.sort(null);
        return lines;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into decision_value (decision_id, measure_id, component, basis, is_primary, area_code, area_name,"
                        + " reference_period, unit, state, provisional, due, definition_sha256)"
                        + " select decision_id, measure_id, component, basis, is_primary, '102', area_name, reference_period,"
                        + " unit, 'SUPPRESSED', provisional, due, definition_sha256 from decision_value where area_code = '101'",
                "insert into decision_lineage select decision_id, lineage_id, delivery_sha256 || '0', known_from from decision_lineage"
            })
    void rows_that_somebody_added_to_a_proposal_are_not_published(String sql) {
        night();
        told(FLIPPED);
        night();
        jdbc.execute(sql);

        assertThatThrownBy(() -> desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("decision 1", "nothing was published");

        assertThat(versions(H1)).containsExactly("1 initial");
        assertThat(states()).containsExactly("1 waiting");
    }

    @Test
    void of_two_who_decide_at_once_one_wins_and_the_other_is_told() throws Exception {
        night();
        told(FLIPPED);
        night();
        CyclicBarrier start = new CyclicBarrier(2);
        List<String> told = new ArrayList<>();
        Callable<String> approve = () -> {
            start.await();
            return desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja").snapshotId();
        };
        Callable<String> reject = () -> {
            start.await();
            return desk.approval().reject(1, "Bo", "nej").state().text();
        };
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (Future<String> result : two.invokeAll(List.of(approve, reject))) {
                try {
                    told.add(result.get());
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOf(ProblemException.class)
                            .hasMessageContaining("decision 1: it was");
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(told).hasSize(1);
        boolean approved = told.get(0).startsWith(ID);
        assertThat(states()).containsExactly(approved ? "1 approved" : "1 rejected");
        assertThat(versions(H1)).hasSize(approved ? 2 : 1);
    }

    @Test
    void a_crash_at_any_statement_of_holding_leaves_nothing_and_the_next_night_holds_it() {
        night();
        told(FLIPPED);
        List<String> before = kept();
        boolean crashed = true;
        int statement = 0;
        while (crashed) {
            Desk mortal = desk(new CrashingDataSource(database, ++statement));
            Publisher publisher = desk.publisher();
            PublicationPlan planned = publisher.plan(plan, H1, clock.now);
            try {
                mortal.publisher().commit(planned, "night");
                crashed = false;
            } catch (CrashingDataSource.Crash e) {
                assertThat(kept())
                        .as("after a crash at statement %d", statement)
                        .isEqualTo(before);
            }
        }
        assertThat(statement).isGreaterThan(6);
        assertThat(states()).containsExactly("1 waiting");
        assertThat(desk.approval().approve(1, ChangeKind.REVISION, "Ida", "ja").number())
                .isEqualTo(2);
    }

    @Test
    void a_crash_at_any_statement_of_approving_leaves_it_waiting_and_nothing_published() {
        night();
        told(FLIPPED);
        night();
        List<String> bi = bi();
        List<String> kept = kept();
        boolean crashed = true;
        int statement = 0;
        while (crashed) {
            Desk mortal = desk(new CrashingDataSource(database, ++statement));
            try {
                mortal.approval().approve(1, ChangeKind.REVISION, "Ida", "ja");
                crashed = false;
            } catch (CrashingDataSource.Crash e) {
                assertThat(bi()).as("after a crash at statement %d", statement).isEqualTo(bi);
                assertThat(kept())
                        .as("after a crash at statement %d", statement)
                        .isEqualTo(kept);
            }
        }
        assertThat(statement).isGreaterThan(12);
        assertThat(versions(H1)).containsExactly("1 initial", "2 revision");
    }

    @Test
    void planning_says_what_would_be_and_writes_nothing() {
        night();
        told(FLIPPED);
        List<String> bi = bi();

        PublicationPlan planned = desk.publisher().plan(plan, H1, clock.now);

        assertThat(planned.ruling()).isInstanceOf(Ruling.Hold.class);
        assertThat(planned.readersViews()).singleElement().satisfies(view -> {
            assertThat(view.flip()).isTrue();
            assertThat(view.text()).isEqualTo("25, <= DK = 16.6667: NOT_MET -> 11.7647, <= DK = 16.6667: MET");
        });
        assertThat(bi()).isEqualTo(bi);
        assertThat(desk.decisions().all()).isEmpty();
        held(night());
        assertThat(desk.publisher().plan(plan, H1, clock.now).ruling())
                .isInstanceOfSatisfying(
                        Ruling.Hold.class, hold -> assertThat(hold.waiting()).isEqualTo(decision(1)));
    }
}
