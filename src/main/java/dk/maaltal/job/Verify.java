package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Checked;
import dk.maaltal.snapshot.Verification;
import dk.maaltal.staging.Damage;
import dk.maaltal.staging.Inspection;
import dk.maaltal.staging.Staging;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds published versions, and all they rest on, against their digests. Reads only, also while a run is at work. */
public final class Verify {
    private final Verification verification;
    private final RunLedger ledger;
    private final Staging staging;
    private final Progress progress;

    Verify(Verification verification, RunLedger ledger, Staging staging, Progress progress) {
        this.ledger = ledger;
        this.verification = verification;
        this.staging = staging;
        this.progress = progress;
    }

    /**
     * What was found.
     *
     * @param versions each version, by period and number
     * @param kept what versions rest on and is gone or not what it was
     */
    public record Verified(List<Checked> versions, List<Broken> kept) {
        public boolean isGood() {
            return kept.isEmpty() && versions.stream().allMatch(Checked::isGood);
        }
    }

    /**
     * Something kept that is broken.
     *
     * @param versions that rest on it; none where only later ones may
     */
    public record Broken(Problem problem, List<String> versions) {}

    /**
     * Verifies.
     *
     * @param planId only this plan's versions, or null
     * @param period only this period's versions and what they rest on; null: all, and everything that is kept
     * @throws ProblemException when nothing of that is published
     */
    public Verified run(@Nullable String planId, @Nullable ReferencePeriod period) {
        List<Verification.Series> all =
                verification.series(planId, period == null ? null : period.id(), ledger.published());
        if (all.isEmpty() && (planId != null || period != null)) {
            throw notPublished(planId, period == null ? "" : period.id());
        }
        List<Checked> versions = new ArrayList<>();
        for (Verification.Series series : all) {
            progress.at("versions of " + series.name(), versions.size(), 0);
            versions.addAll(verification.check(series));
        }
        List<Broken> kept = new ArrayList<>();
        definitions(versions, kept);
        Set<String> needed = new TreeSet<>();
        versions.forEach(version -> needed.addAll(version.files()));
        Inspection inspection = staging.inspection();
        if (inspection.journalLines() < verification.journalLines()) {
            kept.add(new Broken(unread(inspection.journalLines(), verification.journalLines()), List.of()));
            return new Verified(List.copyOf(versions), List.copyOf(kept));
        }
        List<Damage> damages =
                period == null ? inspection.all(needed, progress::at) : inspection.of(needed, progress::at);
        damages.forEach(damage -> kept.add(new Broken(damage.problem(), resting(versions, damage.files()))));
        return new Verified(List.copyOf(versions), List.copyOf(kept));
    }

    /** A rebuild is at work or was cut off, or the database was restored without its journal. */
    private static Problem unread(long lines, long expected) {
        return new Problem(
                Mover.US,
                "only %d lines of the journal stand in the database, so that what versions rest on cannot be looked through"
                        .formatted(lines),
                "deliveries/journal.jsonl",
                "at least %d lines".formatted(expected),
                "wait for a rebuild to end, or: maaltal rebuild");
    }

    static ProblemException notPublished(@Nullable String planId, String period) {
        return new ProblemException(Problem.declaration(
                (planId == null ? "" : planId + "/") + period,
                "no version of that is published",
                "a plan and period with a version",
                "`maaltal list snapshots` shows them"));
    }

    private void definitions(List<Checked> versions, List<Broken> kept) {
        Set<String> sets = versions.stream()
                .map(Checked::definitionsSha256)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        verification
                .definitions(sets)
                .forEach((set, problems) -> problems.forEach(problem -> kept.add(new Broken(
                        problem,
                        versions.stream()
                                .filter(version -> set.equals(version.definitionsSha256()))
                                .map(Checked::snapshotId)
                                .toList()))));
    }

    private static List<String> resting(List<Checked> versions, Set<String> files) {
        return versions.stream()
                .filter(version -> files.stream().anyMatch(version.files()::contains))
                .map(Checked::snapshotId)
                .toList();
    }
}
