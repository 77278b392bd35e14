package dk.maaltal.job;

import dk.maaltal.measure.Evaluated;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.snapshot.Comparison;
import dk.maaltal.snapshot.Verification;
import dk.maaltal.staging.Damage;
import dk.maaltal.staging.Replay;
import dk.maaltal.staging.Staging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Computes versions over a replay of the journal, holds them against what is published, and looks for causes. */
final class Reckoning {
    private final Replay replay;
    private final Evaluation evaluation;
    private final Staging staging;
    private final Verification verification;
    private final List<Recompute.Task> all;
    private final Progress progress;
    private @Nullable List<Damage> damages;

    /** @param all every version that is to be computed */
    Reckoning(Replay replay, Staging staging, Verification verification, List<Recompute.Task> all, Progress progress) {
        this.replay = replay;
        this.evaluation = new Evaluation(replay, sha256 -> replay.origin(sha256).map(DeliveryOrigins::kind));
        this.staging = staging;
        this.verification = verification;
        this.all = all;
        this.progress = progress;
    }

    /** What is the same of all that can be evaluated together. */
    private record Moment(Instant asOf, Instant takenBy, boolean sealed, String planId, String texts) {
        static Moment of(Recompute.Task task) {
            Plan plan = task.ground().plan();
            return new Moment(
                    task.version().asOf(),
                    task.ground().takenBy(),
                    task.ground().isSealed(),
                    plan.id(),
                    plan.texts().toString());
        }
    }

    /**
     * Computes versions.
     *
     * @param line where the replay stands
     */
    List<Recomputed> at(long line, List<Recompute.Task> tasks) {
        Map<Moment, List<Recompute.Task>> together = new LinkedHashMap<>();
        tasks.forEach(task -> together.computeIfAbsent(Moment.of(task), moment -> new ArrayList<>())
                .add(task));
        return together.values().stream()
                .flatMap(same -> evaluated(line, same).stream())
                .toList();
    }

    private List<Recomputed> evaluated(long line, List<Recompute.Task> same) {
        Recompute.Task first = same.get(0);
        List<Evaluated> evaluated;
        try {
            Evaluation.At at =
                    evaluation.at(first.version().asOf(), first.ground().takenBy());
            evaluated = (first.ground().isSealed() ? at : at.beforeEvidence())
                    .evaluate(
                            first.ground().plan(),
                            same.stream().map(task -> task.version().period()).toList());
        } catch (ProblemException e) {
            return same.stream()
                    .map(task -> Recomputed.cannot(
                            task.version().snapshotId(), task.version().rowCount(), e.problems()))
                    .toList();
        }
        List<Recomputed> recomputed = new ArrayList<>();
        for (int i = 0; i < same.size(); i++) {
            String id = same.get(i).version().snapshotId();
            Comparison comparison = verification.compare(id, evaluated.get(i).rows());
            List<Problem> why = comparison.isEqual() ? List.of() : broken(line);
            Recomputed.Outcome outcome = comparison.isEqual()
                    ? Recomputed.Outcome.EQUAL
                    : why.isEmpty() ? Recomputed.Outcome.DIFFERS : Recomputed.Outcome.CANNOT;
            recomputed.add(
                    new Recomputed(id, outcome, comparison.rows(), comparison.differing(), comparison.first(), why));
        }
        return recomputed;
    }

    /** What was needed to come to a line and is broken; looked for only when something came out otherwise. */
    private List<Problem> broken(long line) {
        List<Damage> found = damages;
        if (found == null) {
            Set<String> needed = new TreeSet<>();
            all.forEach(task -> needed.addAll(verification.files(task.version().snapshotId())));
            found = staging.inspection().all(needed, progress::at);
            damages = found;
        }
        List<Damage> both = new ArrayList<>(found);
        both.addAll(replay.damages());
        return both.stream()
                .filter(damage -> damage.line() <= line)
                .map(Damage::problem)
                .distinct()
                .toList();
    }
}
