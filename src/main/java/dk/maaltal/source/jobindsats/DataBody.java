package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.UnreadableAnswer;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An answer of {@code /data/<table>}: an object with {@code columns} and then {@code rows}, read as a stream. */
public final class DataBody {
    private DataBody() {}

    /**
     * What an answer held.
     *
     * @param rows all rows of the body, those left out too
     * @param cells rows times the table's measures
     * @param notes what is worth knowing and no failure: changed spaces or case, columns or totals left out
     */
    public record Summary(long rows, long cells, List<String> notes) {
        public Summary {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Checks columns, labels and types against metadata and request, and hands on each row.
     *
     * @throws UnreadableAnswer when the body is not all of that; rows handed on before are then worth nothing
     * @throws IllegalArgumentException when the request names a hierarchy that the metadata does not have
     */
    public static Summary read(InputStream body, TableMetadata metadata, DataRequest request, RowSink sink)
            throws UnreadableAnswer {
        String where = "jobindsats, table %s, data of %s to %s"
                .formatted(
                        metadata.id(),
                        request.periods().get(0),
                        request.periods().get(request.periods().size() - 1));
        List<Hierarchy> asked = new ArrayList<>();
        asked.add(hierarchy(metadata, request.areaHierarchy()));
        request.members().keySet().forEach(id -> asked.add(hierarchy(metadata, id)));
        return JsonText.read(body, where, parser -> {
            expectKey(parser, "columns", where, JsonToken.START_OBJECT);
            List<String> labels = labels(parser, where);
            BodyColumns columns = BodyColumns.of(labels, asked, metadata, where);
            expectKey(parser, "rows", where, null);
            RowReader rows = new RowReader(
                    parser,
                    columns,
                    memberColumns(columns, request),
                    periods(request),
                    columns.hierarchies().indexOf(asked.get(0)),
                    where);
            sink.start(columns.measureKeys());
            long count = rows.readAll(sink);
            JsonToken end = parser.nextToken();
            if (end != JsonToken.END_OBJECT) {
                throw UnreadableAnswer.mismatch(
                        where,
                        "there is more than columns and rows: '%s'".formatted(parser.getString()),
                        "an object with columns and rows; more may mean that only a part was sent");
            }
            List<String> notes = new ArrayList<>(columns.notes());
            notes.addAll(rows.notes());
            return new Summary(count, count * metadata.measures().size(), notes);
        });
    }

    private static Hierarchy hierarchy(TableMetadata metadata, String id) {
        return metadata.hierarchy(id)
                .orElseThrow(() ->
                        new IllegalArgumentException("table %s has no hierarchy %s".formatted(metadata.id(), id)));
    }

    private static List<MemberColumn> memberColumns(BodyColumns columns, DataRequest request) {
        List<MemberColumn> found = new ArrayList<>();
        for (Hierarchy hierarchy : columns.hierarchies()) {
            List<String> asked = hierarchy.id().equalsIgnoreCase(request.areaHierarchy())
                    ? request.areas()
                    : request.members().entrySet().stream()
                            .filter(e -> e.getKey().equalsIgnoreCase(hierarchy.id()))
                            .findFirst()
                            .orElseThrow()
                            .getValue();
            found.add(new MemberColumn(hierarchy, asked));
        }
        return found;
    }

    private static Map<String, ReferencePeriod> periods(DataRequest request) {
        Map<String, ReferencePeriod> periods = new TreeMap<>();
        request.periods().forEach(id -> periods.put(Labels.normal(id), ReferencePeriod.parse(id)));
        return periods;
    }

    private static void expectKey(JsonParser parser, String key, String where, @Nullable JsonToken before)
            throws UnreadableAnswer {
        if (before != null && parser.nextToken() != before) {
            throw UnreadableAnswer.mismatch(where, "the answer is no object", "an object with columns and rows");
        }
        String name = parser.nextName();
        if (!key.equals(name)) {
            throw UnreadableAnswer.mismatch(
                    where,
                    name == null
                            ? "the answer has no " + key
                            : "the answer has '%s' where %s should be".formatted(name, key),
                    "an object with columns and then rows");
        }
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw UnreadableAnswer.mismatch(where, key + " is no list", "a list");
        }
    }

    private static List<String> labels(JsonParser parser, String where) throws UnreadableAnswer {
        List<String> labels = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.VALUE_STRING) {
                throw UnreadableAnswer.mismatch(where, "a column's label is " + token, "text");
            }
            labels.add(parser.getString());
        }
        return labels;
    }
}
