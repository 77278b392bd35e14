package dk.maaltal.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an answer of {@code /data} wrong. */
final class Distortion {
    private static final Set<Object> LOST = Set.of("Norddjurs", "Randers", "Jobcenter Norddjurs", "Jobcenter Randers");

    private Distortion() {}

    static Answers.Data of(Answers.Data data, Fault fault) {
        List<String> columns = new ArrayList<>(data.columns());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        data.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        switch (fault) {
            case WRONG_COLUMNS -> columns.set(columns.size() - 1, "En helt anden måling");
            case WRONG_LABELS -> rows.get(rows.size() / 2).set(1, "Nørrejylland");
            case LABEL_SPACING -> {
                columns.replaceAll(Distortion::spaced);
                rows.forEach(row -> {
                    for (int i = 1; i < data.labels(); i++) {
                        row.set(i, spaced(String.valueOf(row.get(i))));
                    }
                });
            }
            case FEWER_ROWS -> thin(rows, 5);
            case FEW_ROWS_LOST -> thin(rows, 20);
            case FEWER_AREAS -> rows.removeIf(row -> LOST.contains(row.get(1)));
            case CONFLICT -> rows.add(changed(rows, data.labels()));
            case TEXT_FOR_NUMBER -> rows.get(rows.size() / 2).set(data.labels(), "..");
            default -> throw new IllegalArgumentException(fault + " does not change the content");
        }
        return new Answers.Data(columns, rows, data.labels());
    }

    private static void thin(List<List<@Nullable Object>> rows, int step) {
        for (int i = rows.size() - 1; i >= 0; i -= step) {
            rows.remove(i);
        }
    }

    private static String spaced(String label) {
        return " " + label.toUpperCase(Locale.ROOT).replace(" ", "  ");
    }

    private static List<@Nullable Object> changed(List<List<@Nullable Object>> rows, int labels) {
        List<@Nullable Object> last = new ArrayList<>(rows.get(rows.size() / 3));
        for (int i = labels; i < last.size(); i++) {
            last.set(i, last.get(i) instanceof BigDecimal n ? n.add(BigDecimal.ONE) : BigDecimal.TEN);
        }
        return last;
    }
}
