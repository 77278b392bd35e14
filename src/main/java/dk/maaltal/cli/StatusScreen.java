package dk.maaltal.cli;

import dk.maaltal.job.StatusReport;
import dk.maaltal.report.DecisionList;
import dk.maaltal.report.Grid;
import dk.maaltal.watch.Condition;
import dk.maaltal.watch.Expected;
import dk.maaltal.watch.Freshness;
import dk.maaltal.watch.Standing;
import dk.maaltal.watch.Unmet;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How things stand on one screen of 40 lines and 120 columns: what is well is counted, what is not is named, and what
 * does not fit is counted too.
 */
final class StatusScreen {
    static final int LINES = 40;
    static final int COLUMNS = 120;

    private static final int NAMED = 4;
    private static final int RUNS = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Copenhagen"));

    private final Standing.Now now;
    private final boolean told;
    private final int room;
    private final List<String> lines = new ArrayList<>();

    private StatusScreen(Standing.Now now, boolean told, int room) {
        this.now = now;
        this.told = told;
        this.room = room;
    }

    /** @param told whether a channel is set by which people are told of alerts */
    static List<String> of(Standing.Now now, boolean told) {
        StatusScreen screen = new StatusScreen(now, told, LINES);
        screen.draw();
        return screen.lines;
    }

    /** What the screen has no room for: late sources, expected runs, alerts and every next step, whole. */
    static List<String> whole(Standing.Now now, boolean told) {
        StatusScreen screen = new StatusScreen(now, told, Integer.MAX_VALUE);
        screen.late();
        screen.expected();
        screen.alerts();
        screen.next(now.status().next().forPeople());
        return screen.lines;
    }

    private void draw() {
        StatusReport.Status status = now.status();
        line("%s, %s".formatted(now.overall(), TIME.format(now.at())));
        group("Tables of Jobindsats", status.sources(), "table", "name");
        group("Registers", status.registers(), "register", "extract_date");
        line("Others: "
                + status.others().asMaps().stream()
                        .map(row -> "%s %s".formatted(row.get("source"), row.get("state")))
                        .collect(Collectors.joining(", ")));
        late();
        runs(status.runs());
        expected();
        decisions();
        periods(status.periods());
        alerts();
        next(status.next().all());
    }

    private void line(String text) {
        lines.add(!isBrief() || text.length() <= COLUMNS ? text : text.substring(0, COLUMNS - 1) + "…");
    }

    /** A heading that counts, and a line for each that is not well. */
    private void group(String heading, Grid grid, String key, String name) {
        List<Map<String, @Nullable Object>> rows = grid.asMaps();
        Predicate<Map<String, @Nullable Object>> well = row -> "ok".equals(row.get("state"));
        long ok = rows.stream().filter(well).count();
        line("%s: %d of %d ok".formatted(heading, ok, rows.size()));
        Map<String, List<String>> byState = rows.stream()
                .filter(well.negate())
                .collect(Collectors.groupingBy(
                        row -> Grid.text(row.get("state")),
                        TreeMap::new,
                        Collectors.mapping(row -> Grid.text(row.get(key)), Collectors.toList())));
        some(byState.entrySet().stream()
                .map(state -> "  %s (%d): %s"
                        .formatted(state.getKey(), state.getValue().size(), String.join(", ", state.getValue())))
                .toList());
    }

    private boolean isBrief() {
        return room == LINES;
    }

    private void some(List<String> all) {
        if (!isBrief()) {
            lines.addAll(all);
            return;
        }
        all.stream().limit(all.size() <= NAMED ? NAMED : NAMED - 1).forEach(this::line);
        if (all.size() > NAMED) {
            line("  and %d more: maaltal status --all".formatted(all.size() - NAMED + 1));
        }
    }

    private void late() {
        some(now.freshness().stream()
                .filter(Freshness::isLate)
                .map(source -> "  late: %s %s".formatted(source.source(), source.why()))
                .toList());
    }

    private void runs(Grid runs) {
        line("Last runs" + (runs.rows().isEmpty() ? ": none" : ""));
        runs.asMaps().stream()
                .limit(RUNS)
                .forEach(row -> line("  %s  %s  %s"
                        .formatted(row.get("verdict"), row.get("run_id"), Grid.text(row.get("summary")))));
    }

    private void expected() {
        List<String> all = new ArrayList<>();
        for (Unmet unmet : now.overdue()) {
            Unmet.Try newest = unmet.newest();
            all.add("  OVERDUE %s due %s, deadline %s: %s"
                    .formatted(
                            unmet.expected().job(),
                            time(unmet.expected().dueAt()),
                            time(unmet.expected().deadlineAt()),
                            newest == null ? "never begun" : newest.verdict() + " " + newest.runId()));
        }
        for (Expected expected : now.upcoming()) {
            all.add("  %s %s, done by %s"
                    .formatted(expected.job(), time(expected.dueAt()), time(expected.deadlineAt())));
        }
        line("Expected" + (all.isEmpty() ? ": nothing is scheduled" : ""));
        some(all);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    private void decisions() {
        List<String> waiting = DecisionList.of(now.status().decisions()).asMaps().stream()
                .map(row -> "  %s %s: %s changed, %s removed, %s flipped"
                        .formatted(
                                row.get("decision"),
                                row.get("base"),
                                row.get("changed"),
                                row.get("removed"),
                                row.get("flips")))
                .toList();
        line("Decisions: " + (waiting.isEmpty() ? "none waits" : waiting.size() + " wait"));
        some(waiting);
    }

    private void periods(Grid periods) {
        Map<String, List<String>> byState = periods.asMaps().stream()
                .collect(Collectors.groupingBy(
                        row -> Grid.text(row.get("state")),
                        LinkedHashMap::new,
                        Collectors.mapping(row -> Grid.text(row.get("period")), Collectors.toList())));
        line("Periods: "
                + byState.entrySet().stream()
                        .map(state -> "%d %s (%s)"
                                .formatted(
                                        state.getValue().size(),
                                        state.getKey(),
                                        state.getValue().get(state.getValue().size() - 1)))
                        .collect(Collectors.joining(", ")));
    }

    private void alerts() {
        line("Alerts: "
                + (now.conditions().isEmpty()
                        ? "none"
                        : String.valueOf(now.conditions().size()))
                + (told ? "" : "; nobody is told of any, for no channel is set: docs/how-to/alerts.md"));
        some(now.conditions().stream()
                .map(one -> "  %s %s".formatted(one.severity(), one.what()))
                .toList());
    }

    /** As many as fit, each whole: a step cut short is no step. */
    private void next(List<String> steps) {
        List<String> all = new ArrayList<>(steps);
        now.conditions().stream()
                // A decision's own step names it already.
                .filter(condition -> condition.severity() != Condition.Severity.ASKED)
                .map(Condition::next)
                .filter(step -> !step.isEmpty() && !all.contains(step))
                .forEach(all::add);
        int shown = 0;
        for (String step : all) {
            List<String> wrapped = isBrief() ? wrapped("Next: " + step) : List.of("Next: " + step);
            int left = room - lines.size() - (shown + 1 < all.size() ? 1 : 0);
            if (wrapped.size() > left) {
                break;
            }
            lines.addAll(wrapped);
            shown++;
        }
        if (shown < all.size()) {
            line("Next: %d more: maaltal status --all".formatted(all.size() - shown));
        }
    }

    private static List<String> wrapped(String text) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > COLUMNS && !line.toString().isBlank()) {
                wrapped.add(line.toString());
                line = new StringBuilder("     ");
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        wrapped.add(line.toString());
        return wrapped;
    }
}
