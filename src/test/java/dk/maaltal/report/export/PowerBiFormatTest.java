package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The project against Microsoft's own schemas, and the model against the database it is to read. */
@OnBothDatabases
class PowerBiFormatTest {
    private static final String NAME = "proeve-2024-2024H1";

    /** The database's type to the one that Power BI must be told. */
    private static final Map<String, String> TYPES = Map.of(
            "varchar", "string",
            "decimal(18,4)", "decimal",
            "bigint", "int64",
            "boolean", "boolean",
            "date", "dateTime",
            "timestamp with time zone", "dateTime");

    /** Columns that the queries add. */
    private static final Set<String> ADDED = Set.of("measure_key", "measure_order");

    @TempDir
    Path tmp;

    private Path model;
    private final Map<String, TmdlReader.Node> tables = new LinkedHashMap<>();

    @BeforeEach
    void write() throws Exception {
        model = Written.as(ExportFormat.POWERBI, tmp).resolve(NAME + ".SemanticModel/definition");
        for (String view : List.of("snapshot", "snapshot_value", "measure", "area", "period")) {
            List<TmdlReader.Node> nodes = read("tables/" + view + ".tmdl");
            assertThat(nodes).hasSize(1);
            tables.put(view, nodes.get(0));
        }
    }

    private List<TmdlReader.Node> read(String file) throws IOException {
        return TmdlReader.read(Files.readString(model.resolve(file)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(tmp)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void every_json_file_is_what_its_schema_says_and_a_broken_one_is_not() throws Exception {
        int held = 0;
        for (Path file : files()) {
            if (!file.toString().endsWith(".tmdl")) {
                JsonNode json = Written.json(file);
                assertThat(Written.powerBi(json)).as(file.toString()).isEmpty();
                ObjectNode broken = json.deepCopy().asObject();
                broken.removeAll();
                broken.put("$schema", json.get("$schema").asString());
                assertThat(Written.powerBi(broken))
                        .as(file + " without anything")
                        .matches(errors -> !errors.isEmpty() || file.endsWith("pages.json"));
                held++;
            }
        }
        assertThat(held).isEqualTo(10);
        assertThat(Written.json(tmp.resolve(NAME + ".pbip"))
                        .get("artifacts")
                        .get(0)
                        .get("report")
                        .get("path")
                        .asString())
                .isEqualTo(NAME + ".Report");
        assertThat(tmp.resolve(NAME + ".Report")
                        .resolve(Written.json(tmp.resolve(NAME + ".Report/definition.pbir"))
                                .get("datasetReference")
                                .get("byPath")
                                .get("path")
                                .asString()))
                .isDirectory();
    }

    @Test
    void every_column_is_the_databases_with_its_type_and_a_danish_description() {
        try (HikariDataSource database = TestDatabase.fresh()) {
            JdbcTemplate db = new JdbcTemplate(database);
            tables.forEach((view, table) -> {
                Map<String, String> real = ContractViewsTest.columns(db, view).stream()
                        .filter(column -> !column.startsWith("is_latest "))
                        .collect(Collectors.toMap(c -> c.split(" ", 2)[0], c -> c.split(" ", 2)[1]));
                Map<String, String> described = new HashMap<>();
                for (TmdlReader.Node column : table.all("column")) {
                    String source = column.property("sourceColumn");
                    assertThat(column.description()).as(view + "." + source).isNotBlank();
                    assertThat(column.property("summarizeBy")).isEqualTo("none");
                    if (!ADDED.contains(source)) {
                        described.put(source, column.property("dataType"));
                    }
                }
                assertThat(described.keySet()).as(view).isEqualTo(real.keySet());
                described.forEach((source, type) ->
                        assertThat(type).as(view + "." + source).isEqualTo(TYPES.get(real.get(source))));
            });
        }
    }

    @Test
    void the_queries_fetch_every_column_with_its_type_and_convert_every_instant() {
        Map<String, String> m = Map.of(
                "string", "type text", "decimal", "Currency.Type", "int64", "Int64.Type", "boolean", "type logical");
        tables.forEach((view, table) -> {
            String query = table.all("partition").get(0).property("source");
            assertThat(table.all("partition").get(0).property("mode")).isEqualTo("import");
            for (TmdlReader.Node column : table.all("column")) {
                String source = column.property("sourceColumn");
                if (ADDED.contains(source)) {
                    assertThat(query).contains("\"" + source + "\"");
                } else if (column.property("dataType").equals("dateTime")) {
                    assertThat(query).containsPattern("\\{\"" + source + "\", type date(time)?}");
                    if (query.contains("{\"" + source + "\", type datetime}")) {
                        assertThat(query.substring(query.lastIndexOf("}, {"))).contains("\"" + source + "\"");
                    }
                } else {
                    assertThat(query).contains("{\"" + source + "\", " + m.get(column.property("dataType")) + "}");
                }
            }
        });
    }

    @Test
    void relationships_lead_from_many_to_a_key() throws Exception {
        List<TmdlReader.Node> relationships = read("relationships.tmdl");
        assertThat(relationships).hasSize(4);
        for (TmdlReader.Node relationship : relationships) {
            TmdlReader.Node many = column(relationship.property("fromColumn"));
            TmdlReader.Node one = column(relationship.property("toColumn"));
            assertThat(many.property("dataType")).isEqualTo(one.property("dataType"));
            assertThat(one.property("isKey")).isEqualTo("true");
        }
    }

    private TmdlReader.Node column(String reference) {
        Matcher parts = Pattern.compile("('[^']+'|[^.']+)\\.('[^']+'|[^.']+)").matcher(reference);
        assertThat(parts.matches()).as(reference).isTrue();
        String table = parts.group(1).replace("'", "");
        return tables.values().stream()
                .filter(node -> node.name().equals(table))
                .flatMap(node -> node.all("column").stream())
                .filter(node -> node.name().equals(parts.group(2).replace("'", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void measures_use_what_is_there_and_divide_sums_and_average_nothing() {
        TmdlReader.Node values = Objects.requireNonNull(tables.get("snapshot_value"));
        Set<String> columns =
                values.all("column").stream().map(TmdlReader.Node::name).collect(Collectors.toSet());
        Set<String> measures =
                values.all("measure").stream().map(TmdlReader.Node::name).collect(Collectors.toSet());
        assertThat(measures).isNotEmpty().doesNotContainAnyElementsOf(columns);
        for (TmdlReader.Node measure : values.all("measure")) {
            String dax = measure.expression();
            assertThat(measure.description()).isNotBlank();
            assertThat(dax).doesNotContain("AVERAGE");
            for (Matcher used = Pattern.compile("('Værdier')?\\[([^]]+)]").matcher(dax); used.find(); ) {
                assertThat(used.group(1) == null ? measures : columns).as(dax).contains(used.group(2));
            }
            assertThat(dax.chars().filter(c -> c == '(').count())
                    .isEqualTo(dax.chars().filter(c -> c == ')').count());
            if (dax.contains("DIVIDE(")) {
                assertThat(dax)
                        .contains("[Kan lægges sammen]")
                        .containsPattern(
                                "DIVIDE\\(SUM\\('Værdier'\\[Tæller]\\), (SUM|MAX)\\('Værdier'\\[Nævner]\\)\\)");
            }
        }
        assertThat(values.all("measure"))
                .filteredOn(measure -> measure.expression().contains("SUM("))
                .allSatisfy(measure -> assertThat(measure.expression()).contains("[Kan lægges sammen]"));
        for (String word : DanishWords.of("state")) {
            assertThat(values.all("measure"))
                    .anyMatch(measure -> measure.name().equals("Tilstand i ord")
                            && measure.expression()
                                    .contains("\"" + word + "\", \"" + DanishWords.danish("state", word) + "\""));
        }
    }

    @Test
    void tags_are_uuids_of_their_own() throws Exception {
        List<String> tags = new ArrayList<>();
        Pattern tag = Pattern.compile("(?:lineageTag:|relationship) (\\S+)");
        for (Path file : files()) {
            if (file.toString().endsWith(".tmdl")) {
                tag.matcher(Files.readString(file)).results().forEach(found -> tags.add(found.group(1)));
            }
        }
        assertThat(tags).hasSizeGreaterThan(60).doesNotHaveDuplicates().allSatisfy(UUID::fromString);
    }

    @Test
    void the_version_and_the_source_are_parameters_and_no_credential_is_written() throws Exception {
        Map<String, String> expressions = read("expressions.tmdl").stream()
                .collect(Collectors.toMap(TmdlReader.Node::name, TmdlReader.Node::expression));
        assertThat(expressions.keySet())
                .isEqualTo(Set.of("Kilde", "Mappe", "Server", "Database", "Plan", "Version", "HentTabel", "MedTyper"));
        assertThat(expressions.get("Version")).startsWith("\"proeve-2024/2024H1/2\" meta [IsParameterQuery = true");
        assertThat(expressions.get("HentTabel")).contains("Schema = \"bi\"");
        for (String state : DanishWords.statesWithoutValue()) {
            assertThat(expressions.get("MedTyper")).contains("\"" + state + "\"");
        }
        for (Path file : files()) {
            assertThat(Files.readString(file).toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("password", "kodeord", "pwd=", "token");
        }
    }

    @Test
    void the_model_names_every_table_and_every_expression_once() throws Exception {
        List<String> refs = read("model.tmdl").stream()
                .filter(node -> node.type().equals("ref"))
                .map(TmdlReader.Node::name)
                .toList();
        assertThat(refs)
                .isEqualTo(Stream.concat(
                                tables.values().stream().map(table -> "table " + table.name()),
                                Stream.of("cultureInfo da-DK"))
                        .toList());
        assertThat(Files.readString(model.resolve("database.tmdl"))).contains("compatibilityLevel: 1601");
        assertThat(new HashSet<>(refs)).hasSameSizeAs(refs);
    }

    /** Java writes no Danish letter in a file name on a machine whose locale lacks it. */
    @Test
    void names_of_files_are_ascii() throws Exception {
        assertThat(files())
                .allSatisfy(file -> assertThat(tmp.relativize(file).toString()).matches("[ -~]+"));
    }
}
