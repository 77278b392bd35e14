package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A way a row can be wrong, and what should be said of it.
 *
 * @param column the canonical column that is to blame; empty for the row as a whole
 * @param rule what the rejection should name
 * @param text what stands in the column instead
 */
record Mistake(String column, String rule, String text) {

    private static final LocalDate LONG_AGO = LocalDate.of(1950, 1, 1);
    /** Registers with so many letters beyond ASCII that one that cannot be read does not change what they are taken for. */
    private static final Set<String> LETTERS =
            Set.of("forloeb", "tilbud", "arbejdsmarkedsstatus", "vandrende_sager", "ansaettelser");

    /** The mistakes a row of a register can have in this dialect. */
    static List<Mistake> of(String register, Dialect dialect) {
        List<Mistake> all = new ArrayList<>();
        for (String column : Line.HEADERS.getOrDefault(register, List.of())) {
            switch (register + "." + column) {
                case "vandrende_sager.fra", "vandrende_sager.til" ->
                    all.add(new Mistake(column, "unknown_code", "Jobcenter"));
                case "arbejdsmarkedsstatus.til" -> {
                    all.add(new Mistake(column, "bad_date", "i morgen"));
                    all.add(new Mistake(column, "end_before_start", dialect.text(LONG_AGO, false)));
                }
                case "forloeb.slut", "tilbud.slut", "sygefravaer.slut" -> {
                    all.add(new Mistake(column, "bad_date", "snart"));
                    all.add(new Mistake(column, "end_before_start", dialect.text(LONG_AGO, false)));
                }
                default -> all.addAll(ofColumn(register, column));
            }
        }
        if (!dialect.isWorkbook()) {
            all.add(new Mistake("", "wrong_columns", "one too many"));
        }
        if (dialect.bom() || (dialect.isUtf8() && !dialect.isWorkbook() && LETTERS.contains(register))) {
            all.add(new Mistake("", "bad_encoding", "\uFFFF"));
        }
        return all;
    }

    private static List<Mistake> ofColumn(String register, String column) {
        return switch (column) {
            case "person" ->
                List.of(
                        new Mistake(column, "bad_cpr", "12345"),
                        new Mistake(column, "bad_cpr", "ukendt"),
                        new Mistake(column, "admin_cpr", "690280-1234"),
                        new Mistake(column, "unknown_cpr", "0000000000"),
                        new Mistake(column, "missing_value", ""));
            case "start", "dato", "oprettet" ->
                List.of(
                        new Mistake(column, "bad_date", "31-02-2024"),
                        new Mistake(column, "bad_date", "2024-13-01"),
                        new Mistake(column, "missing_value", ""));
            case "fra" ->
                List.of(new Mistake(column, "missing_value", ""), new Mistake(column, "bad_date", "2024-02-30"));
            case "ydelse" ->
                List.of(new Mistake(column, "unknown_code", "Julehjælp"), new Mistake(column, "missing_value", ""));
            case "type" ->
                register.equals("samtaler") ? List.of() : List.of(new Mistake(column, "unknown_code", "Frikadelle"));
            case "status" ->
                register.equals("jobordrer") ? List.of() : List.of(new Mistake(column, "unknown_code", "Måske"));
            case "maaned" -> List.of(new Mistake(column, "bad_date", "2024-13"));
            case "timer" ->
                List.of(
                        new Mistake(column, "bad_number", "mange"),
                        new Mistake(column, "bad_number", "-5"),
                        new Mistake(column, "bad_number", "744,5"),
                        new Mistake(column, "bad_number", "<5"),
                        new Mistake(column, "missing_value", ""));
            case "p" -> List.of(new Mistake(column, "bad_p_number", "12345"));
            case "cvr" -> List.of(new Mistake(column, "bad_cvr", "1234567"));
            case "antal", "stillinger", "besatte" ->
                List.of(
                        new Mistake(column, "bad_number", "-1"),
                        new Mistake(column, "bad_number", "3,5"),
                        new Mistake(column, "missing_value", ""));
            default -> List.of();
        };
    }
}
