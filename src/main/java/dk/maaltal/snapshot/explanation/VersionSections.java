package dk.maaltal.snapshot.explanation;

import dk.maaltal.measure.Row;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Seal;
import dk.maaltal.snapshot.Version;
import java.util.List;
import java.util.Optional;

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

    /**
     * @param measure as it was published
     * @param today the same measure in today's plan files; empty when they have it no more
     * @param published the measure's rows
     */
    static Section definition(Optional<Seal> seal, Measure measure, Optional<Measure> today, List<Row> published) {
        String then = published.stream().map(Row::definitionSha256).findFirst().orElse(null);
        boolean used = measure.definitionSha256().equals(then);
        boolean same = today.map(Measure::definitionSha256)
                .filter(digest -> digest.equals(then))
                .isPresent();
        return new Section.Writer("definition", "Definition")
                .fact("definition_sha256", "Digest", then)
                .fact(
                        "definitions_sha256",
                        "Kept plan files",
                        seal.map(Seal::definitionsSha256).orElse(null))
                .fact("same_as_today", "Today's files say the same", same)
                .fact(
                        "note",
                        "Note",
                        used
                                ? null
                                : "the words and counts below are made from today's plan files, which say something else (%s): the version is from before definitions were kept"
                                        .formatted(measure.definitionSha256()))
                .done();
    }
}
