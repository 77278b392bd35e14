package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.report.ExplanationJson;
import dk.maaltal.report.ExplanationText;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import dk.maaltal.snapshot.explanation.Explanation;
import dk.maaltal.snapshot.explanation.Explanations;
import dk.maaltal.snapshot.explanation.Section;
import dk.maaltal.testing.RunsOnce;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every measure of the demo explained, in text and JSON. */
@RunsOnce(because = "the demo has an H2 database of its own, whatever is set")
class ExplainTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Local measures counted from persons: their small numbers are hidden. */
    private static final Set<String> OF_PERSONS = Set.of("1.2", "1.3", "2.2", "3.1", "6.2", "6.4", "6.9", "6.10");

    @TempDir
    static Path tmp;

    private static @Nullable ConfigurableApplicationContext context;

    @BeforeAll
    static void demo() {
        Path home = tmp.resolve("demo-home");
        assertThat(TestHome.inProcess(List.of("demo", "--home", home.toString()))
                        .exit())
                .isZero();
        start(home);
    }

    private static void start(Path home) {
        context = TestHome.application(
                List.of("--maaltal.home=" + home, "--logging.config=classpath:logback-spring.xml"));
    }

    private static <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }

    @AfterAll
    static void close() {
        if (context != null) {
            context.close();
        }
    }

    static Stream<String> periods() {
        return Stream.of("2024Q1", "2024Q2", "2024H1", "2024H2", "2024", "2026Q2");
    }

    private record Explained(String name, Explanation explanation, JsonNode json) {}

    private static List<Explained> all(String id) {
        ReferencePeriod period = ReferencePeriod.parse(id);
        Plan plan = bean(Plans.class).first();
        Version version = bean(Snapshots.class).latest(plan.id(), period).orElseThrow();
        List<Explained> all = new ArrayList<>();
        for (Measure measure : plan.measures()) {
            if (measure.existsFor(period)) {
                Explanation explanation = bean(Explanations.class).explain(plan, measure.id(), version);
                String json = JSON.writeValueAsString(ExplanationJson.of(explanation));
                all.add(new Explained(measure.id() + " " + id, explanation, JSON.readTree(json)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("periods")
    void every_measure_is_computed_anew_as_it_was_published_and_its_parts_sum_to_its_counts(String period) {
        List<Explained> all = all(period);

        assertThat(all).hasSizeGreaterThanOrEqualTo(20);
        int split = 0;
        for (Explained explained : all) {
            JsonNode json = explained.json();
            assertThat(json.at("/recomputed/equal").asBoolean())
                    .as(explained.name())
                    .isTrue();
            assertThat(json.at("/definition/same_as_today").asBoolean()).isTrue();
            for (JsonNode component : json.get("components")) {
                split += sums(explained.name(), component);
                distance(explained.name(), component);
                sources(explained.name(), json, component);
            }
        }
        assertThat(split).as("figures with parts").isGreaterThan(period.equals("2026Q2") ? 5 : 12);
    }

    /** @return 1 when there were parts */
    private static int sums(String name, JsonNode component) {
        JsonNode counts = component.at("/local/counts");
        JsonNode cell = cell(component, "local");
        if (cell == null || !cell.hasNonNull("value")) {
            assertThat(counts.size()).as(name + " hides").isZero();
            if (cell != null && cell.get("state").asString().equals("SUPPRESSED")) {
                assertThat(component.at("/local/left_out").size()).isZero();
                assertThat(component.at("/local/not_told").asString()).contains("hidden");
            }
            return 0;
        }
        if (counts.isEmpty()) {
            return 0;
        }
        String unit = cell.get("unit").asString();
        long n = cell.get("numerator").asLong();
        group(name + " n", counts, "n", n);
        if (unit.equals("percent")) {
            group(name + " N - n", counts, "N - n", cell.get("denominator").asLong() - n);
        }
        if (OF_PERSONS.contains(name.split(" ")[0])) {
            for (String listing : List.of("counts", "left_out")) {
                for (JsonNode part : component.at("/local/" + listing)) {
                    assertThat(part.get("hidden").asBoolean())
                            .isEqualTo(part.get("count").isNull());
                    assertThat(part.get("count").asLong(0)).as(name + part).isNotIn(1L, 2L);
                }
            }
        }
        return 1;
    }

    /** What is hidden of a group is more than one part, and nobody small in sum. */
    private static void group(String name, JsonNode counts, String place, long sum) {
        long shown = 0;
        int hidden = 0;
        int parts = 0;
        for (JsonNode part : counts) {
            if (part.get("part_of").asString().equals(place)) {
                parts++;
                shown += part.get("count").asLong(0);
                hidden += part.get("hidden").asBoolean() ? 1 : 0;
            }
        }
        if (parts == 0) {
            return;
        }
        if (hidden == 0) {
            assertThat(shown).as(name).isEqualTo(sum);
        } else {
            assertThat(hidden).as(name).isGreaterThan(1);
            assertThat(sum - shown).as(name).isNotIn(1L, 2L).isNotNegative();
        }
    }

    private static @Nullable JsonNode cell(JsonNode component, String basis) {
        for (JsonNode cell : component.at("/figures/cells")) {
            if (cell.get("basis").asString().equals(basis)
                    && cell.get("area_code").asString().equals("707")) {
                return cell;
            }
        }
        return null;
    }

    private static void distance(String name, JsonNode component) {
        JsonNode distance = component.get("distance");
        JsonNode status = component.at("/target/status");
        if (distance.get("to_meet").isNull()) {
            assertThat(distance.get("in_words").asString()).isNotEmpty();
            return;
        }
        boolean met = distance.get("to_meet").asLong() == 0;
        if (!status.asString().equals("NOT_DUE")) {
            assertThat(status.asString()).as(name).isEqualTo(met ? "MET" : "NOT_MET");
        }
        assertThat(met || distance.get("margin").asLong() == 0).as(name).isTrue();
    }

    private static void sources(String name, JsonNode json, JsonNode component) {
        boolean valued = false;
        for (JsonNode cell : component.at("/figures/cells")) {
            valued |= cell.hasNonNull("value");
        }
        if (valued) {
            assertThat(json.at("/sources/deliveries").size()).as(name).isPositive();
        } else {
            assertThat(component.at("/missing/all").size()).as(name).isPositive();
        }
        for (JsonNode delivery : json.at("/sources/deliveries")) {
            assertThat(delivery.get("sha256").asString()).hasSize(64);
            assertThat(delivery.get("request").asString()).doesNotContain("not among");
        }
        if (valued) {
            assertThat(json.at("/sources/origin").asString()).startsWith("DEMO: ");
        }
    }

    @ParameterizedTest
    @MethodSource("periods")
    void every_measure_is_explained_in_text(String period) {
        for (Explained explained : all(period)) {
            List<String> lines = ExplanationText.of(explained.explanation());

            assertThat(lines)
                    .contains("Version", "Measure", "Definition", "Period", "Figures", "Target", "Computed anew")
                    .noneMatch(line -> line.contains("null") || line.contains("Optional["))
                    .noneMatch(line -> line.length() > 1500);
        }
    }

    @Test
    void every_key_stands_on_the_page_and_no_other() throws IOException {
        Set<String> real = new TreeSet<>(Set.of("components", "component"));
        for (Explained one : all("2024H1")) {
            Stream.concat(
                            Stream.concat(one.explanation().head().stream(), one.explanation().foot().stream()),
                            one.explanation().components().stream().flatMap(component -> component.sections().stream()))
                    .forEach(section -> keys(section, real));
        }
        Set<String> described = new TreeSet<>();
        Matcher key = Pattern.compile("(?m)^\\| `([a-z_0-9]+)`")
                .matcher(Files.readString(Path.of("docs/reference/explain.md")));
        while (key.find()) {
            described.add(key.group(1));
        }
        assertThat(described).isEqualTo(real);
    }

    private static void keys(Section section, Set<String> into) {
        into.add(section.key());
        for (Section.Entry entry : section.entries()) {
            into.add(entry.key());
            if (entry instanceof Section.Listing listing) {
                into.addAll(listing.columns());
            }
        }
    }

    @Test
    void the_command_prints_text_and_json_and_says_what_it_does_not_know() {
        String home = "--maaltal.home=" + tmp.resolve("demo-home");
        close();
        try {
            TestHome.Ran text = TestHome.inProcess(List.of("explain", "1.2", "2024H1", home));
            assertThat(text.exit()).as(text.err()).isZero();
            assertThat(text.out())
                    .contains("3 interviews", "Fokusmål: samtaler", "2023-07-01  2024-06-30", "synthetic: seed 2024");
            TestHome.Ran json =
                    TestHome.inProcess(List.of("explain", "1.2", "2024H1", "--version", "1", "--json", home));
            assertThat(JSON.readTree(json.out()).at("/version/snapshot_id").asString())
                    .isEqualTo("norddjurs-2024/2024H1/1");
            TestHome.Ran none = TestHome.inProcess(List.of("explain", "9.9", "2024H1", home));
            assertThat(none.exit()).isEqualTo(2);
            assertThat(none.err()).contains("no such measure", "6.10");
            TestHome.Ran never = TestHome.inProcess(List.of("explain", "6.12", "2024Q1", home));
            assertThat(never.exit()).isEqualTo(2);
            assertThat(never.err()).contains("a period of kind H");
        } finally {
            start(tmp.resolve("demo-home"));
        }
    }
}
