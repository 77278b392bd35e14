package dk.maaltal.measure;

import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant.Rule;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the design once more, by text search and whole numbers, slow and plain. It shares no code with the
 * evaluation. Two tables, {@code a} and {@code b}, one figure each; evaluated as of 1 February 2025, which is in Denmark
 * that same day.
 */
final class NaiveEvaluation {
    /** One random case. */
    record Case(
            List<String> lines,
            Rule rule,
            int maxLag,
            String kind,
            String period,
            Operator operator,
            Against against,
            String level,
            @Nullable Integer dueYear,
            boolean noTarget,
            boolean behind,
            boolean unlisted,
            LocalDate updateNext,
            boolean ended,
            boolean neverHeld) {}

    /** A cell; value = over / under. */
    private record Cell(
            String label, String state, @Nullable BigInteger over, BigInteger under, String n, String of) {
        static Cell none(String label, String state) {
            return new Cell(label, state, null, BigInteger.ONE, "-", "-");
        }
    }

    private NaiveEvaluation() {}

    static List<String> rows(Case c) {
        String lastYear = (Integer.parseInt(c.period.substring(0, 4)) - 1) + c.period.substring(4);
        List<String> rows = new ArrayList<>();
        for (String area : List.of("101", "707", "DK")) {
            Cell now = cell(c, area, c.period);
            Cell country = cell(c, "DK", c.period);
            Cell before = cell(c, area, lastYear);
            String judged = area.equals("707") ? judge(c, now, country, before) : "- - - -";
            rows.add(String.join(
                    " ",
                    area,
                    now.label,
                    now.state,
                    number(now.over, now.under),
                    now.n,
                    now.of,
                    number(country.over, country.under),
                    number(before.over, before.under),
                    judged));
        }
        return rows;
    }

    private static Cell cell(Case c, String area, String period) {
        List<String> wanted = months(period);
        String last = wanted.get(wanted.size() - 1);
        String label = c.rule == Rule.SUM ? period : last;
        if (c.neverHeld) {
            return Cell.none(label, "SOURCE_MISSING");
        }
        List<String> read = wanted;
        boolean older = false;
        if (c.rule == Rule.LAST) {
            read = List.of();
            String month = last;
            for (int lag = 0; lag <= c.maxLag && read.isEmpty(); lag++) {
                if (has(c, "a", "", month) && has(c, "b", "", month)) {
                    read = List.of(month);
                    label = month;
                    older = lag > 0;
                }
                month = monthBefore(month);
            }
        }
        if (!has(c, "a", area, "") || !has(c, "b", area, "")) {
            return Cell.none(label, "SOURCE_MISSING");
        }
        boolean newerOut = c.behind || (c.unlisted && !c.ended);
        String notYet = newerOut ? "SOURCE_MISSING" : "NOT_PUBLISHED";
        if (read.isEmpty()) {
            return Cell.none(label, notYet);
        }
        for (String month : read) {
            if (!has(c, "a", "", month) || !has(c, "b", "", month)) {
                return Cell.none(label, notYet);
            }
        }
        long a = 0;
        long b = 0;
        boolean hidden = false;
        boolean unripe = false;
        for (String month : read) {
            for (String table : List.of("a", "b")) {
                String said = said(c, table, area, month);
                if (said.equals("hidden") || said.equals("row")) {
                    hidden = true;
                } else if (said.equals("unripe")) {
                    unripe = true;
                } else if (table.equals("a")) {
                    a += Long.parseLong(said);
                } else {
                    b += Long.parseLong(said);
                }
            }
        }
        if (hidden || unripe) {
            return Cell.none(label, hidden ? "SUPPRESSED" : "IMMATURE");
        }
        String state = older ? "PRELIMINARY" : "OK";
        boolean late = LocalDate.of(2025, 2, 1).minusDays(14).isAfter(c.updateNext);
        if (newerOut || (late && !c.ended)) {
            state = "STALE";
        }
        switch (c.kind) {
            case "count":
                return new Cell(label, state, big(a + b), BigInteger.ONE, "" + (a + b), "-");
            case "difference":
                return new Cell(label, state, big(a - b), BigInteger.ONE, "" + (a - b), "-");
            case "share":
                return a + b == 0
                        ? Cell.none(label, "NO_POPULATION")
                        : new Cell(label, state, big(100 * a), big(a + b), "" + a, "" + (a + b));
            case "part":
                if (a > b) {
                    return Cell.none(label, "SOURCE_MISSING");
                }
                return b == 0
                        ? Cell.none(label, "NO_POPULATION")
                        : new Cell(label, state, big(100 * a), big(b), "" + a, "" + b);
            default:
                int months = months(period).size();
                return new Cell(label, state, big(a + b), big(months), "" + (a + b), "" + months);
        }
    }

    private static String judge(Case c, Cell now, Cell country, Cell before) {
        String reason = now.state.equals("OK") || now.state.equals("PRELIMINARY") ? "-" : now.state;
        if (reason.equals("SUPPRESSED")) {
            reason = "HIDDEN";
        }
        if (c.noTarget) {
            return "NO_TARGET " + reason + " - -";
        }
        BigDecimal level = new BigDecimal(c.level);
        BigInteger over = level.unscaledValue();
        BigInteger under = BigInteger.TEN.pow(level.scale());
        String obstacle = "";
        if (c.against == Against.COUNTRY) {
            obstacle = country.over == null ? "NO_BENCHMARK" : "";
            over = country.over == null ? null : over.multiply(country.under).add(country.over.multiply(under));
            under = under.multiply(country.under);
        } else if (c.against == Against.LAST_YEAR) {
            obstacle = before.over == null ? "NO_PREVIOUS" : "";
            over = before.over;
            under = before.under;
        }
        String difference = "-";
        int comparison = 0;
        if (over != null && now.over != null) {
            BigInteger d = now.over.multiply(under).subtract(over.multiply(now.under));
            difference = number(d, under.multiply(now.under));
            comparison = d.signum();
        }
        String rest = " " + number(over, under) + " " + difference;
        if (c.dueYear != null && Integer.parseInt(c.period.substring(0, 4)) < c.dueYear) {
            return "NOT_DUE " + reason + rest;
        }
        if (now.over == null) {
            return "NOT_ASSESSABLE " + reason + rest;
        }
        if (!obstacle.isEmpty()) {
            return "NOT_ASSESSABLE " + obstacle + rest;
        }
        boolean met = c.operator.sign().startsWith(">") ? comparison > 0 : comparison < 0;
        met |= c.operator.sign().endsWith("=") && comparison == 0;
        return (met ? "MET " : "NOT_MET ") + reason + rest;
    }

    private static boolean has(Case c, String table, String area, String month) {
        return c.lines.stream()
                .anyMatch(l -> l.startsWith(table + "/n ")
                        && l.contains(area.isEmpty() ? " " : " " + area + " ")
                        && l.contains(month.isEmpty() ? " " : " " + month + " "));
    }

    private static String said(Case c, String table, String area, String month) {
        String start = table + "/n " + area + " " + month + " ";
        return c.lines.stream()
                .filter(l -> l.startsWith(start))
                .map(l -> l.substring(start.length()))
                .findFirst()
                .orElse("row");
    }

    private static List<String> months(String period) {
        String year = period.substring(0, 4);
        int first = 1;
        int last = 12;
        if (period.contains("Q")) {
            first = 3 * Integer.parseInt(period.substring(5)) - 2;
            last = first + 2;
        } else if (period.contains("H")) {
            first = 6 * Integer.parseInt(period.substring(5)) - 5;
            last = first + 5;
        }
        List<String> months = new ArrayList<>();
        for (int m = first; m <= last; m++) {
            months.add(month(Integer.parseInt(year), m));
        }
        return months;
    }

    private static String monthBefore(String month) {
        int year = Integer.parseInt(month.substring(0, 4));
        int m = Integer.parseInt(month.substring(5));
        return m == 1 ? month(year - 1, 12) : month(year, m - 1);
    }

    private static String month(int year, int month) {
        return year + "M" + (month < 10 ? "0" : "") + month;
    }

    private static String number(@Nullable BigInteger over, BigInteger under) {
        if (over == null) {
            return "-";
        }
        return new BigDecimal(over)
                .divide(new BigDecimal(under), 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static BigInteger big(long number) {
        return BigInteger.valueOf(number);
    }
}
