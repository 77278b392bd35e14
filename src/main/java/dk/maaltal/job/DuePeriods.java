package dk.maaltal.job;

import dk.maaltal.plan.Plan;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The periods of a plan a run looks at.
 *
 * @param periods those whose day has come, and every one that was ever published: its sources may have changed since
 * @param ahead versions that know more than the as-of, which a person may give: their periods would go back in time
 */
record DuePeriods(List<ReferencePeriod> periods, List<Version> ahead) {
    DuePeriods {
        periods = List.copyOf(periods);
        ahead = List.copyOf(ahead);
    }

    /** @param only the one that was asked for, or null for all that are due */
    static DuePeriods of(Plan plan, @Nullable ReferencePeriod only, Instant asOf, Snapshots snapshots) {
        if (only != null) {
            return new DuePeriods(List.of(only), List.of());
        }
        SortedSet<ReferencePeriod> due = new TreeSet<>(PublicationCalendar.due(plan, PublicationCalendar.dateOf(asOf)));
        List<Version> ahead = new ArrayList<>();
        snapshots.all(plan.id()).stream().filter(Version::latest).forEach(version -> {
            if (version.asOf().isAfter(asOf)) {
                due.remove(version.period());
                ahead.add(version);
            } else {
                due.add(version.period());
            }
        });
        return new DuePeriods(List.copyOf(due), ahead);
    }

    /** What is said of a version that is ahead. */
    static Problem problem(Version version, Instant asOf) {
        return new Problem(
                Mover.US,
                "the newest version has as-of %s, later than this run's %s".formatted(version.asOf(), asOf),
                version.snapshotId(),
                "versions in the order of time",
                "it stays as it is until then; was the clock ahead when it was published?");
    }
}
