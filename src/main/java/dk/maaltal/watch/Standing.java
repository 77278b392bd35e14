package dk.maaltal.watch;

import dk.maaltal.job.StatusReport;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How everything stands at one moment: what there is, what should be, and what is wrong with it. */
public final class Standing {
    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final StatusReport report;
    private final SourceCalendar calendar;
    private final Expectations expectations;
    private final Supplier<List<Condition.Source>> conditions;
    private final Clock clock;

    Standing(
            StatusReport report,
            SourceCalendar calendar,
            Expectations expectations,
            Supplier<List<Condition.Source>> conditions,
            Clock clock) {
        this.report = report;
        this.calendar = calendar;
        this.expectations = expectations;
        this.conditions = conditions;
        this.clock = clock;
    }

    /** In one word, the worst last. */
    public enum Overall {
        /** Nobody need do anything. */
        OK,
        /** Something is late, missing or waits for a person. */
        ATTENTION,
        /** Nothing is fetched or published until someone acts. */
        FAILED
    }

    /**
     * The state at one moment.
     *
     * @param at when
     * @param overall in one word
     * @param status what is held, ran, waits and is to be done
     * @param freshness of each source
     * @param upcoming the next due time of each scheduled job
     * @param overdue runs whose deadline has passed
     * @param conditions what a person is alerted of
     */
    public record Now(
            Instant at,
            Overall overall,
            StatusReport.Status status,
            List<Freshness> freshness,
            List<Expected> upcoming,
            List<Unmet> overdue,
            List<Condition> conditions) {}

    /** The state now. */
    public Now now() {
        Instant now = clock.instant();
        StatusReport.Status status = report.now();
        List<Unmet> overdue = expectations.overdue(now);
        List<Condition> wrong = wrong();
        boolean failed =
                !overdue.isEmpty() || wrong.stream().anyMatch(one -> one.severity() == Condition.Severity.FAILED);
        boolean well = wrong.isEmpty()
                && status.next().all().isEmpty()
                && status.decisions().isEmpty();
        return new Now(
                now,
                failed ? Overall.FAILED : well ? Overall.OK : Overall.ATTENTION,
                status,
                calendar.at(now),
                expectations.upcoming(now),
                overdue,
                wrong);
    }

    private List<Condition> wrong() {
        Map<String, Condition> wrong = new LinkedHashMap<>();
        for (Condition.Source source : conditions.get()) {
            try {
                source.now().forEach(one -> wrong.putIfAbsent(one.key(), one));
            } catch (RuntimeException e) {
                LOG.warn("{}: {}", source.getClass().getSimpleName(), e.getMessage());
            }
        }
        return wrong.values().stream()
                .sorted(Comparator.comparing(Condition::severity))
                .toList();
    }
}
