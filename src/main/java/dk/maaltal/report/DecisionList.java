package dk.maaltal.report;

import dk.maaltal.snapshot.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions as a table. */
public final class DecisionList {
    private static final List<String> COLUMNS = List.of(
            "decision",
            "state",
            "plan",
            "period",
            "base",
            "change_kind",
            "as_of",
            "computed_at",
            "cells",
            "added",
            "changed",
            "removed",
            "unchanged",
            "flips",
            "causes",
            "decided_at",
            "decided_by",
            "reason",
            "published",
            "run_id",
            "content_sha256");

    /** What fits on a line for people; causes last, for they are long. */
    private static final List<String> FOR_PEOPLE = List.of(
            "decision",
            "state",
            "base",
            "computed_at",
            "added",
            "changed",
            "removed",
            "flips",
            "decided_by",
            "reason",
            "published",
            "causes");

    private DecisionList() {}

    /** One row each, in the order given. */
    public static Grid of(List<Decision> decisions) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        decisions.forEach(decision -> rows.add(row(decision)));
        return new Grid(COLUMNS, rows);
    }

    /** The same, with what people need. */
    public static Grid forPeople(List<Decision> decisions) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        of(decisions).asMaps().forEach(row -> {
            List<@Nullable Object> shown = new ArrayList<>();
            FOR_PEOPLE.forEach(column -> shown.add(row.get(column)));
            rows.add(shown);
        });
        return new Grid(FOR_PEOPLE, rows);
    }

    private static List<@Nullable Object> row(Decision decision) {
        Decision.Counts counts = decision.counts();
        Decision.Ending ending = decision.ending();
        return Arrays.asList(
                decision.number(),
                decision.state().text(),
                decision.planId(),
                decision.period().id(),
                decision.baseId(),
                decision.kind().text(),
                decision.asOf().toString(),
                decision.computedAt().toString(),
                counts.rows(),
                counts.added(),
                counts.changed(),
                counts.removed(),
                counts.unchanged(),
                counts.flips(),
                String.join("; ", decision.causes()),
                ending == null ? null : ending.at().toString(),
                ending == null ? null : ending.by(),
                ending == null ? null : ending.reason(),
                ending == null ? null : ending.publishedId(),
                decision.runId(),
                decision.contentSha256());
    }
}
