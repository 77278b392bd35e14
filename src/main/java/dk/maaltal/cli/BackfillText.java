package dk.maaltal.cli;

import dk.maaltal.job.BackfillPlan;
import dk.maaltal.problem.Problem;
import dk.maaltal.report.Grid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The plan of a backfill, for people and machines. */
final class BackfillText {
    private static final String UNKNOWN = "unknown";

    private BackfillText() {}

    static List<String> lines(BackfillPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("Backfill %s: %d periods, from what is known at %s"
                .formatted(plan.span(), plan.units().size(), plan.asOf()));
        if (plan.goesOnWith() != null) {
            long done = plan.units().stream()
                    .filter(unit -> unit.would().equals("done"))
                    .count();
            lines.add("Goes on with %s: %d of %d periods are done"
                    .formatted(plan.goesOnWith(), done, plan.units().size()));
        }
        if (!plan.span().measures().isEmpty()) {
            lines.add("Only periods in which a cell of %s changes are published, and then whole"
                    .formatted(String.join(", ", plan.span().measures())));
        }
        lines.add("");
        lines.addAll(table(units(plan)));
        lines.add("");
        lines.add("Sources");
        lines.addAll(table(sources(plan)));
        lines.add("");
        if (!plan.cannot().isEmpty()) {
            lines.add("Cannot be had from what is held now");
            plan.cannot().forEach(problem -> lines.add("  " + problem));
            lines.add("");
        }
        lines.add("Requests expected: %s; time to fetch: %s. What they bring may change what would appear."
                .formatted(or(plan.requests()), time(plan.time())));
        Map<String, Integer> would = new TreeMap<>();
        plan.units().forEach(unit -> would.merge(unit.would(), 1, Integer::sum));
        List<String> counts = new ArrayList<>();
        would.forEach((word, n) -> counts.add(n + " " + word));
        lines.add("Versions that would appear: " + String.join(", ", counts));
        return lines;
    }

    private static Grid units(BackfillPlan plan) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (BackfillPlan.Unit unit : plan.units()) {
            rows.add(Arrays.asList(
                    unit.period(), unit.would(), unit.snapshotId(), unit.cells(), unit.values(), unit.without()));
        }
        return new Grid(List.of("period", "would", "version", "cells", "values", "without"), rows);
    }

    private static Grid sources(BackfillPlan plan) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (BackfillPlan.Source source : plan.sources()) {
            rows.add(Arrays.asList(
                    source.source(),
                    source.name(),
                    source.state(),
                    source.from(),
                    or(source.requests()),
                    time(source.time())));
        }
        return new Grid(List.of("source", "name", "state", "reaches", "requests", "time"), rows);
    }

    private static List<String> table(Grid grid) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        new Table().print(grid, out);
        out.flush();
        return text.toString().lines().toList();
    }

    private static String or(@Nullable Object known) {
        return known == null ? UNKNOWN : known.toString();
    }

    private static String time(@Nullable Duration time) {
        return time == null ? UNKNOWN : time.toSeconds() < 90 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    static Map<String, @Nullable Object> asMap(BackfillPlan plan) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Duration time = plan.time();
        map.put("span", plan.span().toString());
        map.put("from", plan.span().from().id());
        map.put("to", plan.span().to().id());
        map.put("measures", plan.span().measures());
        map.put("as_of", plan.asOf().toString());
        map.put("goes_on_with", plan.goesOnWith());
        map.put("requests", plan.requests());
        map.put("seconds", time == null ? null : time.toSeconds());
        map.put("periods", plan.units());
        map.put("sources", plan.sources().stream().map(BackfillText::asMap).toList());
        map.put("cannot", plan.cannot().stream().map(Problem::toString).toList());
        return map;
    }

    private static Map<String, @Nullable Object> asMap(BackfillPlan.Source source) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        Duration time = source.time();
        map.put("source", source.source());
        map.put("name", source.name());
        map.put("state", source.state());
        map.put("reaches", source.from());
        map.put("requests", source.requests());
        map.put("seconds", time == null ? null : time.toSeconds());
        return map;
    }
}
