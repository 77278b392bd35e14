package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.JsonText;
import dk.maaltal.source.UnreadableAnswer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the rows of one answer. Written for speed: labels are looked up in the parser's own buffer. */
final class RowReader {
    private static final String NUMBER = "a number or null";
    private static final int DIGITS = 17;
    private static final int FRACTION = 9;

    private final JsonParser parser;
    private final MemberColumn[] members;
    private final int area;
    private final @Nullable MeasureColumn[] measures;
    private final Map<String, ReferencePeriod> asked;
    private final CharIndex<ReferencePeriod> periods = new CharIndex<>();
    private final Map<Long, SortedMap<String, String>> combinations = new HashMap<>();
    private final MemberColumn.Entry[] current;
    private final @Nullable BigDecimal[] values;
    private final String where;
    private long lastCombination = -1;
    private SortedMap<String, String> lastDimensions = Collections.emptySortedMap();
    private long rows;
    private long leftOut;

    /** @param asked the request's periods by normal id */
    RowReader(
            JsonParser parser,
            BodyColumns columns,
            List<MemberColumn> members,
            Map<String, ReferencePeriod> asked,
            int area,
            String where) {
        this.parser = parser;
        this.members = members.toArray(MemberColumn[]::new);
        this.area = area;
        this.measures = columns.measures().toArray(MeasureColumn[]::new);
        this.asked = asked;
        this.current = new MemberColumn.Entry[members.size()];
        this.values = new BigDecimal[columns.measureKeys().size()];
        this.where = where;
    }

    /** How many rows there were, up to the end of the list. */
    long readAll(RowSink sink) throws UnreadableAnswer {
        JsonToken token = parser.nextToken();
        while (token == JsonToken.START_ARRAY) {
            row(sink);
            rows++;
            token = parser.nextToken();
        }
        if (token != JsonToken.END_ARRAY) {
            throw mismatch("row %d is no list".formatted(rows + 1), "a list of cells");
        }
        return rows;
    }

    private void row(RowSink sink) throws UnreadableAnswer {
        ReferencePeriod period = period();
        boolean wanted = true;
        for (int i = 0; i < members.length; i++) {
            current[i] = member(members[i]);
            wanted &= current[i].asked();
        }
        int n = 0;
        for (MeasureColumn measure : measures) {
            BigDecimal value = value(measure);
            if (measure != null) {
                values[n++] = value;
            }
        }
        if (parser.nextToken() != JsonToken.END_ARRAY) {
            throw mismatch("row %d has too many cells".formatted(rows + 1), "as many as there are columns");
        }
        if (wanted) {
            sink.row(period, current[area].member(), dimensions(), values);
        } else {
            leftOut++;
        }
    }

    private ReferencePeriod period() throws UnreadableAnswer {
        text("the period");
        char[] buffer = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        ReferencePeriod known = periods.find(buffer, offset, length);
        if (known != null) {
            return known;
        }
        String id = new String(buffer, offset, length);
        ReferencePeriod period = asked.get(Labels.normal(id));
        if (period == null) {
            throw mismatch("row %d is about the period '%s'".formatted(rows + 1, id), "a period that was asked for");
        }
        periods.put(buffer, offset, length, period);
        return period;
    }

    private MemberColumn.Entry member(MemberColumn column) throws UnreadableAnswer {
        text("a label of " + column.hierarchy().id());
        char[] buffer = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        MemberColumn.Entry entry = column.find(buffer, offset, length);
        if (entry == null) {
            throw mismatch(
                    "row %d: '%s' is not in the hierarchy %s"
                            .formatted(
                                    rows + 1,
                                    new String(buffer, offset, length),
                                    column.hierarchy().id()),
                    "a label of the table's metadata");
        }
        if (!entry.asked() && !isTotal(entry, column.hierarchy())) {
            throw mismatch(
                    "row %d: '%s' of %s was not asked for"
                            .formatted(
                                    rows + 1,
                                    entry.member().label(),
                                    column.hierarchy().id()),
                    "only what was asked for");
        }
        return entry;
    }

    /** A total that comes along unasked is known of some hierarchies and harmless. */
    private static boolean isTotal(MemberColumn.Entry entry, Hierarchy hierarchy) {
        return hierarchy.total().filter(entry.member()::equals).isPresent();
    }

    private void text(String what) throws UnreadableAnswer {
        JsonToken token = parser.nextToken();
        if (token != JsonToken.VALUE_STRING) {
            throw mismatch("row %d: %s is %s".formatted(rows + 1, what, shown(token)), "text");
        }
    }

    private @Nullable BigDecimal value(@Nullable MeasureColumn measure) throws UnreadableAnswer {
        JsonToken token = parser.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw mismatch("row %d: %s is too large".formatted(rows + 1, parser.getString()), "a count");
            }
            return BigDecimal.valueOf(parser.getLongValue());
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return decimal();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        String column = measure == null ? "a measure" : "'%s'".formatted(measure.fullName());
        throw mismatch("row %d: the cell of %s is %s".formatted(rows + 1, column, shown(token)), NUMBER);
    }

    /** Plain decimals are put together from their digits; anything unusual goes the long way. */
    private BigDecimal decimal() throws UnreadableAnswer {
        char[] buffer = parser.getStringCharacters();
        int offset = parser.getStringOffset();
        int length = parser.getStringLength();
        long digits = 0;
        int scale = -1;
        boolean negative = buffer[offset] == '-';
        for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
            char c = buffer[i];
            if (c >= '0' && c <= '9' && length <= DIGITS) {
                digits = digits * 10 + (c - '0');
                scale += scale < 0 ? 0 : 1;
            } else if (c == '.' && scale < 0) {
                scale = 0;
            } else {
                return longWay(new String(buffer, offset, length));
            }
        }
        return BigDecimal.valueOf(negative ? -digits : digits, Math.max(scale, 0));
    }

    private BigDecimal longWay(String text) throws UnreadableAnswer {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.precision() - value.scale()) > DIGITS || value.scale() > 2 * FRACTION) {
            throw mismatch("row %d: %s is no figure of a table".formatted(rows + 1, text), "a plain decimal");
        }
        return value;
    }

    private SortedMap<String, String> dimensions() {
        long combination = 0;
        for (int i = 0; i < members.length; i++) {
            if (i != area) {
                combination = combination * members[i].size() + current[i].number();
            }
        }
        if (combination != lastCombination) {
            lastCombination = combination;
            lastDimensions = combinations.computeIfAbsent(combination, c -> named());
        }
        return lastDimensions;
    }

    private SortedMap<String, String> named() {
        TreeMap<String, String> named = new TreeMap<>();
        for (int i = 0; i < members.length; i++) {
            if (i != area) {
                named.put(members[i].hierarchy().id(), current[i].member().valueId());
            }
        }
        return Collections.unmodifiableSortedMap(named);
    }

    private String shown(@Nullable JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return "the text '%s'".formatted(JsonText.shortened(parser.getString()));
        }
        return token == JsonToken.END_ARRAY ? "missing" : String.valueOf(token);
    }

    private UnreadableAnswer mismatch(String what, String expected) {
        return UnreadableAnswer.mismatch(where, what, expected);
    }

    /** Labels that changed by spaces or case, and totals that came unasked. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (MemberColumn column : members) {
            notes.addAll(column.notes());
        }
        if (leftOut > 0) {
            notes.add("%s: %d rows of a total that was not asked for were left out".formatted(where, leftOut));
        }
        return notes;
    }
}
