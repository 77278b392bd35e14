package dk.maaltal.staging;

import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.DataRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How much a reading held, so that the next can be told to have shrunk.
 *
 * @param areas codes of the areas with at least one row
 * @param rows distinct rows by period and members, {@code 2024M06 {"_kon":"/"}}
 */
record Extent(TreeSet<String> areas, SortedMap<String, Long> rows) {
    static final Extent NONE = new Extent(new TreeSet<>(), new TreeMap<>());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Long>> ROWS = new TypeReference<>() {};

    /** What rows are counted by. */
    static String key(ReferencePeriod period, String members) {
        return period.code() + " " + members;
    }

    private static ReferencePeriod period(String key) {
        return ReferencePeriod.parse(key.substring(0, key.indexOf(' ')));
    }

    private static String members(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    /** What a reading that was taken held. */
    record Taken(long readingId, Extent extent) {}

    /** Of the newest reading that was taken and held anything, whatever the plan wanted then. */
    static Optional<Taken> lastTaken(JdbcClient db, String tableId) {
        return db.sql("""
                        select reading_id, areas, rows_by_period from reading
                        where table_id = ? and outcome = 'OK' and row_count > 0
                        order by reading_id desc fetch first 1 rows only
                        """)
                .param(tableId)
                .query((rs, n) -> new Taken(
                        rs.getLong(1), new Extent(Text.set(rs.getString(2)), JSON.readValue(rs.getString(3), ROWS))))
                .optional();
    }

    long rowCount() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    String rowsText() {
        return JSON.writeValueAsString(rows);
    }

    /**
     * More than 2 % of the rows of what both asked for lost: in all, or in the periods that were there before, for new
     * periods must not hide what old ones lost. Rows of a member that has vanished from the table do not count: they
     * concern only the measures that need it.
     *
     * @param requests that now ask for the same as then
     * @throws Refusal SHRUNK
     */
    void refuseIfShrunk(String tableId, Extent before, List<DataRequest> requests) {
        TreeSet<String> kinds = new TreeSet<>();
        before.rows().keySet().stream()
                .filter(key -> requests.stream().anyMatch(request -> asks(request, key)))
                .forEach(key -> kinds.add(kind(key)));
        Predicate<String> comparable = key -> kinds.contains(kind(key));
        refuseIfFewer(tableId, "", before.count(comparable), count(comparable));
        Predicate<String> still = comparable.and(notBeforeFirst());
        refuseIfFewer(
                tableId,
                " of the periods it had before",
                before.count(still),
                count(comparable.and(before.rows()::containsKey)));
    }

    /** A table may keep a moving window: the oldest periods may go. */
    private Predicate<String> notBeforeFirst() {
        Map<String, ReferencePeriod> first = new TreeMap<>();
        rows.keySet().forEach(key -> first.merge(kind(key), period(key), (a, b) -> a.compareTo(b) < 0 ? a : b));
        return key -> {
            ReferencePeriod from = first.get(kind(key));
            return from == null || period(key).compareTo(from) >= 0;
        };
    }

    private long count(Predicate<String> keys) {
        return rows.entrySet().stream()
                .filter(entry -> keys.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void refuseIfFewer(String tableId, String which, long then, long now) {
        if (now * 100 < then * 98) {
            throw Refusal.of(
                    Outcome.SHRUNK,
                    tableId,
                    "it has %d rows%s where it had %d".formatted(now, which, then),
                    "at least 98 % of them");
        }
    }

    private static String kind(String key) {
        return period(key).frequency() + " " + members(key);
    }

    private static boolean asks(DataRequest request, String key) {
        return request.frequency() == period(key).frequency()
                && Scope.asks(request, new FigureBook.Figure(0, "", members(key)).members());
    }
}
