package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Verification;
import dk.maaltal.snapshot.Version;
import dk.maaltal.staging.Replay;
import dk.maaltal.staging.Staging;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Computes published versions again from what is kept of them, the journal of deliveries, the generations of registers and
 * the definitions, and compares row by row. What was known is made anew in a scratch database, line by line, and asked at
 * the very line that each version was computed at; nothing of the store but its published rows has a say.
 */
public final class Recompute {
    private final Home home;
    private final Staging staging;
    private final Snapshots snapshots;
    private final Verification verification;
    private final Supplier<Grounds> grounds;
    private final Progress progress;

    Recompute(
            Home home,
            Staging staging,
            Snapshots snapshots,
            Verification verification,
            Supplier<Grounds> grounds,
            Progress progress) {
        this.home = home;
        this.staging = staging;
        this.snapshots = snapshots;
        this.verification = verification;
        this.grounds = grounds;
        this.progress = progress;
    }

    /** A version, and what it was made from. */
    record Task(Version version, Grounds.Ground ground) {}

    /**
     * Computes versions again.
     *
     * @param planId only this plan's, or null
     * @param period only this period's, or null
     * @param number only the version of that number, or null
     * @return one for each version, by plan, period and number
     * @throws ProblemException when nothing of that is published, or no scratch database can be made
     */
    public List<Recomputed> run(@Nullable String planId, @Nullable ReferencePeriod period, @Nullable Integer number) {
        List<Version> versions = snapshots.plans().stream()
                .filter(plan -> planId == null || plan.equals(planId))
                .flatMap(plan -> versions(plan).stream())
                .filter(version -> period == null || version.period().equals(period))
                .filter(version -> number == null || version.number() == number)
                .toList();
        if (versions.isEmpty() && (planId != null || period != null || number != null)) {
            throw Verify.notPublished(
                    planId, (period == null ? "" : period.id()) + (number == null ? "" : "/" + number));
        }
        Map<String, Recomputed> done = new HashMap<>();
        Map<String, List<Task>> byAreas = new TreeMap<>();
        Grounds known = grounds.get();
        for (Version version : versions) {
            try {
                Grounds.Ground ground = known.of(version);
                byAreas.computeIfAbsent(ground.areas().text(), areas -> new ArrayList<>())
                        .add(new Task(version, ground));
            } catch (ProblemException e) {
                done.put(
                        version.snapshotId(),
                        Recomputed.cannot(version.snapshotId(), version.rowCount(), e.problems()));
            }
        }
        byAreas.values().forEach(tasks -> recompute(tasks, done));
        return versions.stream()
                .map(version -> Objects.requireNonNull(done.get(version.snapshotId())))
                .toList();
    }

    private List<Version> versions(String plan) {
        try {
            return snapshots.all(plan);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.US,
                            "a version's own row cannot be read: " + e.getMessage(),
                            "versions of " + plan,
                            "what was published",
                            "maaltal verify names it"),
                    e);
        }
    }

    /** Those that one scratch database serves: it goes from line to line, and each is computed at its own. */
    private void recompute(List<Task> tasks, Map<String, Recomputed> done) {
        try (Scratch scratch = Scratch.in(home)) {
            Replay replay = staging.replay(
                    scratch.database(),
                    new JdbcTransactionManager(scratch.database()),
                    tasks.get(0).ground().areas());
            TreeMap<Long, List<Task>> byLine = new TreeMap<>();
            tasks.forEach(task -> byLine.computeIfAbsent(line(task, replay), line -> new ArrayList<>())
                    .add(task));
            Reckoning reckoning = new Reckoning(replay, staging, verification, tasks, progress);
            byLine.forEach((line, some) -> {
                replay.to(line, (what, at, total) -> progress.at("journal", at, line));
                progress.at("versions", done.size(), tasks.size());
                reckoning.at(line, some).forEach(one -> done.put(one.snapshotId(), one));
            });
        }
    }

    private static long line(Task task, Replay replay) {
        return task.ground().lines() >= 0
                ? task.ground().lines()
                : replay.linesAt(task.version().publishedAt());
    }
}
