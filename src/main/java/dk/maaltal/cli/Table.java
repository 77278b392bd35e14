package dk.maaltal.cli;

import dk.maaltal.job.StatusReport;
import dk.maaltal.report.CsvText;
import dk.maaltal.report.DecisionList;
import dk.maaltal.report.Grid;
import dk.maaltal.watch.Standing;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How a command prints what was asked for: aligned text, or CSV or JSON for machines. */
final class Table {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Option(names = "--csv", description = "As CSV: comma, UTF-8, point as decimal sign, empty for null.")
    boolean csv;

    @Option(names = "--json", description = "As a JSON array of objects.")
    boolean json;

    boolean forMachines() {
        return csv || json;
    }

    boolean json() {
        return json;
    }

    /** Everything status knows, as one JSON object. */
    void print(Standing.Now now, PrintWriter out) {
        StatusReport.Status status = now.status();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("overall", now.overall());
        all.put("at", now.at().toString());
        all.put("sources", status.sources().asMaps());
        all.put("registers", status.registers().asMaps());
        all.put("others", status.others().asMaps());
        all.put("runs", status.runs().asMaps());
        all.put("decisions", DecisionList.of(status.decisions()).asMaps());
        all.put("periods", status.periods().asMaps());
        all.put("next", status.next().all());
        all.put("freshness", now.freshness());
        all.put("expected", now.upcoming());
        all.put("overdue", now.overdue());
        all.put("alerts", now.conditions());
        out.println(JSON.writeValueAsString(all));
    }

    void print(Grid grid, PrintWriter out) {
        if (json) {
            out.println(JSON.writeValueAsString(grid.asMaps()));
        } else if (csv) {
            out.print(CsvText.of(grid));
            out.flush();
        } else {
            lines(grid).forEach(out::println);
        }
    }

    /** Anything else as JSON. */
    static String json(Object any) {
        return JSON.writeValueAsString(any);
    }

    private static List<String> lines(Grid grid) {
        int[] widths = new int[grid.columns().size()];
        List<List<String>> rows = grid.texts();
        boolean[] right = new boolean[widths.length];
        for (int c = 0; c < widths.length; c++) {
            int column = c;
            widths[c] = grid.columns().get(c).length();
            right[c] =
                    !rows.isEmpty() && rows.stream().allMatch(r -> r.get(column).matches("-?[\\d.]*"));
            for (List<String> row : rows) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(grid.columns(), widths, right));
        rows.forEach(row -> lines.add(line(row, widths, right)));
        return lines;
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String pad = " ".repeat(widths[c] - cells.get(c).length());
            line.append(c == 0 ? "" : "  ").append(right[c] ? pad + cells.get(c) : cells.get(c) + pad);
        }
        return line.toString().stripTrailing();
    }
}
