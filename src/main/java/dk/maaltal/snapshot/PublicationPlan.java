package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What publishing a period would do; nothing is written yet.
 *
 * @param plan the plan
 * @param evaluated the computed cells
 * @param base the version it would follow, or null when the period has none
 * @param contentSha256 digest of the computed rows
 * @param changes the cells that differ from the base, in key order; all of them where there is no base
 * @param asked the decision that waits for this very change or rejected it, or null
 */
public record PublicationPlan(
        Plan plan,
        Evaluated evaluated,
        @Nullable Version base,
        String contentSha256,
        List<Change> changes,
        @Nullable Decision asked) {
    private static final int NAMED = 5;
    private static final int NOTE_LENGTH = 500;

    public PublicationPlan {
        changes = List.copyOf(changes);
    }

    public ReferencePeriod period() {
        return evaluated.period();
    }

    public Instant asOf() {
        return evaluated.asOf();
    }

    /** Whether there is nothing to publish. */
    public boolean isUnchanged() {
        return base != null && changes.isEmpty();
    }

    public long added() {
        return changes.stream().filter(Change::isAdded).count();
    }

    public long removed() {
        return changes.stream().filter(Change::isRemoved).count();
    }

    /** Cells that stand in both and say something else. */
    public long changed() {
        return changes.size() - added() - removed();
    }

    /** Cells that stand in both and say the same. */
    public long unchanged() {
        return evaluated.rows().size() - added() - changed();
    }

    /** Cells that go from one side of their target to the other. */
    public List<Change> flips() {
        return changes.stream().filter(Change::isFlip).toList();
    }

    /** Cells that changed, but for those that said themselves that they would. */
    public long counted() {
        return changes.stream().filter(Change::counts).count();
    }

    /** Whether it may be published. */
    public Ruling ruling() {
        if (isUnchanged()) {
            return new Ruling.Unchanged();
        }
        if (asked != null && asked.state() == Decision.State.REJECTED) {
            return new Ruling.RejectedBefore(asked);
        }
        List<Cause> causes = Guard.causes(this);
        return causes.isEmpty() ? new Ruling.Publish() : new Ruling.Hold(causes, asked);
    }

    /** Each change as a reader sees it: the plan's own cells first, and of those the ones that change sides. */
    public List<ReadersView> readersViews() {
        return changes.stream()
                .sorted(ownFirst().thenComparing(c -> !c.isFlip()))
                .map(ReadersView::of)
                .toList();
    }

    private Comparator<Change> ownFirst() {
        return Comparator.comparing(c -> !c.key().areaCode().equals(plan.area().code()));
    }

    /** How many cells, and how they differ. */
    Decision.Counts counts() {
        return new Decision.Counts(evaluated.rows().size(), added(), changed(), removed(), unchanged(), flips().size());
    }

    /** The number the version would have. */
    public long number() {
        return base == null ? 1 : base.number() + 1;
    }

    /** The id the version would have. */
    public String snapshotId() {
        return Version.id(plan.id(), period(), number());
    }

    /** Why it would be published. */
    public ChangeKind kind() {
        if (base == null) {
            return ChangeKind.INITIAL;
        }
        return changedDefinitions().isEmpty() ? ChangeKind.REVISION : ChangeKind.DEFINITION;
    }

    /** Measures whose definition changed, came or went, in order. */
    private TreeSet<String> changedDefinitions() {
        return changes.stream()
                .filter(c -> !Objects.equals(definition(c.before()), definition(c.after())))
                .map(c -> c.key().measureId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String definition(@Nullable Row row) {
        return row == null ? null : row.definitionSha256();
    }

    /** What changed, in a line of bounded length: the plan's own cells first. */
    public String note() {
        if (base == null) {
            long with = evaluated.rows().stream().filter(r -> r.value() != null).count();
            return "first publication: %d cells, %d with a value"
                    .formatted(evaluated.rows().size(), with);
        }
        String definitions = kind() == ChangeKind.DEFINITION
                ? "definition changed: %s; ".formatted(String.join(", ", changedDefinitions()))
                : "";
        String cells = changes.stream()
                .sorted(ownFirst())
                .limit(NAMED)
                .map(Change::toString)
                .collect(Collectors.joining("; "));
        String more = changes.size() > NAMED ? "; and %d more".formatted(changes.size() - NAMED) : "";
        String count = changes.size() == 1 ? "1 cell" : changes.size() + " cells";
        return bounded("%s%s changed: %s%s".formatted(definitions, count, cells, more));
    }

    static String bounded(String note) {
        String line = note.replaceAll("\\s+", " ").strip();
        return line.length() <= NOTE_LENGTH ? line : line.substring(0, NOTE_LENGTH - 1) + "…";
    }
}
