package dk.maaltal.snapshot;

import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold before and while a version is published; each throws {@link ProblemException} when it does not. */
final class Guard {
    private Guard() {}

    /** Nothing is published of a time to come, nor of a period that is not over. */
    static void time(Plan plan, List<ReferencePeriod> periods, Instant asOf, Instant now) {
        List<Problem> problems = new ArrayList<>();
        if (asOf.isAfter(now)) {
            problems.add(Problem.declaration(
                    plan.id(),
                    "the as-of " + asOf + " lies after now",
                    "an instant that has been",
                    "give an earlier one"));
        }
        LocalDate day = PublicationCalendar.dateOf(asOf);
        periods.stream()
                .filter(period -> !period.lastDay().isBefore(day))
                .map(period -> Problem.declaration(
                        plan.id() + "/" + period,
                        "the period is not over on " + day,
                        "a period that ended before the as-of's day",
                        "look at it in bi.preview_value until then"))
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    /** No version knows less than the one before it. */
    static void order(List<PublicationPlan> plans) {
        List<Problem> problems =
                plans.stream().flatMap(planned -> outOfOrder(planned).stream()).toList();
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static Optional<Problem> outOfOrder(PublicationPlan planned) {
        Version base = planned.base();
        if (base == null || !planned.asOf().isBefore(base.asOf()) || planned.isUnchanged()) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                base.snapshotId(),
                "the newest version knows more: its as-of is %s, the one given is %s"
                        .formatted(base.asOf(), planned.asOf()),
                "an as-of not before " + base.asOf(),
                "give a later as-of, or look at the earlier one without publishing"));
    }

    /** Why a person must decide; empty when nobody need. A first version changes nothing that was shown. */
    static List<Cause> causes(PublicationPlan planned) {
        Version base = planned.base();
        if (base == null) {
            return List.of();
        }
        List<Cause> causes = new ArrayList<>();
        List<Change> flips = planned.flips();
        if (!flips.isEmpty()) {
            causes.add(new Cause.Flips(flips));
        }
        int percent = planned.plan().publication().holdChangedPercent();
        if (planned.counted() * 100 > percent * base.rowCount()) {
            causes.add(new Cause.Share(planned.counted(), base.rowCount(), percent));
        }
        return causes;
    }

    /** Nobody published since the version was planned. */
    static void stillNewest(String snapshotId, @Nullable String baseId, Optional<Version> newest) {
        if (!newest.map(Version::snapshotId).equals(Optional.ofNullable(baseId))) {
            throw overtaken(snapshotId, null);
        }
    }

    /** What was stored is what was planned, counted and digested again. */
    static void stored(Version version, List<Row> stored) {
        String digest = Digest.of(stored);
        if (stored.size() != version.rowCount() || !digest.equals(version.contentSha256())) {
            throw new ProblemException(new Problem(
                    Mover.US,
                    "the database holds %d rows with digest %s".formatted(stored.size(), digest),
                    version.snapshotId(),
                    "%d rows with digest %s".formatted(version.rowCount(), version.contentSha256()),
                    "nothing was published; report this"));
        }
    }

    /** What to throw when somebody did. */
    static ProblemException overtaken(String snapshotId, @Nullable Exception cause) {
        Problem problem = new Problem(
                Mover.US,
                "another version was published since this one was planned",
                snapshotId,
                "",
                "nothing was written; run it again");
        return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
    }
}
