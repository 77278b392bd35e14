package dk.maaltal.cli;

import dk.maaltal.snapshot.Cause;
import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.PublicationPlan;
import dk.maaltal.snapshot.ReadersView;
import dk.maaltal.snapshot.Ruling;
import dk.maaltal.snapshot.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What publishing would do, for people and machines. */
final class PlanText {
    private static final int CHANGES_SHOWN = 20;

    private PlanText() {}

    static List<String> lines(List<PublicationPlan> plans) {
        List<String> lines = new ArrayList<>();
        plans.forEach(plan -> lines.addAll(lines(plan)));
        if (plans.isEmpty()) {
            lines.add("no period is due");
        }
        return lines;
    }

    private static List<String> lines(PublicationPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(plan.snapshotId(), would(plan)));
        Version base = plan.base();
        if (base == null || plan.isUnchanged()) {
            return lines;
        }
        lines.add("  %d cells added, %d changed, %d removed, %d unchanged against %s, as of %s"
                .formatted(
                        plan.added(),
                        plan.changed(),
                        plan.removed(),
                        plan.unchanged(),
                        base.snapshotId(),
                        plan.asOf()));
        if (plan.ruling() instanceof Ruling.Hold hold) {
            hold.causes().forEach(cause -> lines.add("  held: " + cause.text()));
        }
        List<ReadersView> views = plan.readersViews();
        views.stream()
                .limit(CHANGES_SHOWN)
                .map(view -> "  %s%s %s %s %s: %s"
                        .formatted(
                                view.flip() ? "! " : "",
                                view.measureId(),
                                view.component(),
                                view.basis(),
                                view.areaName(),
                                view.text()))
                .forEach(lines::add);
        if (views.size() > CHANGES_SHOWN) {
            lines.add("  and %d more: --json names them".formatted(views.size() - CHANGES_SHOWN));
        }
        return lines;
    }

    private static String would(PublicationPlan plan) {
        Ruling ruling = plan.ruling();
        if (ruling instanceof Ruling.Unchanged) {
            return "nothing changed, nothing would be published";
        }
        if (ruling instanceof Ruling.RejectedBefore before) {
            return "would stay as it is: this change was rejected as decision %d"
                    .formatted(before.decision().number());
        }
        if (ruling instanceof Ruling.Hold hold) {
            Decision waiting = hold.waiting();
            return waiting == null
                    ? "would be held for a person"
                    : "would be held for a person, and waits already as decision %d".formatted(waiting.number());
        }
        return "would be published (%s): %s".formatted(plan.kind().text(), plan.note());
    }

    static List<Map<String, @Nullable Object>> asMaps(List<PublicationPlan> plans) {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>();
        plans.forEach(plan -> maps.add(asMap(plan)));
        return maps;
    }

    private static Map<String, @Nullable Object> asMap(PublicationPlan plan) {
        Version base = plan.base();
        Ruling ruling = plan.ruling();
        Decision decision = plan.asked();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("snapshot_id", plan.snapshotId());
        map.put("base", base == null ? null : base.snapshotId());
        map.put("as_of", plan.asOf().toString());
        map.put("would", word(ruling));
        map.put("decision", decision == null ? null : decision.number());
        map.put(
                "causes",
                ruling instanceof Ruling.Hold hold
                        ? hold.causes().stream().map(Cause::text).toList()
                        : List.of());
        map.put("change_kind", plan.isUnchanged() ? null : plan.kind().text());
        map.put("added", plan.added());
        map.put("changed", plan.changed());
        map.put("removed", plan.removed());
        map.put("unchanged", plan.unchanged());
        map.put("flips", plan.flips().size());
        map.put("counted", base == null ? null : plan.counted());
        map.put("content_sha256", plan.contentSha256());
        map.put("changes", base == null ? List.of() : plan.readersViews());
        return map;
    }

    private static String word(Ruling ruling) {
        if (ruling instanceof Ruling.Hold) {
            return "hold";
        }
        if (ruling instanceof Ruling.RejectedBefore) {
            return "rejected_before";
        }
        return ruling instanceof Ruling.Publish ? "publish" : "unchanged";
    }
}
