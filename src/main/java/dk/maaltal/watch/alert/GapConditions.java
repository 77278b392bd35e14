package dk.maaltal.watch.alert;

import dk.maaltal.job.Verdict;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.watch.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the runs that fetch could not get, one condition for one cause however many tables it hits. Looked at is the
 * newest run of the job that fetches most, and those of others since, which may have got what it could not.
 */
final class GapConditions implements Condition.Source {
    private static final String KEY = "gap ";
    private static final Set<String> FETCHING = Set.of("catalogue", "tables", "registers", "cvr");
    private static final String PUBLISH = "publish";
    private static final int MOST_RUNS = 40;

    private final JdbcClient db;
    private final Map<String, List<String>> jobs;
    private final Reports reports;
    private final Clock clock;

    private @Nullable Seen told;
    private List<Condition> conditions = List.of();

    /** @param jobs the steps of each declared job */
    GapConditions(JdbcClient db, Map<String, List<String>> jobs, Reports reports, Clock clock) {
        this.clock = clock;
        this.db = db;
        this.jobs = jobs;
        this.reports = reports;
    }

    private record Ended(String runId, String job, String verdict, Instant endedAt) {
        /** Whether it came to its end, so that what it does not name is well. */
        boolean isWhole() {
            return !verdict.equals(Verdict.FAILED.name()) && !verdict.equals(Verdict.ABANDONED.name());
        }

        /** A backfill, or one for a single period, says nothing of the periods it was not asked for. */
        boolean isForAllPeriods() {
            return runId.matches(Pattern.quote(job) + "/\\d{4}-\\d\\d-\\d\\dT.*");
        }
    }

    /** What the conditions follow from. */
    private record Seen(List<Ended> runs, LocalDate day) {}

    private record Event(String scope, String kind, Problem problem) {
        String key() {
            return KEY + CauseKey.of(problem);
        }

        boolean isOfPeriods() {
            return scope.startsWith(PUBLISH) || scope.startsWith("period:");
        }

        /** Whether the source that the other is of is the one that this lacks; without the catalogue it is every table. */
        boolean followsFrom(Event other) {
            String source = other.scope().equals("catalogue")
                    ? "jobindsats"
                    : other.scope().replace(':', ' ');
            return Pattern.compile("\\b" + Pattern.quote(source) + "\\b")
                    .matcher(problem.where())
                    .find();
        }
    }

    @Override
    public List<Condition> now() {
        Map<String, Integer> fetching = fetching();
        if (fetching.isEmpty()) {
            return List.of();
        }
        // Looked at every ten seconds, and new only after a run or at midnight, when other days are next.
        Seen seen = new Seen(newestFirst(fetching.keySet()), PublicationCalendar.dateOf(clock.instant()));
        if (!seen.equals(told)) {
            conditions = conditions(seen.runs(), fetching);
            told = seen;
        }
        return conditions;
    }

    /** While a run is at work, what an earlier one could not get may still come. */
    @Override
    public boolean undecided(String key) {
        return key.startsWith(KEY)
                && db.sql("select count(*) from run where verdict = 'RUNNING'")
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** The jobs that fetch, and how many of the steps that do they have. */
    private Map<String, Integer> fetching() {
        Map<String, Integer> fetching = new TreeMap<>();
        jobs.forEach((job, does) -> {
            int steps = (int) does.stream().filter(FETCHING::contains).count();
            if (steps > 0) {
                fetching.put(job, steps);
            }
        });
        return fetching;
    }

    private List<Condition> conditions(List<Ended> runs, Map<String, Integer> fetching) {
        List<Event> gaps = gaps(runs, fetching);
        List<Event> ofSources =
                gaps.stream().filter(gap -> !gap.scope().startsWith(PUBLISH)).toList();
        Map<String, List<Problem>> causes = new LinkedHashMap<>();
        Map<String, List<Problem>> reach = new LinkedHashMap<>();
        for (Event gap : gaps) {
            // What is lacking because a source gave nothing is what that cause means, and none of its own.
            List<Event> because = gap.scope().startsWith(PUBLISH)
                    ? ofSources.stream().filter(gap::followsFrom).toList()
                    : List.of();
            (because.isEmpty() ? List.of(gap) : because)
                    .forEach(cause -> reach.computeIfAbsent(cause.key(), key -> new ArrayList<>())
                            .add(gap.problem()));
            if (because.isEmpty()) {
                causes.computeIfAbsent(gap.key(), key -> new ArrayList<>()).add(gap.problem());
            }
        }
        List<Condition> all = new ArrayList<>();
        causes.forEach((key, problems) -> all.add(condition(key, problems, reach.getOrDefault(key, List.of()))));
        return List.copyOf(all);
    }

    private List<Event> gaps(List<Ended> runs, Map<String, Integer> fetching) {
        int most = fetching.values().stream().max(Integer::compare).orElseThrow();
        List<Event> gaps = new ArrayList<>();
        Set<String> judged = new HashSet<>();
        boolean published = false;
        for (Ended run : runs) {
            List<Event> events = events(run.runId()).stream()
                    .filter(event -> run.isForAllPeriods() || !event.isOfPeriods())
                    .toList();
            for (Event event : events) {
                boolean toldLater = judged.contains(event.scope())
                        || published && event.scope().startsWith(PUBLISH);
                if (event.kind().equals("GAP") && !toldLater) {
                    gaps.add(event);
                }
            }
            events.forEach(event -> judged.add(event.scope()));
            boolean publishes = run.isWhole() && run.isForAllPeriods() && publishes(run.job());
            published |= publishes;
            if (publishes && most == fetching.getOrDefault(run.job(), 0)) {
                break;
            }
        }
        return gaps;
    }

    private boolean publishes(String job) {
        return jobs.getOrDefault(job, List.of()).contains(PUBLISH);
    }

    private List<Ended> newestFirst(Set<String> jobNames) {
        return db.sql("""
                        select run_id, job, verdict, ended_at from run where job in (:jobs) and ended_at <= :horizon
                        order by ended_at desc, run_id desc fetch first :most rows only
                        """)
                .param("jobs", jobNames)
                .param("horizon", RunConditions.horizon(clock))
                .param("most", MOST_RUNS)
                .query((row, n) -> new Ended(
                        row.getString("run_id"),
                        row.getString("job"),
                        row.getString("verdict"),
                        row.getObject("ended_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private List<Event> events(String runId) {
        return db.sql("select * from run_event where run_id = ? order by scope, seq")
                .param(runId)
                .query((row, n) -> new Event(
                        row.getString("scope"),
                        row.getString("kind"),
                        new Problem(
                                Mover.valueOf(row.getString("mover")),
                                row.getString("what"),
                                row.getString("place"),
                                row.getString("expected"),
                                row.getString("next_step"))))
                .list();
    }

    private Condition condition(String key, List<Problem> problems, List<Problem> reached) {
        Problem first = problems.get(0);
        List<String> whats = problems.stream().map(Problem::what).distinct().toList();
        List<String> places = problems.stream()
                .map(Problem::where)
                .filter(where -> !where.isEmpty())
                .distinct()
                .toList();
        String where = places.isEmpty() ? "" : " (%s)".formatted(few(places, 5));
        return new Condition(
                key,
                Message.clip(few(whats, 3) + where, 1500),
                reports.reached(reached),
                cause(first),
                Stream.of(first.next(), "maaltal status names every place")
                        .filter(step -> !step.isEmpty())
                        .findFirst()
                        .orElseThrow(),
                Condition.Severity.WARNING);
    }

    private static String cause(Problem problem) {
        String whose = switch (problem.mover()) {
            case UPSTREAM -> "the source, or the way to it: what was published stays, and it is asked again by itself";
            case INPUT -> "what was delivered cannot be taken as it is";
            case DECLARATION -> "a setting or a declaration is missing or wrong";
            case US -> "Måltal or its machine";
        };
        return problem.expected().isEmpty() ? whose : whose + "; expected was " + problem.expected();
    }

    private static String few(List<String> texts, int most) {
        return texts.size() <= most
                ? String.join("; ", texts)
                : "%s and %d more".formatted(String.join("; ", texts.subList(0, most)), texts.size() - most);
    }
}
