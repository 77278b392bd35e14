package dk.maaltal.source.register;

import dk.maaltal.register.CodeList;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Column;
import dk.maaltal.register.Column.Type;
import dk.maaltal.register.Register;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the rows of one file, and notes its first day and the codes used outside their days. */
final class RowTally {
    private final List<Column> columns;
    private final int[] dated;
    private final long[] least;
    private final List<Dated> codes = new ArrayList<>();
    private long taken;
    private long rejected;
    private long skipped;

    /** A code column of which at least one code has a first or last day. */
    private record Dated(Column column, int place, List<CodeList.Code> codes, long[] from, long[] to, long[] outside) {}

    RowTally(Register register, CodeLists lists) {
        this.columns = register.valueColumns();
        this.least = new long[columns.size()];
        java.util.Arrays.fill(least, Long.MAX_VALUE);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Type type = columns.get(i).type();
            if (type == Type.DATE
                    || type == Type.MONTH
                    || type == Type.YEAR
                    || type == Type.SCHOOL_YEAR
                    || type == Type.HALF_YEAR) {
                places.add(i);
            } else if (type == Type.CODE) {
                watch(
                        columns.get(i),
                        i,
                        lists.list(String.valueOf(columns.get(i).codelist())).codes());
            }
        }
        this.dated = places.stream().mapToInt(Integer::intValue).toArray();
    }

    private void watch(Column column, int place, List<CodeList.Code> all) {
        if (all.stream().anyMatch(code -> code.validFrom() != null || code.validTo() != null)) {
            long[] from = all.stream()
                    .mapToLong(c -> day(c.validFrom(), Long.MIN_VALUE))
                    .toArray();
            long[] to = all.stream()
                    .mapToLong(c -> day(c.validTo(), Long.MAX_VALUE))
                    .toArray();
            codes.add(new Dated(column, place, all, from, to, new long[all.size()]));
        }
    }

    private static long day(@Nullable LocalDate date, long none) {
        return date == null ? none : date.toEpochDay();
    }

    void taken(long[] values) {
        taken++;
        for (int place : dated) {
            long value = values[place];
            if (value != Column.NONE && value < least[place]) {
                least[place] = value;
            }
        }
        for (Dated code : codes) {
            int which = (int) values[code.place];
            long day = firstDay(values);
            if (day < code.from[which] || day > code.to[which]) {
                code.outside[which]++;
            }
        }
    }

    /** The day a row's codes are used on: its first date. */
    private long firstDay(long[] values) {
        for (int place : dated) {
            if (values[place] != Column.NONE) {
                return day(columns.get(place).type(), values[place]).toEpochDay();
            }
        }
        throw new IllegalStateException("every register with codes has a date that is required");
    }

    private static LocalDate day(Type type, long value) {
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay(value);
            case MONTH -> LocalDate.of((int) (value / 12), (int) (value % 12) + 1, 1);
            case YEAR -> LocalDate.of((int) value, 1, 1);
            case SCHOOL_YEAR -> LocalDate.of((int) value - 1, 8, 1);
            case HALF_YEAR -> LocalDate.of((int) (value / 2), value % 2 == 0 ? 1 : 7, 1);
            default -> throw new IllegalArgumentException("no time: " + type);
        };
    }

    void rejected() {
        rejected++;
    }

    void skipped() {
        skipped++;
    }

    long takenRows() {
        return taken;
    }

    long rejectedRows() {
        return rejected;
    }

    long skippedRows() {
        return skipped;
    }

    /** The first day in the rows that were taken, or null when there are none. */
    @Nullable
    LocalDate earliest() {
        LocalDate earliest = null;
        for (int place : dated) {
            if (least[place] != Long.MAX_VALUE) {
                LocalDate day = day(columns.get(place).type(), least[place]);
                earliest = earliest == null || day.isBefore(earliest) ? day : earliest;
            }
        }
        return earliest;
    }

    /** One line for each code that was used outside its days. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Dated column : codes) {
            for (int i = 0; i < column.outside.length; i++) {
                if (column.outside[i] > 0) {
                    CodeList.Code code = column.codes.get(i);
                    warnings.add("%s '%s' is used outside its days (%s to %s) in %d rows"
                            .formatted(
                                    column.column.name(),
                                    code.label(),
                                    code.validFrom() == null ? "always" : code.validFrom(),
                                    code.validTo() == null ? "now" : code.validTo(),
                                    column.outside[i]));
                }
            }
        }
        return warnings;
    }
}
