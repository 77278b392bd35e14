package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The schemas editors use: they take every shipped file and refuse what the reader refuses. */
class PlanSchemaTest {
    private static final Path CONFIG = Path.of("config");
    private static final String BASE = "https://schemas.example/";
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas((String iri) -> iri.startsWith(BASE)
                    ? text(CONFIG.resolve("schema").resolve(iri.substring(BASE.length())))
                    : null));

    static Stream<Path> shippedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(CONFIG)) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".yml") && text(file).startsWith("# yaml-language-server"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void knows_a_schema_for_the_plan_its_code_list_and_each_measure() throws IOException {
        assertThat(shippedFiles()).hasSizeGreaterThanOrEqualTo(24);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shippedFiles")
    void takes_each_shipped_file_by_the_schema_its_first_line_names(Path file) {
        String text = text(file);
        String named = text.lines().findFirst().orElseThrow().replace("# yaml-language-server: $schema=", "");
        Path schema = file.resolveSibling(named).normalize();

        assertThat(schema).exists();
        assertThat(schema(schema.getFileName().toString()).validate(YAML.readTree(text)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        measures/6.1.yml  | id: "6.1"                     | id: 6.1                      | id
        measures/6.1.yml  | direction: higher             | direction: up                | direction
        measures/6.1.yml  | direction: higher             | directoin: higher            | direction
        measures/6.1.yml  | follow_up: half_yearly        | follow_up: sometimes         | follow_up
        measures/6.1.yml  | periods: [Q, H, Y]            | periods: [Q5]                | periods
        measures/6.1.yml  | minister_goal: 5              | minister_goal: five          | minister_goal
        measures/6.1.yml  | name: fill_rate               | name: fillrate               | name
        measures/6.1.yml  | unit: per_month               | unit: monthly                | unit
        measures/6.1.yml  | primary: official             | primary: both                | primary
        measures/6.1.yml  | rule: sum                     | rule: total                  | rule
        measures/6.1.yml  | frequency: Q                  | frequency: quarter           | frequency
        measures/6.1.yml  | max_lag: 0                    | max_lag: -1                  | max_lag
        measures/6.1.yml  | served:                       | serves:                      | serves
        measures/6.1.yml  | kind: orders_filled           | kind: orders                 | kind
        measures/6.1.yml  | registers: [jobordrer]        | registers: [jobs]            | registers
        measures/6.1.yml  | maturity: P3M                 | maturity: 3 months           | maturity
        measures/6.1.yml  | operator: at_least            | operator: '>='               | operator
        measures/6.1.yml  | against: country              | against: fixed               | value
        measures/6.1.yml  | tolerance: 5.0                | tolerance: 0                 | tolerance
        measures/6.1.yml  | value: 50                     | value: fifty                 | value
        measures/6.1.yml  | valid_from: 2021-01-01        | valid_from: 2021-13-01       | valid_from
        measures/6.6.yml  | due_year: 2030                | due_year: soon               | due_year
        measures/2.1.yml  | rule: highest_quarter         | rule: highest_month          | rule
        measures/2.1.yml  | against: register             | against: last_year           | level
        measures/6.4.yml  | optional: true                | optional: sometimes          | optional
        measures/6.11.yml | until: 2025-06-30             | until: June 2025             | until
        plan.yml          | id: norddjurs-2024            | id: Norddjurs 2024           | id
        plan.yml          | code: "707"                   | code: 707                    | code
        plan.yml          | valid_to: 2024-12-31          | valid_to: 31.12.2024         | valid_to
        plan.yml          | quarter_days: 45              | quarter_days: 45 days        | quarter_days
        plan.yml          | changed_percent: 25       | changed_percent: 101         | changed_percent
        plan.yml          | changed_percent: 25       | changed_share: 25            | changed_share
        plan.yml          | stale_after: P14D             | stale_after: 14              | stale_after
        plan.yml          | ended: 2025M06                | ended: June 2025             | ended
        plan.yml          | areas: jobcentre              | areas: rar                   | areas
        plan.yml          | - "6.10"                      | - 6.10                       | measures
        """)
    void refuses_what_the_reader_refuses(String file, String good, String bad, String about) {
        String text = text(CONFIG.resolve("plans/norddjurs-2024").resolve(file));
        assertThat(text).contains(good);
        Schema schema = schema(file.startsWith("measures") ? "measure.schema.json" : "plan.schema.json");

        List<Error> errors = schema.validate(YAML.readTree(text.replace(good, bad)));

        assertThat(errors).anySatisfy(error -> assertThat(error.toString()).contains(about));
    }

    @Test
    void refuses_a_municipality_code_of_two_digits() {
        JsonNode list = YAML.readTree("municipalities: {\"70\": Norddjurs}");

        assertThat(schema("municipalities.schema.json").validate(list)).isNotEmpty();
    }

    private static Schema schema(String name) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
