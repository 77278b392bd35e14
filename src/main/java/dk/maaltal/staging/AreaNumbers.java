package dk.maaltal.staging;

import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The numbers that areas are stored under; the country is 0. */
final class AreaNumbers {
    static final int COUNTRY = 0;

    private final Map<String, Integer> byCode = new HashMap<>();
    private final Map<Integer, String> byNumber = new HashMap<>();

    private AreaNumbers() {}

    static AreaNumbers load(JdbcClient db) {
        AreaNumbers numbers = new AreaNumbers();
        db.sql("select area_no, area_code from observed_area")
                .query((rs, n) -> numbers.put(rs.getString(2), rs.getInt(1)))
                .list();
        return numbers;
    }

    /** The number of one area; empty when it has none. */
    static Optional<Integer> find(JdbcClient db, String areaCode) {
        return db.sql("select area_no from observed_area where area_code = ?")
                .param(areaCode)
                .query(Integer.class)
                .optional();
    }

    /** As stored, and numbers for those of the book that have none yet. */
    static AreaNumbers loadAndComplete(JdbcClient db, AreaBook book) {
        AreaNumbers numbers = load(db);
        for (Area area : book.all()) {
            if (!numbers.byCode.containsKey(area.code())) {
                int next = numbers.byCode.size();
                if (next >= Cell.MAX_AREAS) {
                    throw new IllegalStateException("no number is left for area " + area);
                }
                db.sql("insert into observed_area (area_no, area_code, area_name) values (?, ?, ?)")
                        .params(next, area.code(), area.name())
                        .update();
                numbers.put(area.code(), next);
            }
        }
        return numbers;
    }

    private String put(String code, int number) {
        byCode.put(code, number);
        byNumber.put(number, code);
        return code;
    }

    int of(Area area) {
        Integer number = byCode.get(area.code());
        if (number == null) {
            throw new IllegalStateException("area %s has no number".formatted(area));
        }
        return number;
    }

    String code(int number) {
        String code = byNumber.get(number);
        if (code == null) {
            throw new IllegalStateException("no area has number " + number);
        }
        return code;
    }
}
