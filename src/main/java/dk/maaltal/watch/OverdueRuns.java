package dk.maaltal.watch;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Says of each job whose deadline has passed without a run that ended well, once for all its due times. Where its last
 * run failed that is the same cause, and who knows of the failure words it.
 */
final class OverdueRuns implements Condition.Source {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.of("Europe/Copenhagen"));

    private final Expectations expectations;
    private final Clock clock;

    OverdueRuns(Expectations expectations, Clock clock) {
        this.expectations = expectations;
        this.clock = clock;
    }

    @Override
    public List<Condition> now() {
        Map<String, List<Unmet>> byJob = new LinkedHashMap<>();
        for (Unmet unmet : expectations.overdue(clock.instant())) {
            byJob.computeIfAbsent(unmet.expected().job(), job -> new ArrayList<>())
                    .add(unmet);
        }
        List<Condition> conditions = new ArrayList<>();
        byJob.forEach((job, unmet) -> conditions.add(condition(job, unmet)));
        return conditions;
    }

    private static Condition condition(String job, List<Unmet> unmet) {
        Expected first = unmet.get(0).expected();
        Unmet.Try newest = unmet.get(unmet.size() - 1).newest();
        String more = unmet.size() == 1 ? "" : ", nor have %d after it".formatted(unmet.size() - 1);
        return new Condition(
                Condition.keyOf(job),
                "%s due %s has not ended well by %s%s; %s"
                        .formatted(
                                job,
                                at(first.dueAt()),
                                at(first.deadlineAt()),
                                more,
                                newest == null
                                        ? "it was never begun"
                                        : "the last try, %s, is %s".formatted(newest.runId(), newest.verdict())),
                "what is published stays; what came since " + at(first.dueAt()) + " is not in it",
                newest == null ? "maaltal serve, or cron, was not running" : "see what the last try said",
                newest == null ? "maaltal run " + job : "maaltal status",
                Condition.Severity.FAILED);
    }

    private static String at(Instant instant) {
        return TIME.format(instant);
    }
}
