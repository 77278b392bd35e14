package dk.maaltal.snapshot.explanation;

import dk.maaltal.measure.Row;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Version;
import java.util.List;

/** Which version is explained, and what the plan says of the measure. */
final class VersionSections {
    private VersionSections() {}

    static Section version(Version version, Plan plan) {
        return new Section.Writer("version", "Version")
                .fact("snapshot_id", "Version", version.snapshotId())
                .fact("plan", "Plan", plan.titleDa() + ", " + plan.area().name())
                .fact("is_latest", "Newest of its period", version.latest())
                .fact("as_of", "As of", version.asOf())
                .fact("published_at", "Published", version.publishedAt())
                .fact("change_kind", "Kind", version.changeKind().text())
                .fact("change_note", "Note", version.changeNote())
                .fact("backfilled", "Backfilled", version.backfilled())
                .fact("content_sha256", "Digest of its rows", version.contentSha256())
                .fact("run_id", "Run", version.runId())
                .done();
    }

    static Section measure(Measure measure, ReferencePeriod period) {
        return new Section.Writer("measure", "Measure")
                .fact("measure_id", "Measure", measure.id())
                .fact("title_da", "Title", measure.titleDa())
                .fact("description_da", "What is measured", measure.descriptionDa())
                .fact("source_text_da", "The plan's own words", measure.sourceTextDa())
                .fact("direction", "Better is", measure.direction().text())
                .fact("follow_up", "Followed up", measure.followUp().text())
                .fact("due", "Due in this period", measure.dueIn(period))
                .done();
    }

    /** @param published the measure's rows */
    static Section definition(Measure measure, List<Row> published) {
        String then = published.stream().map(Row::definitionSha256).findFirst().orElse(null);
        boolean same = measure.definitionSha256().equals(then);
        return new Section.Writer("definition", "Definition")
                .fact("definition_sha256", "Digest", then)
                .fact("same_as_today", "Today's plan files say the same", same)
                .fact(
                        "note",
                        "Note",
                        same
                                ? null
                                : "the words and counts below are made from today's plan files, whose digest is "
                                        + measure.definitionSha256())
                .done();
    }
}
