package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.Recompute;
import dk.maaltal.job.Recomputed;
import dk.maaltal.job.Verify;
import dk.maaltal.problem.Problem;
import dk.maaltal.snapshot.Checked;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.DropFolder;
import dk.maaltal.testing.registers.RegisterWorld;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.LinkedCaseInsensitiveMap;

/**
 * Three nights of versions over Jobindsats, registers and CVR; then one thing after another is changed behind Måltal's back,
 * is found and named, and nothing else is.
 */
@OnBothDatabases
class KeptTest {
    private static final List<LocalDate> DAYS = World.VINTAGES;
    private static final List<String> GUARDED = List.of(
            "snapshot", "snapshot_value", "snapshot_lineage", "snapshot_seal", "definition_file", "definition_set");

    @TempDir
    static Path tmp;

    private static Path dir;
    private static ConfigurableApplicationContext application;
    private static JdbcTemplate jdbc;
    private static Verify verify;
    private static Recompute recompute;

    private final List<Runnable> undo = new ArrayList<>();
    private final List<String> chosen = new ArrayList<>();

    @BeforeAll
    static void publish() throws IOException {
        dir = tmp.resolve("home");
        RegisterWorld people = new RegisterWorld(21, 30);
        try (JobindsatsSimulator official = JobindsatsSimulator.start(World.since(21, LocalDate.of(2023, 1, 1)), 0);
                CvrSimulator cvr = CvrSimulator.start(people.units(), 0)) {
            DropFolder drop = new DropFolder(dir.resolve("drop"), people, 21);
            drop.everything(DAYS.get(0).minusDays(2), false);
            night(official, cvr, 0);
            drop.taken("forloeb", DAYS.get(1).minusDays(4), false);
            // Of before the first night, and taken after it: no version of that night knows of it.
            drop.taken("samtaler", DAYS.get(0).minusDays(1), false);
            night(official, cvr, 1);
            drop.everything(DAYS.get(2).minusDays(4), false);
            night(official, cvr, 2);
            application = open(official, cvr);
            jdbc = new JdbcTemplate(application.getBean(DataSource.class));
            verify = application.getBean(Verify.class);
            recompute = application.getBean(Recompute.class);
        }
    }

    private static void night(JobindsatsSimulator official, CvrSimulator cvr, int vintage) {
        official.world().moveTo(vintage);
        cvr.world().moveTo(DAYS.get(vintage));
        List<String> words = new ArrayList<>(List.of("run", "nightly"));
        words.addAll(settings(official, cvr, vintage));
        TestHome.Ran ran = TestHome.inProcess(words);
        assertThat(ran.exit()).as(ran.err() + ran.out()).isIn(0, 3, 4);
        for (Map<String, @Nullable String> waiting :
                TestHome.query(dir, "select decision_id from decision where state = 'waiting' order by 1")) {
            List<String> approve = new ArrayList<>(
                    List.of("approve", String.valueOf(waiting.get("decision_id")), "--reason", "set i kilden"));
            approve.addAll(settings(official, cvr, vintage));
            assertThat(TestHome.inProcess(approve).exit()).isZero();
        }
    }

    private static List<String> settings(JobindsatsSimulator official, CvrSimulator cvr, int vintage) {
        List<String> settings = new ArrayList<>(
                TestHome.settings(dir, official, DAYS.get(vintage).atTime(4, 0).toInstant(java.time.ZoneOffset.UTC)));
        settings.addAll(List.of(
                "--maaltal.pseudonym.key-file=" + DropFolder.key(tmp.resolve("secret/key")),
                "--maaltal.sources.cvr.url=" + cvr.url(),
                "--maaltal.sources.cvr.user=" + CvrSimulator.USER,
                "--maaltal.sources.cvr.password=" + CvrSimulator.PASSWORD,
                "--maaltal.sources.cvr.pace=0ms",
                "--maaltal.sources.cvr.page-size=20"));
        return settings;
    }

    private static ConfigurableApplicationContext open(JobindsatsSimulator official, CvrSimulator cvr) {
        return TestHome.application(settings(official, cvr, 2));
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @AfterEach
    void mend() {
        undo.forEach(Runnable::run);
        assertThat(verify.run(null, null).isGood()).isTrue();
    }

    @Test
    void every_version_is_as_it_was_and_comes_out_the_same_again_also_after_a_rebuild() throws IOException {
        assertThat(jdbc.queryForObject("select count(*) from snapshot where version > 1", Long.class))
                .isPositive();
        assertThat(outcomes().values()).containsOnly("EQUAL");

        List<Map<String, Object>> lineages = jdbc.queryForList("select * from bi.lineage order by 1, 2, 3");
        application.getBean(dk.maaltal.job.Rebuild.class).run();

        assertThat(outcomes().values()).containsOnly("EQUAL");
        assertThat(jdbc.queryForList("select * from bi.lineage order by 1, 2, 3"))
                .isEqualTo(lineages);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void what_a_killed_process_left_is_swept() throws IOException {
        Path left = dir.resolve("scratch/recompute-left");
        Files.createDirectories(left);
        Files.writeString(left.resolve("scratch.mv.db"), "half");
        Files.writeString(left.resolve("lock"), "");

        recompute.run(null, dk.maaltal.series.ReferencePeriod.parse("2024H1"), 1);

        assertThat(scratch()).isEmpty();
    }

    private static List<Path> scratch() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("scratch"))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void a_change_of_any_column_of_a_row_is_named_with_the_row() {
        List<String> columns = columns("snapshot_value");
        assertThat(columns).hasSize(27);
        List<String> expected = new ArrayList<>();
        for (String column : columns.subList(1, columns.size())) {
            Map<String, Object> row = another("snapshot_value", column);
            change("snapshot_value", column, row, rowOf(row));
            Map<String, Object> now = new LinkedCaseInsensitiveMap<>();
            now.putAll(row);
            now.put(column, flipped(row.get(column)));
            String key = "%s %s %s %s"
                    .formatted(now.get("measure_id"), now.get("component"), now.get("basis"), now.get("area_code"));
            expected.add("%s, %s".formatted(row.get("snapshot_id"), key));
        }

        Verify.Verified verified = verify.run(null, null);

        assertThat(problems(verified)).extracting(Problem::where).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(problems(verified))
                .allSatisfy(problem -> assertThat(problem.what())
                        .startsWith("a row is not what was published: it says "
                                + problem.where().split(", ", 2)[1]));
        assertThat(verified.kept()).isEmpty();
    }

    @Test
    void a_change_of_any_column_of_a_version_is_named() {
        List<String> expected = new ArrayList<>();
        List<String> columns = columns("snapshot");
        for (String column : columns.subList(1, columns.size())) {
            Map<String, Object> row = another("snapshot", column);
            change("snapshot", column, row, "snapshot_id = '%s'".formatted(row.get("snapshot_id")));
            expected.add("%s: column %s".formatted(row.get("snapshot_id"), column));
        }

        Verify.Verified verified = verify.run(null, null);

        assertThat(problems(verified))
                .extracting(problem -> problem.where() + ": " + problem.what().replaceFirst(" is not what.*", ""))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(verified.kept()).isEmpty();
    }

    @Test
    void a_change_of_any_column_of_a_seal_is_named() {
        List<String> expected = new ArrayList<>();
        List<String> columns = columns("snapshot_seal");
        for (String column : columns.subList(1, columns.size())) {
            Map<String, Object> row = another("snapshot_seal", column);
            change("snapshot_seal", column, row, "snapshot_id = '%s'".formatted(row.get("snapshot_id")));
            expected.add(row.get("snapshot_id") + ", seal");
        }

        Verify.Verified verified = verify.run(null, null);

        assertThat(problems(verified)).extracting(Problem::where).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(verified.kept()).isEmpty();
    }

    @Test
    void a_seal_that_is_gone_is_missed_where_others_are_set() {
        String two = jdbc.queryForObject("select max(snapshot_id) from snapshot where version = 2", String.class);
        unguard();
        unrefer();
        remember("snapshot_seal", "snapshot_id = '%s'".formatted(two));
        jdbc.update("delete from snapshot_seal where snapshot_id = ?", two);

        assertThat(problems(verify.run(null, null)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).isEqualTo("its seal is gone"));
    }

    @Test
    void a_newest_version_that_is_removed_from_every_table_is_missed() {
        String newest = Objects.requireNonNull(
                jdbc.queryForObject("select max(snapshot_id) from snapshot where version = 2", String.class));
        unguard();
        unrefer();
        for (String table : List.of("snapshot", "snapshot_seal", "snapshot_value")) {
            remember(table, "snapshot_id = '%s'".formatted(newest));
        }
        for (String table : List.of("snapshot_value", "snapshot_seal", "snapshot")) {
            jdbc.update("delete from %s where snapshot_id = '%s'".formatted(table, newest));
        }

        assertThat(problems(verify.run(null, null)))
                .extracting(problem -> problem.where() + ": " + problem.what())
                .containsExactly(newest + ": the version is not there");
    }

    @Test
    void versions_without_seals_are_verified_and_come_out_the_same_too() {
        unguard();
        unrefer();
        remember("snapshot_seal", "1 = 1");
        jdbc.update("delete from snapshot_seal");
        Map<String, Object> row = another("snapshot_value", "cell_value");
        String id = String.valueOf(row.get("snapshot_id"));

        assertThat(verify.run(null, null).isGood()).isTrue();
        assertThat(outcomes().values()).containsOnly("EQUAL");

        change("snapshot_value", "cell_value", row, rowOf(row));
        assertThat(problems(verify.run(null, null)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where()).startsWith(id));
    }

    @Test
    void the_commands_say_it_in_words_and_json_and_end_with_1() throws IOException {
        Map<String, Object> row = another("snapshot_value", "cell_value");
        String id = String.valueOf(row.get("snapshot_id"));
        String period = id.split("/")[1];
        Path edited = tmp.resolve("config/plans/norddjurs-2024");
        for (String folder : List.of("plans", "codelists")) {
            FileSystemUtils.copyRecursively(
                    Path.of("config", folder), tmp.resolve("config").resolve(folder));
        }
        Path measure = edited.resolve("measures/5.1.yml");
        Files.writeString(measure, Files.readString(measure).replace("max_lag: 2", "max_lag: 1"));
        String plan = "--maaltal.plan=" + edited;

        TestHome.Ran good = command("verify", period, plan);
        assertThat(good.exit()).as(good.err()).isZero();
        assertThat(good.out()).contains("ok       " + id).contains("versions, and all they rest on, are as they were");
        TestHome.Ran equal = command("recompute", period, plan);
        assertThat(equal.exit()).as(equal.err()).isZero();
        assertThat(equal.out()).contains("equal    " + id).contains("came out the same");

        change("snapshot_value", "cell_value", row, rowOf(row));
        TestHome.Ran bad = command("verify", period);
        assertThat(bad.exit()).isOne();
        assertThat(bad.out()).contains("DIFFERS  " + id);
        assertThat(bad.err()).contains("problem: " + id + ", ").contains("a row is not what was published");
        TestHome.Ran json = command("verify", period, "--json");
        assertThat(json.exit()).isOne();
        assertThat(json.out()).contains("\"ok\" : false", "\"where\" : \"" + id + ", ");
        TestHome.Ran other = command("recompute", period, "--version", id.split("/")[2], "--json");
        assertThat(other.exit()).isOne();
        assertThat(other.out()).contains("\"outcome\" : \"differs\"", "\"differing\" : 1", ": value ");
        assertThat(command("recompute", "--version", "1").exit()).isEqualTo(2);
        assertThat(command("verify", "2019Q1").exit()).isEqualTo(2);
    }

    private static TestHome.Ran command(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--maaltal.home=" + dir);
        all.addAll(TestDatabase.settings(dir));
        return TestHome.inProcess(all);
    }

    @Test
    void a_row_that_is_removed_added_or_moved_is_named() {
        String two = jdbc.queryForObject("select max(snapshot_id) from snapshot where version = 2", String.class);
        String one = Objects.requireNonNull(two).replaceAll("/2$", "/1");
        String row = "measure_id = '5.1' and area_code = '101'";
        unguard();

        remember("snapshot_value", "snapshot_id = '%s' and %s".formatted(two, row));
        jdbc.update("delete from snapshot_value where snapshot_id = '%s' and %s".formatted(two, row));
        assertThat(bad(verify.run(null, null))).containsOnlyKeys(two);
        assertThat(bad(verify.run(null, null)).get(two))
                .singleElement()
                .satisfies(p -> assertThat(p.what())
                        .startsWith("1 of its rows are not there, the first after 4.1 value official DK"));
        mendNow();

        String others = columns("snapshot_value").stream()
                .map(c -> c.equals("area_code") ? "'999'" : c)
                .collect(Collectors.joining(", "));
        jdbc.update("insert into snapshot_value select %s from snapshot_value where snapshot_id = '%s' and %s"
                .formatted(others, two, row));
        assertThat(bad(verify.run(null, null)).get(two))
                .singleElement()
                .satisfies(p -> assertThat(p.where()).isEqualTo(two + ", 5.1 value official 999"));
        jdbc.update("delete from snapshot_value where area_code = '999'");

        remember("snapshot_value", "snapshot_id in ('%s', '%s') and measure_id = '5.1'".formatted(one, two));
        jdbc.update("update snapshot_value set cell_value = cell_value + 1, numerator = numerator + 1"
                + " where snapshot_id = '%s' and measure_id = '5.1' and cell_value is not null".formatted(one));
        String other = columns("snapshot_value").stream()
                .map(c -> c.equals("snapshot_id") ? "'" + two + "'" : c)
                .collect(Collectors.joining(", "));
        jdbc.update("delete from snapshot_value where snapshot_id = '%s' and measure_id = '5.1'".formatted(two));
        jdbc.update(
                "insert into snapshot_value select %s from snapshot_value where snapshot_id = '%s' and measure_id = '5.1'"
                        .formatted(other, one));
        assertThat(bad(verify.run(null, null))).containsOnlyKeys(one, two);
    }

    @Test
    void a_version_that_is_gone_is_named() {
        String two = jdbc.queryForObject("select max(snapshot_id) from snapshot where version = 2", String.class);
        unguard();
        remember("snapshot", "snapshot_id = '%s'".formatted(two));
        unrefer();
        jdbc.update("delete from snapshot where snapshot_id = ?", two);

        assertThat(bad(verify.run(null, null)).get(two))
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).isEqualTo("the version is not there"));
    }

    @Test
    void a_change_of_a_lineage_is_named_in_every_version_that_names_it() {
        for (String column : List.of("delivery_sha256", "known_from")) {
            Map<String, Object> row = lineage();
            change(
                    "snapshot_lineage",
                    column,
                    row,
                    "lineage_id = '%s' and delivery_sha256 = '%s'"
                            .formatted(row.get("lineage_id"), row.get("delivery_sha256")));
            List<String> theirs = jdbc.queryForList(
                    "select distinct snapshot_id from snapshot_value where lineage_id = ?",
                    String.class,
                    row.get("lineage_id"));

            Verify.Verified verified = verify.run(null, null);

            assertThat(bad(verified)).as(column).containsOnlyKeys(theirs);
            bad(verified)
                    .values()
                    .forEach(problems -> assertThat(problems)
                            .singleElement()
                            .satisfies(p -> assertThat(p.what()).contains("lineage " + row.get("lineage_id"))));
            assertThat(verified.kept()).isEmpty();
            mendNow();
        }
    }

    @Test
    void a_change_of_a_kept_definition_is_named_with_the_versions_made_from_it() {
        for (String path : List.of("plan.yml", "measures/5.1.yml", "../../codelists/codes.yml", "#areas")) {
            Map<String, Object> row = jdbc.queryForMap(
                    "select f.* from definition_file f join definition_set s on s.file_sha256 = f.sha256 where s.path = ?",
                    path);
            change("definition_file", "content", row, "sha256 = '%s'".formatted(row.get("sha256")));

            Verify.Verified verified = verify.run(null, null);

            assertThat(bad(verified)).as(path).isEmpty();
            assertThat(verified.kept()).as(path).singleElement().satisfies(broken -> {
                assertThat(broken.problem().where()).endsWith(", " + path);
                assertThat(broken.versions()).hasSameSizeAs(verified.versions());
            });
            assertThat(outcomes().values()).containsOnly("CANNOT");
            mendNow();
        }
    }

    @Test
    void a_flipped_byte_of_an_answer_is_named_and_only_what_rests_on_it_cannot_be_computed() throws IOException {
        String sha256 = jdbc.queryForObject("""
                select max(l.delivery_sha256) from snapshot_lineage l join snapshot_value v on v.lineage_id = l.lineage_id
                    join delivery d on d.sha256 = l.delivery_sha256
                where v.measure_id = '5.1' and v.snapshot_id like '%/2'
                """, String.class);
        Path file = file(Objects.requireNonNull(sha256));
        List<String> resting = jdbc.queryForList("""
                select distinct v.snapshot_id from snapshot_lineage l join snapshot_value v on v.lineage_id = l.lineage_id
                where l.delivery_sha256 = ?
                """, String.class, sha256);
        // Not in the head of the packed file, where some bytes say nothing of what is in it.
        for (int at : places(file, 20, 3)) {
            flip(file, at);

            Verify.Verified verified = verify.run(null, null);

            assertThat(bad(verified)).isEmpty();
            assertThat(verified.kept()).as("byte %d", at).singleElement().satisfies(broken -> {
                assertThat(broken.problem().where())
                        .isEqualTo("deliveries/%s/%s.gz".formatted(sha256.substring(0, 2), sha256));
                assertThat(broken.versions()).containsExactlyInAnyOrderElementsOf(resting);
            });
            assertThat(verify.run(null, period(resting)).kept()).hasSize(1);
            mendNow();
        }
        flip(file, 30);
        Map<String, String> outcomes = outcomes();
        resting.forEach(id -> assertThat(outcomes).containsEntry(id, "CANNOT"));
        outcomes.keySet().removeAll(resting);
        assertThat(outcomes.values()).doesNotContain("DIFFERS").contains("EQUAL");
    }

    @Test
    void an_answer_that_is_gone_is_named() throws IOException {
        Path file = file(Objects.requireNonNull(
                jdbc.queryForObject("select max(sha256) from delivery where source = 'jobindsats'", String.class)));
        byte[] bytes = Files.readAllBytes(file);
        undo.add(() -> write(file, bytes));
        Files.delete(file);

        assertThat(verify.run(null, null).kept())
                .singleElement()
                .satisfies(broken -> assertThat(broken.problem().what()).isEqualTo("the kept answer is missing"));
    }

    private static Path file(String sha256) {
        return dir.resolve("deliveries/%s/%s.gz".formatted(sha256.substring(0, 2), sha256));
    }

    @Test
    void a_flipped_byte_of_the_journal_is_named_with_its_line() throws IOException {
        Path journal = dir.resolve("deliveries/journal.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        for (int at : places(journal, 0, 12)) {
            flip(journal, at);
            long line = 1;
            for (int i = 0; i < at; i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }

            Verify.Verified verified = verify.run(null, null);

            assertThat(bad(verified)).isEmpty();
            assertThat(verified.kept())
                    .as("byte %d", at)
                    .extracting(broken -> broken.problem().where())
                    .containsExactly("deliveries/journal.jsonl, line " + line);
            mendNow();
        }
        flip(journal, bytes.length / 3);
        assertThat(outcomes().values()).doesNotContain("DIFFERS");
        mendNow();
        write(journal, java.util.Arrays.copyOf(bytes, bytes.length - 400));
        undo.add(() -> write(journal, bytes));
        assertThat(verify.run(null, null).kept())
                .first()
                .satisfies(broken -> assertThat(broken.problem().what()).isEqualTo("the journal ends before it"));
    }

    @Test
    void a_flipped_byte_of_a_generation_is_named_and_only_what_rests_on_it_cannot_be_computed() throws IOException {
        Map<String, Object> generation = jdbc.queryForMap(
                "select * from register_generation where register = 'forloeb' order by extract_date fetch first 1 rows only");
        Path folder = dir.resolve("registers/forloeb/" + generation.get("folder"));
        List<String> resting = jdbc.queryForList("""
                select distinct v.snapshot_id from snapshot_lineage l join snapshot_value v on v.lineage_id = l.lineage_id
                where l.delivery_sha256 = ?
                """, String.class, generation.get("file_sha256"));
        assertThat(resting).isNotEmpty();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.endsWith("rejections.gz"))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
        for (Path file : List.of(files.get(0), files.get(files.size() / 2), folder.resolve("generation.json"))) {
            flip(file, (int) (file.toFile().length() / 2));

            Verify.Verified verified = verify.run(null, null);

            assertThat(bad(verified)).isEmpty();
            assertThat(verified.kept()).as("%s", file).singleElement().satisfies(broken -> {
                assertThat(broken.problem().where()).isEqualTo("registers/forloeb/" + generation.get("folder"));
                assertThat(broken.problem().what()).contains(file.getFileName().toString());
                assertThat(broken.versions()).containsExactlyInAnyOrderElementsOf(resting);
            });
            mendNow();
        }
        flip(files.get(0), 10);
        Map<String, String> outcomes = outcomes();
        resting.forEach(id -> assertThat(outcomes).containsEntry(id, "CANNOT"));
        outcomes.keySet().removeAll(resting);
        assertThat(outcomes.values()).containsOnly("EQUAL");
    }

    @Test
    void a_changed_row_comes_out_otherwise_and_its_column_is_named() {
        Map<String, Object> row = another("snapshot_value", "cell_value");
        String id = String.valueOf(row.get("snapshot_id"));
        change("snapshot_value", "cell_value", row, rowOf(row));

        List<Recomputed> all = recompute.run(null, null, null);

        assertThat(all)
                .filteredOn(one -> one.outcome() != Recomputed.Outcome.EQUAL)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.snapshotId()).isEqualTo(id);
                    assertThat(one.outcome()).isEqualTo(Recomputed.Outcome.DIFFERS);
                    assertThat(one.differing()).isOne();
                    assertThat(one.first()).contains(": value ", " -> ");
                });
    }

    private static Map<String, String> outcomes() {
        return recompute.run(null, null, null).stream()
                .collect(Collectors.toMap(
                        Recomputed::snapshotId, one -> one.outcome().name(), (a, b) -> a, TreeMap::new));
    }

    private static dk.maaltal.series.ReferencePeriod period(List<String> ids) {
        return dk.maaltal.series.ReferencePeriod.parse(ids.get(0).split("/")[1]);
    }

    private static Map<String, List<Problem>> bad(Verify.Verified verified) {
        return verified.versions().stream()
                .filter(version -> !version.isGood())
                .collect(Collectors.toMap(Checked::snapshotId, Checked::problems));
    }

    private static List<String> columns(String table) {
        return jdbc.queryForList(
                "select lower(column_name) from information_schema.columns where lower(table_name) = ?"
                        + " and lower(table_schema) = 'public' order by ordinal_position",
                String.class,
                table);
    }

    private static List<Problem> problems(Verify.Verified verified) {
        return bad(verified).values().stream().flatMap(List::stream).toList();
    }

    private static String rowOf(Map<String, Object> row) {
        return "snapshot_id = '%s' and measure_id = '%s' and component = '%s' and basis = '%s' and area_code = '%s'"
                .formatted(
                        row.get("snapshot_id"),
                        row.get("measure_id"),
                        row.get("component"),
                        row.get("basis"),
                        row.get("area_code"));
    }

    /** Some row that has a value there, each time of another version as long as there are any. */
    private Map<String, Object> another(String table, String column) {
        String some = "select * from %s where %s is not null and snapshot_id %s in (%s) order by 1 desc, 2, 3, 4, 5"
                + " fetch first 1 rows only";
        String taken = chosen.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        List<Map<String, Object>> fresh =
                jdbc.queryForList(some.formatted(table, column, "not", taken.isEmpty() ? "''" : taken));
        Map<String, Object> row = fresh.isEmpty()
                ? jdbc.queryForMap(
                        "select * from %s where %s is not null order by 1, 2 desc, 3, 4, 6 desc fetch first 1 rows only"
                                .formatted(table, column))
                : fresh.get(0);
        chosen.add(String.valueOf(row.get("snapshot_id")));
        return row;
    }

    private static Map<String, Object> lineage() {
        return jdbc.queryForMap("select * from snapshot_lineage order by 1 desc, 2, 3 fetch first 1 rows only");
    }

    /** Changes a value by the least there is, behind the triggers' back. */
    private void change(String table, String column, Map<String, Object> row, String where) {
        unguard();
        Object old = row.get(column);
        String changed = flipped(old) instanceof String text
                ? where.replace("%s = '%s'".formatted(column, old), "%s = '%s'".formatted(column, text))
                : where;
        assertThat(jdbc.update("update %s set %s = ? where %s".formatted(table, column, where), flipped(old)))
                .isOne();
        undo.add(() -> jdbc.update("update %s set %s = ? where %s".formatted(table, column, changed), old));
    }

    private static Object flipped(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.add(new BigDecimal("0.0001"));
        } else if (value instanceof Long number) {
            return number + 100;
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Date date) {
            return Date.valueOf(date.toLocalDate().plusDays(1));
        } else if (value instanceof OffsetDateTime time) {
            return time.plusNanos(1000);
        } else if (value instanceof java.sql.Timestamp time) {
            return java.sql.Timestamp.from(time.toInstant().plusNanos(1000));
        }
        String text = String.valueOf(value);
        int at = text.length() / 2;
        return text.substring(0, at) + (text.charAt(at) == 'x' ? 'y' : 'x') + text.substring(at + 1);
    }

    /** Notes rows to put them back as they were. */
    private void remember(String table, String where) {
        List<Map<String, Object>> rows = jdbc.queryForList("select * from %s where %s".formatted(table, where));
        undo.add(() -> {
            jdbc.update("delete from %s where %s".formatted(table, where));
            rows.forEach(row -> jdbc.update(
                    "insert into %s (%s) values (%s)"
                            .formatted(
                                    table,
                                    String.join(", ", row.keySet()),
                                    row.keySet().stream().map(c -> "?").collect(Collectors.joining(", "))),
                    row.values().toArray()));
        });
    }

    /** As somebody does who owns the database. */
    private static void unguard() {
        if (TestDatabase.onPostgres()) {
            GUARDED.forEach(table -> jdbc.execute("alter table %s disable trigger all".formatted(table)));
        } else {
            jdbc.queryForList("select trigger_name from information_schema.triggers", String.class)
                    .forEach(trigger -> jdbc.execute("drop trigger if exists " + trigger));
        }
    }

    private static void unrefer() {
        if (!TestDatabase.onPostgres()) {
            jdbc.execute("set referential_integrity false");
        }
    }

    private void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        undo.add(() -> write(file, bytes));
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        write(file, changed);
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Integer> places(Path file, int from, int count) {
        Random random = new Random(20240101);
        int length = (int) file.toFile().length();
        return Stream.concat(
                        Stream.of(from, length - 1),
                        random.ints(count, from, length).boxed())
                .toList();
    }

    private void mendNow() {
        undo.forEach(Runnable::run);
        undo.clear();
    }
}
