package dk.maaltal.staging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The numbers of one table's figures, where a figure is a measure with its members, in every area. Grows while a
 * reading is parsed; what is new is stored before the observations that need it.
 */
final class FigureBook {
    static final String JOBINDSATS = "jobindsats";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, String>> DIMENSIONS = new TypeReference<>() {};

    private final int tableNo;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Figure> figures = new ArrayList<>();
    private int stored;

    private FigureBook(int tableNo) {
        this.tableNo = tableNo;
    }

    /** @param dimensions JSON text with keys sorted, as the contract shows it */
    record Figure(int no, String measureKey, String dimensions) {
        SortedMap<String, String> members() {
            return JSON.readValue(dimensions, DIMENSIONS);
        }
    }

    /** Everything known of a table; the table gets its number when it is new. */
    static FigureBook load(JdbcClient db, String source, String tableId) {
        FigureBook book = new FigureBook(tableNo(db, source, tableId));
        db.sql("select figure_id, measure_key, dimensions from figure where figure_id between ? and ? order by 1")
                .param(Cell.figureId(book.tableNo, 0))
                .param(Cell.figureId(book.tableNo, Cell.MAX_FIGURES - 1))
                .query((rs, n) -> book.add(rs.getString(2), rs.getString(3)))
                .list();
        book.stored = book.figures.size();
        return book;
    }

    private static int tableNo(JdbcClient db, String source, String tableId) {
        return findTable(db, source, tableId).orElseGet(() -> {
            int next = db.sql("select coalesce(max(table_no), 0) + 1 from source_table")
                    .query(Integer.class)
                    .single();
            if (next >= Cell.MAX_TABLES) {
                throw new IllegalStateException("no number is left for table " + tableId);
            }
            db.sql("insert into source_table (table_no, source, table_id) values (?, ?, ?)")
                    .params(next, source, tableId)
                    .update();
            return next;
        });
    }

    static Optional<Integer> findTable(JdbcClient db, String source, String tableId) {
        return db.sql("select table_no from source_table where source = ? and table_id = ?")
                .params(source, tableId)
                .query(Integer.class)
                .optional();
    }

    /** The cell of a figure in the first area and period; empty when the figure was never seen. */
    static Optional<Long> firstCell(
            JdbcClient db, String tableId, String measureKey, SortedMap<String, String> dimensions) {
        return findTable(db, JOBINDSATS, tableId)
                .flatMap(tableNo -> db.sql("""
                        select figure_id from figure
                        where figure_id between ? and ? and measure_key = ? and dimensions = ?
                        """)
                        .params(Cell.figureId(tableNo, 0), Cell.figureId(tableNo, Cell.MAX_FIGURES - 1))
                        .params(measureKey, text(dimensions))
                        .query(Long.class)
                        .optional()
                        .map(figureId -> Cell.of(tableNo, 0, (int) (figureId % Cell.MAX_FIGURES), 0)));
    }

    /** The text a figure's dimensions are stored and found by. */
    static String text(SortedMap<String, String> dimensions) {
        return JSON.writeValueAsString(dimensions);
    }

    int tableNo() {
        return tableNo;
    }

    /** The figure's number; a new one when it was never seen. */
    synchronized int number(String measureKey, String dimensions) {
        Integer number = numbers.get(key(measureKey, dimensions));
        return number != null ? number : add(measureKey, dimensions).no();
    }

    private Figure add(String measureKey, String dimensions) {
        Figure figure = new Figure(figures.size(), measureKey, dimensions);
        if (figure.no() >= Cell.MAX_FIGURES) {
            throw new IllegalStateException("no number is left for figure " + figure);
        }
        figures.add(figure);
        numbers.put(key(measureKey, dimensions), figure.no());
        return figure;
    }

    private static String key(String measureKey, String dimensions) {
        return measureKey + "\t" + dimensions;
    }

    synchronized Figure figure(int number) {
        return figures.get(number);
    }

    synchronized int size() {
        return figures.size();
    }

    /** All figures known so far. */
    synchronized List<Figure> all() {
        return List.copyOf(figures);
    }

    /** Stores those that are not yet. */
    void store(JdbcClient db) {
        for (Figure figure : unstored()) {
            db.sql("insert into figure (figure_id, measure_key, dimensions) values (?, ?, ?)")
                    .params(Cell.figureId(tableNo, figure.no()), figure.measureKey(), figure.dimensions())
                    .update();
        }
    }

    private synchronized List<Figure> unstored() {
        List<Figure> fresh = List.copyOf(figures.subList(stored, figures.size()));
        stored = figures.size();
        return fresh;
    }
}
