package dk.maaltal.watch.alert;

import dk.maaltal.job.Verdict;
import dk.maaltal.watch.Condition;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Jobs whose last run failed, or whose process died; over when a later run of it, or of one that does as much, ends. */
final class RunConditions implements Condition.Source {
    private static final String KEY = Condition.keyOf("");
    private static final String DIED = "died ";
    private static final Duration TOLERANCE = Duration.ofHours(1);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Runs that stand as abandoned on purpose: their end is late at worst, and that is told when it is. */
    private static final List<String> ON_PURPOSE = List.of("told to stop", "gave way");

    private final JdbcClient db;
    private final Map<String, List<String>> jobs;
    private final Reports reports;
    private final Clock clock;

    /** @param jobs the steps of each declared job */
    RunConditions(JdbcClient db, Map<String, List<String>> jobs, Reports reports, Clock clock) {
        this.clock = clock;
        this.db = db;
        this.jobs = jobs;
        this.reports = reports;
    }

    private record Ended(
            String runId,
            String job,
            String verdict,
            @Nullable String summary,
            @Nullable String gaps) {
        boolean isBad() {
            return verdict.equals(Verdict.FAILED.name()) || verdict.equals(Verdict.ABANDONED.name()) && !isOnPurpose();
        }

        boolean isOnPurpose() {
            return verdict.equals(Verdict.ABANDONED.name())
                    && ON_PURPOSE.stream().anyMatch(why -> summary != null && summary.startsWith(why));
        }

        /** The failure itself, which the ledger lists first. */
        String why() {
            String first = gaps == null || gaps.isBlank()
                    ? ""
                    : Stream.of(JSON.readValue(gaps, String[].class))
                            .findFirst()
                            .orElse("");
            return first.isEmpty() || verdict.equals(Verdict.ABANDONED.name()) ? String.valueOf(summary) : first;
        }
    }

    @Override
    public List<Condition> now() {
        Map<String, Ended> last = last();
        List<Condition> conditions = new ArrayList<>();
        for (Ended run : last.values()) {
            if (run.isBad() && !isCovered(run)) {
                conditions.add(failed(run.runId(), run.verdict(), run.why(), reports.all()));
            }
        }
        died().stream()
                .filter(died ->
                        conditions.stream().noneMatch(one -> one.key().equals(Condition.keyOf(jobOf(died.runId())))))
                .forEach(died -> conditions.add(died(died)));
        return conditions;
    }

    /** While one is at work, and when the last one was stopped on purpose: it says neither that all is well nor not. */
    @Override
    public boolean undecided(String key) {
        if (!key.startsWith(KEY)) {
            return false;
        }
        String job = key.substring(KEY.length());
        boolean running = db.sql("select count(*) from run where verdict = 'RUNNING' and job = ?")
                        .param(job)
                        .query(Long.class)
                        .single()
                > 0;
        Ended last = last().get(job);
        return running || last != null && last.isOnPurpose();
    }

    /** A run that is dated after it ended under a clock that was ahead, and hides none of those since. */
    static OffsetDateTime horizon(Clock clock) {
        return clock.instant().plus(TOLERANCE).atOffset(ZoneOffset.UTC);
    }

    private Map<String, Ended> last() {
        return db
                .sql("""
                        select run_id, job, verdict, summary, gaps from run r
                        where ended_at = (select max(o.ended_at) from run o where o.job = r.job and o.ended_at <= :horizon)
                        order by job, run_id
                        """)
                .param("horizon", horizon(clock))
                .query((row, n) -> new Ended(
                        row.getString("run_id"),
                        row.getString("job"),
                        row.getString("verdict"),
                        row.getString("summary"),
                        row.getString("gaps")))
                .list()
                .stream()
                .collect(Collectors.toMap(Ended::job, run -> run, (one, other) -> other, TreeMap::new));
    }

    /**
     * Of each job the newest run whose process died in the middle. It goes on by itself and no figure is wrong, but a
     * machine that kills its processes should be looked at; over when the next run of the job comes to its end at once.
     */
    private List<Died> died() {
        return db.sql("""
                        select run_id, abandoned from run r
                        where abandoned > 0
                          and started_at = (select max(o.started_at) from run o
                                            where o.job = r.job and o.started_at <= :horizon)
                        order by job, run_id
                        """)
                .param("horizon", horizon(clock))
                .query((row, n) -> new Died(row.getString("run_id"), row.getInt("abandoned")))
                .list();
    }

    private record Died(String runId, int times) {}

    private static Condition died(Died died) {
        return new Condition(
                DIED + jobOf(died.runId()),
                "the process that ran %s died in the middle (run %s), %d times"
                        .formatted(jobOf(died.runId()), died.runId(), died.times()),
                "nothing is half published: the run goes on where it stopped, and its verdict says what it got",
                "it was killed, the machine restarted, or its memory ran out",
                "look at the machine's log: journalctl -u maaltal -k; then maaltal list runs",
                Condition.Severity.WARNING);
    }

    /** Whether a job that does everything this one does has ended well since. */
    private boolean isCovered(Ended run) {
        List<String> steps = jobs.getOrDefault(run.job(), List.of());
        Set<String> covering = new TreeSet<>();
        jobs.forEach((job, does) -> {
            if (!job.equals(run.job()) && !steps.isEmpty() && does.containsAll(steps)) {
                covering.add(job);
            }
        });
        return !covering.isEmpty()
                && db.sql("""
                                        select count(*) from run
                                        where job in (:jobs) and verdict in ('COMPLETE', 'COMPLETE_WITH_GAPS', 'REFUSED')
                                          and ended_at > (select ended_at from run where run_id = :run)
                                          and ended_at <= :horizon
                                        """)
                                .param("jobs", covering)
                                .param("run", run.runId())
                                .param("horizon", horizon(clock))
                                .query(Long.class)
                                .single()
                        > 0;
    }

    static Condition failed(String runId, String verdict, String why, String meaning) {
        String job = jobOf(runId);
        boolean died = verdict.equals(Verdict.ABANDONED.name());
        return new Condition(
                Condition.keyOf(job),
                "%s ended %s (run %s)".formatted(job, verdict, runId),
                meaning.isEmpty() ? "" : "what this run was to fetch or publish is not there yet: " + meaning,
                why,
                died
                        ? "maaltal serve takes it up by itself; where it does not run: maaltal resume"
                        : "maaltal serve tries a scheduled run again by itself; by hand: maaltal resume %s"
                                .formatted(runId),
                Condition.Severity.FAILED);
    }

    static String jobOf(String runId) {
        int end = runId.indexOf('/');
        return end < 0 ? runId : runId.substring(0, end);
    }
}
