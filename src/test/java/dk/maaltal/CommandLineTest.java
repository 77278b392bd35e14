package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.SnapshotCsv;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the command line says, where it says it, and how it ends. */
@OnBothDatabases
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {
    private static final Pattern LOG_OR_PROGRESS = Pattern.compile(
            "\\b(TRACE|DEBUG|INFO|WARN|ERROR)\\b|\\*\\*\\*|\r|\u001b|^(missing|note|problem|failed|Next): ",
            Pattern.MULTILINE);

    @TempDir
    static Path tmp;

    private JobindsatsSimulator source;
    private TestHome home;
    private TestHome.Ran night;

    @BeforeAll
    void oneNight() throws IOException {
        source = JobindsatsSimulator.start(World.since(5, LocalDate.of(2024, 1, 1)), 0);
        home = new TestHome(tmp.resolve("home"), source).at("2025-03-20T04:00:00Z");
        night = home.run("run", "nightly");
    }

    @AfterAll
    void stop() {
        source.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nonsense                                        | 2 | nonsense
            run                                             | 2 | JOB
            run elsewhere                                   | 2 | there is no such job (expected: backfill, morning, nightly, snapshot)
            run backfill                                    | 2 | which periods?
            run snapshot --period 2024X1                    | 2 | period 2024X1: that is not a period of a snapshot
            run snapshot --period 2024M06                   | 2 | a quarter (2024Q1), half-year (2024H1) or year (2024)
            run snapshot --period 2024Q1 --as-of yesterday  | 2 | --as-of yesterday: that is not an instant
            run nightly --json                              | 2 | a run has no JSON
            approve                                         | 2 | DECISION
            approve 1                                       | 2 | --reason
            approve one --reason x                          | 2 | DECISION
            reject 1                                        | 2 | --reason
            show                                            | 2 | PERIOD
            show 24H1                                       | 2 | that is not a period of a snapshot
            show 2019H1                                     | 2 | nothing is published for it
            show 2024H1 --version 7                         | 2 | norddjurs-2024 2024H1 version 7: nothing is published
            show 2024H1 --plan another                      | 2 | no such plan is followed (expected: norddjurs-2024)
            show 2024H1 --as-of then                        | 2 | --as-of
            list                                            | 2 | WHAT
            list everything                                 | 2 | everything
            export 2024H1                                   | 2 | --out
            export 2024H1 --format ods --out x              | 2 | there is no such format (expected: csv, xlsx, parquet, powerbi)
            check everything                                | 2 | everything
            status --maaltal.clock=yesterday                | 2 | setting maaltal.clock
            status --maaltal.plan=config/plans/none         | 2 | 'config/plans/none' is not there
            check plan --maaltal.plan=config/plans/none     | 2 | 'config/plans/none' is not there
            check jobs --maaltal.jobs=none                  | 2 | 'none' is not there
            status --maaltal.home=pom.xml/home              | 2 | the home directory cannot be made
            run nightly --maaltal.sources.jobindsats.concurrency=9 | 2 | maaltal.sources.jobindsats.concurrency
            """)
    void wrong_use_is_said_on_stderr_and_ends_with_its_code(String words, int exit, String said) {
        TestHome.Ran ran = home.run(words.split(" +"));

        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.err() + (words.startsWith("check") ? ran.out() : ""))
                .contains(said)
                .doesNotContain("Exception")
                .doesNotContain("\tat ");
        if (!words.startsWith("check")) {
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void a_broken_plan_is_said_with_file_and_line_all_problems_at_once() throws IOException {
        Path config = tmp.resolve("config");
        FileSystemUtils.copyRecursively(Path.of("config"), config);
        Path measure = config.resolve("plans/norddjurs-2024/measures/6.10.yml");
        List<String> lines = new ArrayList<>(Files.readAllLines(measure));
        lines.add("surprise: yes");
        Files.write(measure, lines);
        Files.writeString(config.resolve("plans/norddjurs-2024/measures/5.1.yml"), "id: [");
        String plan = "--maaltal.plan=" + config.resolve("plans/norddjurs-2024");

        TestHome.Ran checked = home.run("check", "plan", plan);
        assertThat(checked.exit()).isEqualTo(2);
        assertThat(checked.out())
                .contains("6.10.yml:" + lines.size())
                .contains("surprise")
                .contains("5.1.yml:1");

        TestHome.Ran ran = home.run("run", "nightly", plan);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("6.10.yml:" + lines.size()).contains("5.1.yml:1");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void without_a_token_nothing_is_asked_and_the_night_has_gaps() {
        TestHome other = new TestHome(tmp.resolve("without-token"), source).at("2025-03-20T04:00:00Z");
        source.forgetCalls();

        TestHome.Ran ran = other.run("run", "nightly", "--maaltal.sources.jobindsats.token=");

        assertThat(ran.exit()).isEqualTo(3);
        assertThat(ran.err()).contains("jobindsats is not configured").contains("jobindsats@star.dk");
        assertThat(source.calls()).isEmpty();
        assertThat(other.run("status", "--maaltal.sources.jobindsats.token=").out())
                .contains("jobindsats has no token");
        assertThat(other.query("select * from bi.snapshot_value where state <> 'SOURCE_MISSING'"))
                .isEmpty();
    }

    @Test
    void a_home_where_another_run_is_at_work_is_left_alone() throws IOException {
        try (FileChannel channel = FileChannel.open(home.dir().resolve("run.lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            TestHome.Ran ran = home.run("run", "nightly");
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err())
                    .contains("another run is at work in this home")
                    .contains("maaltal status");
            assertThat(home.run("rebuild").exit()).isEqualTo(2);
            assertThat(home.run("status").exit()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "run", "status", "list", "show", "approve", "reject", "export", "check", "rebuild", "serve"
            })
    void every_command_explains_itself_without_starting_anything(String command) {
        TestHome.Ran ran = TestHome.inProcess(List.of(command, "--help", "--maaltal.home=pom.xml/nowhere"));

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Usage: maaltal " + command).contains("--debug");
        assertThat(TestHome.inProcess(List.of("--help")).out()).contains("  " + command + " ");
    }

    @Test
    void it_says_which_version_it_is() throws IOException {
        TestHome.Ran ran = TestHome.inProcess(List.of("--version"));

        assertThat(ran.exit()).isZero();
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<version>" + ran.out().replaceFirst("(?s)^maaltal ([^,]+),.*", "$1") + "</version>");
    }

    @Test
    void the_night_says_what_was_done_on_stdout_and_what_is_missing_on_stderr() {
        assertThat(night.exit()).as(night.err()).isEqualTo(3);
        assertThat(night.out())
                .contains("norddjurs-2024/2024H1/1: published (initial)")
                .endsWith("COMPLETE_WITH_GAPS nightly/2025-03-20T04:00:00Z/1\n")
                .doesNotContainPattern(LOG_OR_PROGRESS);
        assertThat(night.err())
                .contains("*** THE CLOCK STANDS STILL AT 2025-03-20T04:00:00Z")
                .contains("missing: ");
    }

    @Test
    void a_snapshot_is_shown_to_people_and_whole_to_machines() throws IOException {
        List<Map<String, @Nullable String>> cells = home.latestCells().getOrDefault("2024H1", List.of());
        cells.forEach(cell -> cell.remove("period"));

        TestHome.Ran text = home.run("show", "2024H1");
        assertThat(text.exit()).isZero();
        assertThat(text.out())
                .contains("Norddjurs")
                .contains("content_sha256")
                .contains("6.10")
                .contains("SOURCE_MISSING")
                .doesNotContainPattern(LOG_OR_PROGRESS);

        Path file = Files.writeString(tmp.resolve("show.csv"), clean(home.run("show", "2024H1", "--csv")));
        assertThat(SnapshotCsv.read(file)).containsExactlyInAnyOrderElementsOf(cells);

        JsonNode json = json("show", "2024H1", "--json");
        assertThat(json.isArray()).isTrue();
        assertThat(json.size()).isEqualTo(cells.size());
        assertThat(json.get(0).propertyNames()).contains("measure_id", "value", "state", "lineage_id");
        assertThat(clean(home.run("show", "2024H1", "--version", "1", "--as-of", "2025-04-01T00:00:00Z")))
                .isEqualTo(text.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"list snapshots", "list runs", "list measures", "list deliveries", "status"})
    void what_there_is_is_listed_for_people_and_machines(String words) throws IOException {
        String[] command = words.split(" ");
        String text = clean(home.run(words.equals("status") ? plus(command, "--all") : command));
        JsonNode all = json(plus(command, "--json"));
        JsonNode json = all.isObject() ? all.get("sources") : all; // status says more than a table
        Path file = Files.writeString(
                tmp.resolve(words.replace(' ', '-') + ".csv"), clean(home.run(plus(command, "--csv"))));
        List<Map<String, @Nullable String>> csv = SnapshotCsv.read(file);

        assertThat(json.size()).isPositive().isEqualTo(csv.size());
        csv.get(0).forEach((column, value) -> {
            JsonNode node = json.get(0).get(column);
            assertThat(node.isNull() ? null : node.asString()).as(column).isEqualTo(value);
        });
        csv.get(0).values().stream()
                .filter(Objects::nonNull)
                .forEach(value -> assertThat(text).contains(value));
    }

    @Test
    void what_a_list_leaves_out_is_said_beside_it() {
        int all = json("list", "deliveries", "--json", "--limit", "100000").size();
        TestHome.Ran ran = home.run("list", "deliveries", "--csv", "--limit", "1");

        assertThat(all).isGreaterThan(1);
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(ran.err()).contains("1 of %d; --limit N shows more".formatted(all));
    }

    @Test
    void nothing_was_rejected_and_that_is_said_beside_the_list() {
        TestHome.Ran ran = home.run("list", "rejections", "--json");
        assertThat(ran.exit()).isZero();
        assertThat(ran.out().strip()).isEqualTo("[ ]");
        assertThat(ran.err()).contains("none yet");
    }

    private JsonNode json(String... words) {
        return JsonMapper.builder().build().readTree(clean(home.run(words)));
    }

    private static String[] plus(String[] words, String more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(more);
        return all.toArray(String[]::new);
    }

    private static String clean(TestHome.Ran ran) {
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err().lines()).allMatch(line -> line.startsWith("*** THE CLOCK STANDS STILL"));
        return ran.out();
    }
}
