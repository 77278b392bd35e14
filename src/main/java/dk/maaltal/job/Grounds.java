package dk.maaltal.job;

import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.AreaBook;
import dk.maaltal.snapshot.Definitions;
import dk.maaltal.snapshot.Seal;
import dk.maaltal.snapshot.Seals;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a version was computed from: as its seal says, or for one without as well as can be told. */
final class Grounds {
    private final Snapshots snapshots;
    private final Seals seals;
    private final Definitions definitions;
    private final Plans plans;
    private final AreaBook areas;
    private final Map<String, Kept> kept = new HashMap<>();

    Grounds(Snapshots snapshots, Seals seals, Definitions definitions, Plans plans, AreaBook areas) {
        this.snapshots = snapshots;
        this.seals = seals;
        this.definitions = definitions;
        this.plans = plans;
        this.areas = areas;
    }

    private record Kept(Plan plan, AreaBook areas) {}

    /**
     * What a version was computed from.
     *
     * @param areas whose figures were kept then
     * @param takenBy until when register generations were taken
     * @param lines how many lines of the journal were known; -1: those of before it was published
     */
    record Ground(Plan plan, AreaBook areas, Instant takenBy, long lines) {
        boolean isSealed() {
            return lines >= 0;
        }
    }

    /** @throws ProblemException when that is not known any more */
    Ground of(Version version) {
        Optional<Seal> found = seals.find(version.snapshotId());
        if (found.isEmpty()) {
            return new Ground(todays(version), areas, version.publishedAt(), -1);
        }
        Seal seal = found.get();
        if (!seal.isWhole()) {
            throw cannot(
                    version,
                    "its seal is not the one that was set",
                    "the seal that says what it was made from",
                    "maaltal verify; restore the database from a backup of before it was changed");
        }
        Kept from = kept.computeIfAbsent(
                seal.definitionsSha256(), set -> new Kept(definitions.read(set), definitions.areas(set)));
        return new Ground(from.plan(), from.areas(), seal.takenBy(), seal.journalLines());
    }

    /** Versions from before 0.4.0 kept no definitions: today's will do where none of theirs changed since. */
    private Plan todays(Version version) {
        Plan plan = plans.all().stream()
                .filter(one -> one.id().equals(version.planId()))
                .findFirst()
                .orElseThrow(() -> changed(version, "its plan is not followed any more"));
        Map<String, String> today =
                plan.measures().stream().collect(Collectors.toMap(Measure::id, Measure::definitionSha256));
        Set<String> others = snapshots.rows(version.snapshotId()).stream()
                .filter(row ->
                        !row.definitionSha256().equals(today.get(row.key().measureId())))
                .map(row -> row.key().measureId())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!others.isEmpty()) {
            throw changed(version, "the definition of %s changed since".formatted(String.join(", ", others)));
        }
        return plan;
    }

    private static ProblemException changed(Version version, String what) {
        return cannot(
                version,
                "it was published before definitions were kept, and " + what,
                "the plan's files as they were",
                "point maaltal.plan at the files of that time, then run it again");
    }

    private static ProblemException cannot(Version version, String what, String expected, String next) {
        return new ProblemException(new Problem(Mover.US, what, version.snapshotId(), expected, next));
    }
}
