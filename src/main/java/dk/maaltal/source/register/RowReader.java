package dk.maaltal.source.register;

import dk.maaltal.register.Column;
import dk.maaltal.register.Column.Type;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Rejection.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the rows of one file into typed ones, or into rejections: each row's first fault in canonical order. */
final class RowReader {
    private static final long MISSING = Faults.of(Rule.MISSING_VALUE);
    private static final long NO_P_NUMBER = Faults.of(Rule.BAD_P_NUMBER);
    private static final long END_BEFORE_START = Faults.of(Rule.END_BEFORE_START);

    private final List<Column> columns;
    private final Type[] types;
    private final boolean[] optional;
    private final CellReader[] readers;
    private final Header.Group[] groups;
    private final int width;
    private final boolean mayEndEarly;
    private final SkippedRows skips;
    private final @Nullable Pseudonyms pseudonyms;
    private final RowTally tally;
    private final RowSink sink;
    private final Reasons reasons;
    private final int start;
    private final int end;
    /** Columns before the first of the values: the person. */
    private final int offset;

    private final long[] values;
    private final Text text = new Text();

    /** @param pseudonyms null for a register without persons */
    RowReader(
            Header.Fit fit,
            boolean mayEndEarly,
            CellReaders cells,
            @Nullable Pseudonyms pseudonyms,
            RowTally tally,
            RowSink sink) {
        Register register = fit.layout().register();
        this.columns = register.columns();
        this.types = columns.stream().map(Column::type).toArray(Type[]::new);
        this.optional = new boolean[columns.size()];
        this.readers = columns.stream().map(cells::of).toArray(CellReader[]::new);
        this.groups = fit.groups().toArray(Header.Group[]::new);
        this.width = fit.header().names().size();
        this.mayEndEarly = mayEndEarly;
        this.skips = new SkippedRows(fit.layout().skips());
        this.pseudonyms = pseudonyms;
        this.tally = tally;
        this.sink = sink;
        this.reasons = new Reasons(register);
        this.start = place("start", "fra");
        this.end = place("slut", "til");
        this.offset = register.isPersonal() ? 1 : 0;
        this.values = new long[columns.size() - offset];
        for (int c = 0; c < optional.length; c++) {
            optional[c] = columns.get(c).optional();
        }
    }

    private int place(String... names) {
        for (int c = 0; c < columns.size(); c++) {
            if (types[c] == Type.DATE && List.of(names).contains(columns.get(c).name())) {
                return c;
            }
        }
        return -1;
    }

    /** @throws Refused when the row shows that others were lost */
    void take(Cells row) throws Refused {
        if (row.isBlank()) {
            return;
        }
        boolean torn = row.isTorn();
        if (!torn && skips.has(row)) {
            tally.skipped();
        } else if (torn || isWrong(row)) {
            if (row.hasManyLines()) {
                throw new Refused(
                        "line %d: a row of %d cells where the header has %d goes over several lines"
                                .formatted(row.line(), row.count(), width),
                        "quotation marks in pairs",
                        "mend the line: a quotation mark may have swallowed the rows after it");
            }
            reject(
                    row,
                    "",
                    Rule.WRONG_COLUMNS,
                    torn ? "more follows after a closing quotation mark" : reasons.columns(row.count(), width));
        } else if (row.isGarbled()) {
            reject(row, "", Rule.BAD_ENCODING, "characters that are no text in the file's encoding");
        } else {
            for (Header.Group group : groups) {
                take(row, group);
            }
        }
    }

    private boolean isWrong(Cells row) {
        int count = row.count();
        return mayEndEarly ? count > width && !row.isBlankFrom(width) : count != width;
    }

    private void take(Cells row, Header.Group group) {
        if (group.wide().length > 0 && isMissing(row, group.wide())) {
            return;
        }
        long person = 0;
        for (int c = 0; c < types.length; c++) {
            long value = value(row, group, c);
            if (c == end && value > CellReader.WITHOUT && value < values[start - offset]) {
                value = END_BEFORE_START;
            } else if (types[c] == Type.P_NUMBER && offset == 1 && value == person) {
                value = NO_P_NUMBER;
            }
            if (value == CellReader.WITHOUT) {
                tally.skipped();
                return;
            }
            if (Faults.is(value)) {
                Rule rule = Faults.rule(value);
                reject(row, columns.get(c).name(), rule, reasons.of(columns.get(c), rule, text));
                return;
            }
            if (c < offset) {
                person = value;
            } else {
                values[c - offset] = value;
            }
        }
        tally.taken(values);
        if (pseudonyms == null) {
            sink.row(0, 0, values);
        } else {
            pseudonyms.of(person);
            sink.row(pseudonyms.high(), pseudonyms.low(), values);
        }
    }

    private boolean isMissing(Cells row, int[] cells) {
        for (int cell : cells) {
            if (!row.cell(cell, text).isMissing()) {
                return false;
            }
        }
        return true;
    }

    private long value(Cells row, Header.Group group, int c) {
        int cell = group.cells()[c];
        String fixed = group.fixed()[c];
        if (cell >= 0) {
            row.cell(cell, text);
        } else {
            text.set(fixed == null ? "" : fixed);
        }
        if (text.is(Text.BROKEN)) {
            return broken(types[c]);
        }
        long value = text.isMissing() ? Column.NONE : readers[c].read(text);
        return value == Column.NONE && !optional[c] ? MISSING : value;
    }

    private static long broken(Type type) {
        return switch (type) {
            case PERSON -> Faults.CPR;
            case DATE, MONTH, SCHOOL_YEAR, HALF_YEAR -> Faults.DATE;
            case INTEGER, DECIMAL, YEAR -> Faults.NUMBER;
            case P_NUMBER -> NO_P_NUMBER;
            case CVR_NUMBER -> Faults.of(Rule.BAD_CVR);
            case CODE, FLAG, OPAQUE, WORD -> Faults.CODE;
        };
    }

    private void reject(Cells row, String column, Rule rule, String reason) {
        tally.rejected();
        sink.rejected(new Rejection(row.line(), column, rule, reason));
    }
}
