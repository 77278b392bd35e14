package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real answers of v3, where they are at hand. */
@EnabledIf("atHand")
class CapturedAnswersTest {
    private static final Path FOLDER = Path.of("../shared/captures/jobindsats");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static boolean atHand() {
        return Files.isDirectory(FOLDER);
    }

    static Stream<JsonNode> bodies() throws IOException {
        return MAPPER.readTree(Files.readString(FOLDER.resolve("data/manifest.json")))
                .valueStream();
    }

    /** Every row and cell against a plain reading of the same file. */
    @ParameterizedTest
    @MethodSource("bodies")
    void every_row_value_and_null_of_a_real_body_is_accounted_for(JsonNode entry) throws Exception {
        Path file = FOLDER.resolve(entry.path("file").asString());
        JsonNode body = MAPPER.readTree(Files.readString(file));
        DataRequest asked = DataRequest.parse(entry.path("request").asString());
        DataRequest request = new DataRequest(
                asked.tableId(),
                asked.frequency(),
                List.copyOf(distinct(body, 0)),
                asked.areaHierarchy(),
                List.of("*"),
                asked.members());
        int dimensions = 2 + request.members().size();
        List<String> flat = new ArrayList<>();

        DataBody.Summary summary;
        try (InputStream in = Files.newInputStream(file)) {
            summary = DataBody.read(in, metadata(body, asked, entry), request, flattening(flat));
        }

        List<String> expected = new ArrayList<>();
        for (JsonNode row : body.path("rows")) {
            expected.add(row.get(0).asString() + "|" + row.get(1).asString());
            for (int i = dimensions; i < row.size(); i++) {
                JsonNode cell = row.get(i);
                assertThat(cell.isNull() || cell.isNumber()).isTrue();
                expected.add(
                        cell.isNull()
                                ? "null"
                                : (cell.isIntegralNumber() ? "count " : "decimal ")
                                        + cell.decimalValue()
                                                .stripTrailingZeros()
                                                .toPlainString());
            }
        }
        assertThat(flat).isEqualTo(expected);
        assertThat(summary.rows()).isEqualTo(entry.path("rows").asLong());
        assertThat(summary.cells())
                .isEqualTo(entry.path("rows").asLong() * (entry.path("columns").size() - dimensions));
        assertThat(summary.notes()).isEmpty();
    }

    private static RowSink flattening(List<String> flat) {
        return new RowSink() {
            @Override
            public void start(List<String> measureKeys) {}

            @Override
            public void row(
                    ReferencePeriod period,
                    Member area,
                    SortedMap<String, String> dimensions,
                    @Nullable BigDecimal[] values) {
                flat.add(period.code() + "|" + area.label());
                for (BigDecimal value : values) {
                    flat.add(
                            value == null
                                    ? "null"
                                    : (value.scale() == 0 ? "count " : "decimal ")
                                            + value.stripTrailingZeros().toPlainString());
                }
            }
        };
    }

    private static LinkedHashSet<String> distinct(JsonNode body, int column) {
        LinkedHashSet<String> distinct = new LinkedHashSet<>();
        body.path("rows").forEach(row -> distinct.add(row.get(column).asString()));
        return distinct;
    }

    /** Metadata as it must have been for this body. */
    private static TableMetadata metadata(JsonNode body, DataRequest asked, JsonNode entry) {
        List<String> columns =
                entry.path("columns").valueStream().map(JsonNode::asString).toList();
        List<Hierarchy> hierarchies = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(asked.areaHierarchy()));
        ids.addAll(
                entry.path("request").asString().contains("hierarchy._ygrpi09")
                        ? List.of("_ygrpi09", "_akassebl")
                        : asked.members().keySet());
        for (int i = 0; i < ids.size(); i++) {
            List<String> labels = List.copyOf(distinct(body, i + 1));
            List<Member> values = new ArrayList<>();
            for (int v = 0; v < labels.size(); v++) {
                values.add(new Member(v == 0 ? "/" : "/%d/".formatted(v), labels.get(v)));
            }
            hierarchies.add(new Hierarchy(ids.get(i), ids.get(i), "d" + i, columns.get(i + 1), values));
        }
        List<MeasureColumn> measures = columns.subList(1 + ids.size(), columns.size()).stream()
                .map(label -> label.contains(": ")
                        ? new MeasureColumn(
                                "g",
                                label.substring(0, label.indexOf(": ")),
                                label,
                                label.substring(label.indexOf(": ") + 2))
                        : new MeasureColumn("g" + label, label, "m", label))
                .toList();
        return new TableMetadata(
                asked.tableId(),
                "",
                measures,
                Map.of(asked.frequency(), List.copyOf(new TreeSet<>(distinct(body, 0)))),
                hierarchies);
    }

    @Test
    void the_ten_real_errors_each_give_their_outcome_and_keep_what_was_said() throws IOException {
        int errors = 0;
        for (JsonNode entry : MAPPER.readTree(Files.readString(FOLDER.resolve("errors/manifest.json")))) {
            String name = Path.of(entry.path("file").asString()).getFileName().toString();
            String text = Files.readString(FOLDER.resolve("errors").resolve(name));
            int status = entry.path("status").asInt();

            assertThat(ErrorText.outcome(status, text))
                    .as(name)
                    .isEqualTo(status == 403 ? Outcome.FORBIDDEN : Outcome.REJECTED);
            if (status == 422) {
                JsonNode envelope = MAPPER.readTree(text);
                assertThat(ErrorText.detail(status, text))
                        .contains(
                                "status 422",
                                envelope.path("cause").asString(),
                                envelope.path("request_id").asString());
            } else {
                assertThat(ErrorText.detail(status, text)).contains("You do not have permission");
            }
            errors++;
        }
        assertThat(errors).isEqualTo(10);
    }
}
