package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.PlainPlan;
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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What waits for a person, from the command line: a spring's figures, revised in summer. */
@OnBothDatabases
class HeldNightTest {
    private static final LocalDate SPRING = World.VINTAGES.get(0);
    private static final LocalDate SUMMER = World.VINTAGES.get(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path tmp;

    private JobindsatsSimulator source;
    private TestHome home;

    @BeforeEach
    void twoVintages() throws IOException {
        source = JobindsatsSimulator.start(World.since(2024, LocalDate.of(2023, 1, 1)), 0);
        home = new TestHome(tmp.resolve("home"), source);
        strictPlan();
        source.world().moveTo(SPRING);
        assertThat(night(SPRING).exit()).isEqualTo(3);
        source.world().moveTo(SUMMER);
    }

    @AfterEach
    void stop() {
        source.close();
    }

    /** The plan as it is shipped, but for the share of cells that may change: what summer revises is more than this. */
    private void strictPlan() throws IOException {
        Path shipped = Path.of("config");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = tmp.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("changed_percent: 25", "changed_percent: 10"));
            }
        }
    }

    private TestHome.Ran maaltal(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--maaltal.plan=" + tmp.resolve("config/plans/norddjurs-2024"));
        return home.run(all.toArray(String[]::new));
    }

    private TestHome.Ran at(String instant, String... words) {
        home.at(instant);
        return maaltal(words);
    }

    private TestHome.Ran night(LocalDate day) {
        return at(day + "T04:00:00Z", "run", "nightly");
    }

    @Test
    void what_is_held_is_said_everywhere_and_ends_with_a_persons_word() throws IOException {
        TreeMap<String, String> before = versions();

        TestHome.Ran night = night(SUMMER);

        assertThat(night.exit()).as(night.err()).isEqualTo(4);
        List<JsonNode> waiting = decisions("waiting");
        assertThat(waiting).hasSizeGreaterThanOrEqualTo(2);
        List<String> held =
                night.err().lines().filter(l -> l.startsWith("held: ")).toList();
        assertThat(held).hasSameSizeAs(waiting);
        assertThat(night.out()).contains("published (").endsWith("REFUSED nightly/2025-06-24T04:00:00Z/1\n");
        assertThat(home.query("select * from bi.run order by started_at desc").get(0))
                .containsEntry("verdict", "REFUSED")
                .containsEntry("exit_code", "4")
                .hasEntrySatisfying("summary", s -> assertThat(s).contains(waiting.size() + " held for a person"))
                .hasEntrySatisfying("gaps", g -> assertThat(g).contains("maaltal approve 1 --reason"));
        for (JsonNode decision : waiting) {
            String number = decision.get("decision").asString();
            String base = decision.get("base").asString();
            assertThat(held)
                    .anyMatch(l -> l.startsWith("held: " + base + ": decision " + number + " waits since ")
                            && l.contains("maaltal approve " + number + " --reason TEXT")
                            && l.contains("maaltal reject " + number + " --reason TEXT"));
            assertThat(versions()).containsEntry(decision.get("period").asString(), base);
            assertThat(before).containsEntry(decision.get("period").asString(), base);
        }
        assertThat(versions()).isNotEqualTo(before); // others were published

        String status = maaltal("status", "--all").out();
        assertThat(status.lines().filter(l -> l.startsWith("Next: ") && l.contains("maaltal approve")))
                .hasSameSizeAs(waiting);
        assertThat(status).contains("Decisions\ndecision ");
        assertThat(JSON.readTree(maaltal("status", "--json").out()).get("decisions"))
                .hasSameSizeAs(waiting);

        String period = waiting.get(0).get("period").asString();
        String number = waiting.get(0).get("decision").asString();
        wrongWordsDecideNothing(number);
        TestHome.Ran approved =
                maaltal("approve", number, "--reason", "STAR rettede juni", "--as", "correction", "--by", "Ida Holm");
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.out())
                .startsWith("norddjurs-2024/%s/2: published (correction): STAR rettede juni (approved by Ida Holm"
                        .formatted(period));
        PlainPlan plain = new PlainPlan(source.world(), SUMMER);
        assertThat(SnapshotCsv.differences(home.latestCells().getOrDefault(period, List.of()), plain.rows(period)))
                .isEmpty();
        assertThat(maaltal("approve", number, "--reason", "igen").exit()).isEqualTo(2);

        String other = waiting.get(1).get("decision").asString();
        TestHome.Ran rejected = maaltal("reject", other, "--reason", "afventer STAR");
        assertThat(rejected.exit()).as(rejected.err()).isZero();
        assertThat(rejected.out()).contains("stays; decision %s is rejected".formatted(other));
        assertThat(versions())
                .containsEntry(
                        waiting.get(1).get("period").asString(),
                        waiting.get(1).get("base").asString());

        TestHome.Ran next = night(SUMMER.plusDays(1));
        assertThat(next.err().lines()).filteredOn(l -> l.startsWith("held: ")).hasSize(waiting.size() - 2);
        assertThat(next.err())
                .contains(
                        "note: %s: stays as it is"
                                .formatted(waiting.get(1).get("base").asString()),
                        "afventer STAR");
        for (JsonNode decision : decisions("waiting")) {
            assertThat(maaltal("reject", decision.get("decision").asString(), "--reason", "nej")
                            .exit())
                    .isZero();
        }
        assertThat(night(SUMMER.plusDays(2)).exit()).isEqualTo(3);
        assertThat(maaltal("status", "--all").out()).contains("Decisions\nnone waits\n");
        assertThat(decisions("approved")).singleElement().satisfies(d -> {
            assertThat(d.get("decided_by").asString()).isEqualTo("Ida Holm");
            assertThat(d.get("published").asString()).isEqualTo("norddjurs-2024/%s/2".formatted(period));
        });
        assertThat(maaltal("list", "decisions").out().lines()).hasSize(waiting.size() + 1);
    }

    private void wrongWordsDecideNothing(String number) throws IOException {
        Map<List<String>, String> wrong = Map.of(
                List.of("approve", number), "--reason",
                List.of("approve", number, "--reason", "  "), "nothing is said",
                List.of("approve", number, "--reason", "ja", "--by", " "), "nothing is said",
                List.of("approve", number, "--reason", "borger 010190-1234"), "CPR number",
                List.of("approve", number, "--reason", "x".repeat(1001)), "1001 characters",
                List.of("approve", "999", "--reason", "ja"), "there is no such decision",
                List.of("approve", number, "--reason", "ja", "--as", "definition"), "--as",
                List.of("reject", number, "--reason", "\u001b[2J"), "what cannot be shown");
        wrong.forEach((words, said) -> {
            TestHome.Ran ran = maaltal(words.toArray(String[]::new));
            assertThat(ran.exit()).as(words + ran.err()).isEqualTo(2);
            assertThat(ran.err()).contains(said).doesNotContain("010190");
        });
        try (FileChannel channel = FileChannel.open(home.dir().resolve("run.lock"), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            TestHome.Ran ran = maaltal("approve", number, "--reason", "ja");
            assertThat(ran.exit()).isEqualTo(2);
            assertThat(ran.err()).contains("another run is at work");
        }
        assertThat(decisions("waiting").get(0).get("decision").asString()).isEqualTo(number);
    }

    /** The summer's figures are read, but published by nobody: the plan tells what would be. */
    @Test
    void a_plan_says_what_would_be_and_leaves_no_trace() throws IOException {
        Path jobs = Files.createDirectories(tmp.resolve("jobs"));
        for (String job : List.of("nightly", "snapshot")) {
            String text = Files.readString(Path.of("jobs", job + ".yml"));
            Files.writeString(jobs.resolve(job + ".yml"), text.replace("  - settle\n  - publish\n  - preview\n", ""));
        }
        at(SUMMER + "T04:00:00Z", "run", "nightly", "--maaltal.jobs=" + jobs);
        home.at(SUMMER + "T05:00:00Z");
        source.forgetCalls();
        List<String> database = home.everything();
        List<String> files = home.files();

        TestHome.Ran text = maaltal("run", "nightly", "--plan-only");
        TestHome.Ran json = maaltal("run", "nightly", "--plan-only", "--json");
        TestHome.Ran then =
                maaltal("run", "snapshot", "--plan-only", "--period", "2024H1", "--as-of", SPRING + "T05:00:00Z");
        TestHome.Ran wrong = maaltal("run", "elsewhere", "--plan-only");
        TestHome.Ran computed = maaltal("show", "2024H1", "--computed", "--csv");

        assertThat(text.exit()).as(text.err()).isEqualTo(4);
        assertThat(text.out())
                .contains("would be held for a person", "would be published (initial)", "more than the plan's 10 %")
                .containsPattern("(?m)^  4.1 value official Norddjurs: .* -> ");
        assertThat(text.err()).contains("nothing was fetched, written or published");
        assertThat(json.exit()).isEqualTo(4);
        JsonNode plans = JSON.readTree(json.out());
        assertThat(plans.findValuesAsString("would")).contains("hold", "publish");
        assertThat(then.exit()).as(then.err()).isZero();
        assertThat(then.out()).contains("norddjurs-2024/2024H1/2: nothing changed");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(source.calls()).isEmpty();
        assertThat(home.everything()).isEqualTo(database);
        assertThat(home.files()).isEqualTo(files);

        // The night then does what the plan said.
        TestHome.Ran night = maaltal("run", "nightly");
        assertThat(night.exit()).isEqualTo(4);
        for (JsonNode plan : plans) {
            String id = plan.get("snapshot_id").asString();
            switch (plan.get("would").asString()) {
                case "hold" ->
                    assertThat(night.err()).contains("held: " + plan.get("base").asString());
                case "publish" ->
                    assertThat(night.out())
                            .contains(id + ": published ("
                                    + plan.get("change_kind").asString());
                default -> assertThat(night.out()).doesNotContain(id + ":");
            }
        }
        // What is computed as of an instant is what a version of then has, but for its id.
        Path file = Files.writeString(tmp.resolve("computed.csv"), computed.out());
        List<Map<String, @Nullable String>> cells = SnapshotCsv.read(file);
        assertThat(SnapshotCsv.differences(cells, new PlainPlan(source.world(), SUMMER).rows("2024H1")))
                .isEmpty();
        Path spring = Files.writeString(
                tmp.resolve("spring.csv"),
                maaltal("show", "2024H1", "--computed", "--as-of", SPRING + "T05:00:00Z", "--csv")
                        .out());
        Path first = Files.writeString(
                tmp.resolve("first.csv"),
                maaltal("show", "2024H1", "--version", "1", "--csv").out());
        assertThat(withoutId(spring)).isEqualTo(withoutId(first));
        assertThat(maaltal("show", "2024H1", "--computed").out()).contains("not a published version", "6.10");
        assertThat(maaltal("show", "2024H1", "--computed", "--version", "1").exit())
                .isEqualTo(2);
        assertThat(maaltal("show", "2024H1", "--computed", "--as-of", "2099-01-01T00:00:00Z")
                        .exit())
                .isEqualTo(2);
    }

    private static List<Map<String, @Nullable String>> withoutId(Path file) throws IOException {
        List<Map<String, @Nullable String>> rows = new ArrayList<>(SnapshotCsv.read(file));
        rows.forEach(row -> row.remove("snapshot_id"));
        rows.sort(java.util.Comparator.comparing(Object::toString));
        return rows;
    }

    private List<JsonNode> decisions(String state) {
        List<JsonNode> found = new ArrayList<>();
        JSON.readTree(maaltal("list", "decisions", "--json").out()).forEach(d -> {
            if (d.get("state").asString().equals(state)) {
                found.add(0, d);
            }
        });
        return found;
    }

    private TreeMap<String, String> versions() {
        TreeMap<String, String> newest = new TreeMap<>();
        home.query("select period, snapshot_id from bi.snapshot where is_latest")
                .forEach(s -> newest.put(String.valueOf(s.get("period")), String.valueOf(s.get("snapshot_id"))));
        return newest;
    }
}
