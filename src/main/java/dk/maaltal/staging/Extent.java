package dk.maaltal.staging;

import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a reading held, so that the next can be told to have shrunk.
 *
 * @param areas codes of the areas with at least one row
 * @param rowsByMembers distinct rows by kind of period and members, {@code M {"_kon":"/"}}
 */
record Extent(TreeSet<String> areas, SortedMap<String, Long> rowsByMembers) {
    static final Extent NONE = new Extent(new TreeSet<>(), new TreeMap<>());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Long>> ROWS = new TypeReference<>() {};

    /** The extent of the newest reading that was taken, held anything, and had the same plan behind it. */
    static Optional<Extent> lastTaken(JdbcClient db, Reading reading) {
        return db.sql("""
                        select areas, rows_by_members from reading
                        where table_id = ? and wanted = ? and outcome = 'OK' and row_count > 0
                        order by reading_id desc fetch first 1 rows only
                        """)
                .params(reading.tableId(), reading.wanted())
                .query((rs, n) -> new Extent(Text.set(rs.getString(1)), JSON.readValue(rs.getString(2), ROWS)))
                .optional();
    }

    long rows() {
        return rowsByMembers.values().stream().mapToLong(Long::longValue).sum();
    }

    String rowsText() {
        return JSON.writeValueAsString(rowsByMembers);
    }

    /**
     * An area lost, or more than 2 % of the rows of what both asked for. Rows of a member that has vanished from the
     * table do not count: they concern only the measures that need it.
     *
     * @throws Refusal SHRUNK
     */
    void refuseIfShrunk(String tableId, Extent before, List<DataRequest> requests) {
        TreeSet<String> lost = new TreeSet<>(before.areas());
        lost.removeAll(areas);
        if (!lost.isEmpty()) {
            throw Refusal.of(
                    Outcome.SHRUNK,
                    tableId,
                    "it lost %d of %d areas: %s"
                            .formatted(lost.size(), before.areas().size(), String.join(", ", lost)),
                    "every area that was there before");
        }
        long then = 0;
        long now = 0;
        for (Map.Entry<String, Long> entry : before.rowsByMembers().entrySet()) {
            if (requests.stream().anyMatch(request -> asks(request, entry.getKey()))) {
                then += entry.getValue();
                now += rowsByMembers.getOrDefault(entry.getKey(), 0L);
            }
        }
        if (now * 100 < then * 98) {
            throw Refusal.of(
                    Outcome.SHRUNK,
                    tableId,
                    "it has %d rows where it had %d".formatted(now, then),
                    "at least 98 % of them");
        }
    }

    private static boolean asks(DataRequest request, String members) {
        String kind = request.frequency() + " ";
        return members.startsWith(kind)
                && Scope.asks(request, new FigureBook.Figure(0, "", members.substring(kind.length())).members());
    }
}
