package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CsvFormatTest {
    /** What the text of each type looks like, by datapackage.org and not by the writer. */
    private static final Map<String, Pattern> TEXTS = Map.of(
            "string", Pattern.compile("(?s).+"),
            "object", Pattern.compile("\\{.*}"),
            "number", Pattern.compile("-?\\d+(\\.\\d{1,4})?"),
            "integer", Pattern.compile("-?\\d+"),
            "boolean", Pattern.compile("true|false"),
            "date", Pattern.compile("\\d{4}-\\d\\d-\\d\\d"),
            "datetime", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));

    @TempDir
    Path tmp;

    private JsonNode described;

    @BeforeEach
    void write() throws Exception {
        described = Written.json(Written.as(ExportFormat.CSV, tmp).resolve("datapackage.json"));
    }

    private List<NamedCsvRecord> rows(String table) throws Exception {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(tmp.resolve(table + ".csv"))) {
            return reader.stream().toList();
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static Set<String> missing(JsonNode schema, JsonNode field) {
        JsonNode missing = field.has("missingValues") ? field.get("missingValues") : schema.get("missingValues");
        return StreamSupport.stream(missing.spliterator(), false)
                .peek(value -> assertThat(value.get("label").asString()).isNotBlank())
                .map(value -> value.get("value").asString())
                .collect(Collectors.toSet());
    }

    @Test
    void the_description_is_a_data_package_and_a_broken_one_is_not() throws Exception {
        assertThat(Written.dataPackage(described)).isEmpty();
        ObjectNode broken = described.deepCopy().asObject();
        ((ObjectNode) broken.get("resources").get(0)).remove("path");
        ((ObjectNode) broken.get("resources").get(0)).remove("name");
        assertThat(Written.dataPackage(broken)).isNotEmpty();
    }

    @Test
    void it_says_whose_figures_these_are_and_as_of_when() {
        assertThat(described.get("title").asString()).isEqualTo("Prøveplan 2024: 1. halvår 2024, version 2");
        assertThat(described.get("created").asString()).isEqualTo("2024-09-14T00:30:01Z");
        assertThat(described.get("id").asString()).isEqualTo("proeve-2024/2024H1/2");
        assertThat(described.get("description").asString()).contains("DEMOTAL: 6 af 6 celler");
        assertThat(described.get("sources").get(0).get("title").asString()).isEqualTo("Jobindsats");
        assertThat(described.get("contributors").get(0).get("title").asString()).isEqualTo("Norddjurs Kommune");
    }

    @Test
    void every_file_is_as_long_and_has_the_digest_that_is_said_and_no_file_is_left_out() throws Exception {
        Set<String> files = new HashSet<>();
        for (JsonNode resource : described.get("resources")) {
            Path file = tmp.resolve(resource.get("path").asString());
            files.add(file.getFileName().toString());
            assertThat(Files.size(file)).isEqualTo(resource.get("bytes").asLong());
            assertThat("sha256:" + ExportFolder.sha256(file))
                    .isEqualTo(resource.get("hash").asString());
        }
        assertThat(tmp.toFile().list())
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.concat(files.stream(), java.util.stream.Stream.of("datapackage.json"))
                                .toList());
    }

    @Test
    void every_cell_is_what_its_field_says_or_a_missing_value() throws Exception {
        for (JsonNode resource : described.get("resources")) {
            JsonNode schema = resource.get("schema");
            for (NamedCsvRecord row : rows(resource.get("name").asString())) {
                assertThat(row.getHeader())
                        .isEqualTo(StreamSupport.stream(schema.get("fields").spliterator(), false)
                                .map(field -> field.get("name").asString())
                                .toList());
                for (JsonNode field : schema.get("fields")) {
                    String text = row.getField(field.get("name").asString());
                    if (missing(schema, field).contains(text)) {
                        assertThat(field.path("constraints").path("required").asBoolean(false))
                                .as(field.get("name").asString() + " is required")
                                .isFalse();
                        continue;
                    }
                    assertThat(text)
                            .as(field.toString())
                            .matches(TEXTS.get(field.get("type").asString()));
                    JsonNode constraints = field.path("constraints");
                    if (constraints.has("enum")) {
                        assertThat(texts(constraints.get("enum"))).contains(text);
                    }
                    if (constraints.has("pattern")) {
                        assertThat(text).matches(constraints.get("pattern").asString());
                    }
                }
            }
        }
    }

    @Test
    void keys_tell_rows_apart_and_foreign_keys_lead_somewhere() throws Exception {
        for (JsonNode resource : described.get("resources")) {
            String table = resource.get("name").asString();
            assertThat(keys(table, texts(resource.get("schema").get("primaryKey"))))
                    .doesNotHaveDuplicates();
            for (JsonNode foreign : resource.get("schema").path("foreignKeys")) {
                JsonNode to = foreign.get("reference");
                assertThat(keys(table, texts(foreign.get("fields"))))
                        .isNotEmpty()
                        .isSubsetOf(keys(to.get("resource").asString(), texts(to.get("fields"))));
            }
        }
    }

    private List<List<String>> keys(String table, List<String> columns) throws Exception {
        return rows(table).stream()
                .map(row -> columns.stream().map(row::getField).toList())
                .toList();
    }

    @Test
    void a_missing_value_is_its_state_and_a_hidden_cell_has_no_number_anywhere() throws Exception {
        List<NamedCsvRecord> hidden = rows("snapshot_value").stream()
                .filter(row -> row.getField("state").equals("SUPPRESSED"))
                .toList();

        assertThat(hidden).hasSize(1);
        assertThat(hidden.get(0).getField("value")).isEqualTo("SUPPRESSED");
        for (String column : List.of("numerator", "denominator", "deviation", "twin_difference", "previous_value")) {
            assertThat(hidden.get(0).getField(column)).isEmpty();
        }
        assertThat(rows("snapshot_value"))
                .extracting(row -> row.getField("value"))
                .contains("0", "80.7826", "SOURCE_MISSING");
    }

    @Test
    void a_text_with_commas_quotes_and_lines_comes_back_as_it_was() throws Exception {
        assertThat(rows("snapshot").get(0).getField("change_note")).isEqualTo(SampleVersion.NASTY);
        assertThat(Files.readString(tmp.resolve("snapshot.csv"))).doesNotContain("\r");
    }
}
