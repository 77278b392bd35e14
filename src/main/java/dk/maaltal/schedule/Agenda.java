package dk.maaltal.schedule;

import dk.maaltal.job.JobDeclaration;
import dk.maaltal.job.RunLauncher;
import dk.maaltal.job.RunRow;
import dk.maaltal.job.Verdict;
import dk.maaltal.watch.Expectations;
import dk.maaltal.watch.Expected;
import dk.maaltal.watch.Unmet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be run now, decided from the database alone: the expected runs and what the ledger says of each. */
final class Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Agenda.class);

    /** After the first failure, the second, the third; every one later waits as long as the last. */
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofMinutes(60));
    /** Another server would have begun what was due so long before this one looked. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private final List<JobDeclaration> scheduled;
    private final List<String> givingWay;
    private final Expectations expectations;
    private @Nullable Instant since;
    private Instant lastLook = Instant.MIN;

    Agenda(List<JobDeclaration> jobs, Expectations expectations) {
        this.scheduled = jobs.stream().filter(job -> job.schedule() != null).toList();
        this.givingWay = jobs.stream()
                .filter(JobDeclaration::givesWay)
                .map(JobDeclaration::job)
                .toList();
        this.expectations = expectations;
    }

    /**
     * Something to run.
     *
     * @param at what it is dated
     * @param run the one to take up, or null to begin one
     * @param expected the one to begin, or null to take one up
     */
    record Item(
            Instant at,
            String job,
            @Nullable String run,
            @Nullable Expected expected) {}

    /**
     * Leaves out what its job's rule says is to be left out, and tells what is to be run, the first first.
     *
     * @param interrupted runs that are to be taken up in any case
     * @param atWork jobs of which a run is at work now
     */
    List<Item> at(Instant now, List<RunRow> interrupted, List<String> atWork) {
        look(now);
        List<Item> items = new ArrayList<>();
        interrupted.forEach(run -> items.add(new Item(run.asOf(), run.job(), run.runId(), null)));
        for (JobDeclaration job : scheduled) {
            if (items.stream().noneMatch(item -> item.job().equals(job.job()))) {
                latest(job, now, atWork).ifPresent(items::add);
            }
        }
        // In the order of a day, whatever dates they are of: after days of silence the night comes first, which fetches
        // all.
        items.sort(Comparator.comparing((Item item) -> givingWay.contains(item.job()))
                .thenComparing(item -> timeOfDay(item.job()))
                .thenComparing(Item::at)
                .thenComparing(Item::job));
        return items;
    }

    /** Whether the job lets others go first. */
    boolean givesWay(String job) {
        return givingWay.contains(job);
    }

    private LocalTime timeOfDay(String job) {
        return scheduled.stream()
                .filter(declared -> declared.job().equals(job))
                .map(JobDeclaration::schedule)
                .filter(Objects::nonNull)
                .map(JobDeclaration.Schedule::at)
                .findFirst()
                .orElse(LocalTime.MAX);
    }

    /** Who looks again after a long while was not there in between: the machine slept, or its clock jumped. */
    private void look(Instant now) {
        if (since == null || now.isBefore(lastLook) || now.isAfter(lastLook.plus(GRACE))) {
            since = now;
        }
        lastLook = now;
    }

    private Optional<Item> latest(JobDeclaration job, Instant now, List<String> atWork) {
        List<Unmet> due = expectations.due(job.job(), now);
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Unmet latest = due.get(due.size() - 1);
        Expected expected = latest.expected();
        Unmet.Try newest = latest.newest();
        if (newest == null) {
            if (!atWork.isEmpty() && isSkipped(job, expected)) {
                return Optional.empty(); // it may only be waiting for its turn, on the server that was there
            }
            Optional<String> leftOut = leftOut(job, expected, atWork);
            leftOut.ifPresent(why -> due.forEach(one -> {
                LOG.warn("{} due {} is left out: {}", job.job(), one.expected().dueAt(), why);
                expectations.forget(one.expected());
            }));
            return leftOut.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Item(expected.dueAt(), job.job(), null, expected));
        }
        if (newest.verdict().equals(Verdict.ABANDONED.name())) {
            // One that is none to be taken up: a person began it and stopped it, or asked for something else since.
            // What
            // was due is due still, unless it kills its process.
            return newest.abandoned() > RunLauncher.MOST_DEATHS
                    ? Optional.empty()
                    : Optional.of(new Item(expected.dueAt(), job.job(), null, expected));
        }
        boolean again = newest.verdict().equals(Verdict.FAILED.name()) && isPauseOver(newest, now);
        return again ? Optional.of(new Item(expected.dueAt(), job.job(), newest.runId(), null)) : Optional.empty();
    }

    private Optional<String> leftOut(JobDeclaration job, Expected expected, List<String> atWork) {
        List<String> others =
                atWork.stream().filter(other -> !givingWay.contains(other)).toList();
        if (job.overlap() == JobDeclaration.Overlap.SKIP && !others.isEmpty()) {
            return Optional.of("overlap: skip, and " + String.join(", ", others) + " is at work");
        }
        return isSkipped(job, expected) ? Optional.of("missed: skip, and nothing ran then") : Optional.empty();
    }

    private boolean isSkipped(JobDeclaration job, Expected expected) {
        return Objects.requireNonNull(job.schedule()).missed() == JobDeclaration.Missed.SKIP
                && expected.dueAt().isBefore(Objects.requireNonNull(since).minus(GRACE));
    }

    /** A failure dated after now was dated by a wrong clock: it is not waited for. */
    private static boolean isPauseOver(Unmet.Try failed, Instant now) {
        Instant ended = failed.endedAt();
        int failures = Math.max(1, failed.tries() - failed.abandoned());
        Duration pause = PAUSES.get(Math.min(failures, PAUSES.size()) - 1);
        return ended == null || ended.isAfter(now) || !now.isBefore(ended.plus(pause));
    }
}
