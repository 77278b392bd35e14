package dk.maaltal.watch;

import dk.maaltal.job.DueTimes;
import dk.maaltal.job.JobDeclaration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The runs that should be, as rows known ahead, and which of them are not met. What {@code bi.overdue} says at the
 * database's time this says at any instant.
 */
public final class Expectations {
    /** How far ahead they are written: whoever looks knows them though nothing of Måltal lives for so long. */
    static final Duration AHEAD = Duration.ofDays(35);

    /** A run dated later than this after now was made while a clock was wrong, and meets nothing. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private static final String OF_IT = """
            r.job = e.job and r.as_of >= e.due_at and r.as_of <= :horizon and r.run_id like r.job || '/____-__-__T%'
            """;
    private static final String UNMET = """
            not exists (select 1 from run r where %s and r.verdict in ('COMPLETE', 'COMPLETE_WITH_GAPS', 'REFUSED'))
            """.formatted(OF_IT);
    private static final String SELECT = """
            select e.job, e.due_at, e.deadline_at, t.run_id, t.verdict, t.ended_at, t.tries, t.abandoned
            from expected_run e left join run t on t.run_id =
                (select r.run_id from run r where %s order by r.as_of desc, r.run_id desc fetch first 1 row only)
            where %s and\s""".formatted(OF_IT, UNMET);

    private final JdbcClient db;
    private final List<JobDeclaration> scheduled;
    private final DueTimes times;

    /** @param scheduled the declared jobs that have a schedule */
    public Expectations(JdbcClient db, List<JobDeclaration> scheduled, DueTimes times) {
        this.db = db;
        this.scheduled = List.copyOf(scheduled);
        this.times = times;
    }

    /** Writes what every job's schedule asks for, and forgets what no job's does any more. */
    public void write(Instant now) {
        scheduled.forEach(job -> write(job, now));
        forgetUnscheduled(now);
    }

    private void forgetUnscheduled(Instant now) {
        Set<String> names = new HashSet<>();
        scheduled.forEach(job -> names.add(job.job()));
        db.sql("select distinct job from expected_run").query(String.class).list().stream()
                .filter(job -> !names.contains(job))
                .forEach(job -> db.sql("delete from expected_run e where e.job = :job and " + UNMET)
                        .param("job", job)
                        .param("horizon", at(now.plus(TOLERANCE)))
                        .update());
    }

    /** Writes what one job's schedule asks for, nothing when it has none, and forgets what no job's does any more. */
    public void write(String job, Instant now) {
        forgetUnscheduled(now);
        scheduled.stream().filter(declared -> declared.job().equals(job)).forEach(declared -> write(declared, now));
    }

    private void write(JobDeclaration job, Instant now) {
        JobDeclaration.Schedule schedule = Objects.requireNonNull(job.schedule());
        // What was known ahead may have run out while nothing lived: it is written on from there, not from now.
        Instant from = last(job.job()).filter(last -> last.isBefore(now)).orElse(now);
        Set<Instant> wanted = new HashSet<>(times.between(schedule, from, now.plus(AHEAD)));
        for (Expected known : after(job.job(), from)) {
            boolean stands = wanted.contains(known.dueAt())
                    && known.deadlineAt().equals(known.dueAt().plus(job.deadline()));
            if (stands) {
                wanted.remove(known.dueAt());
            } else {
                forget(known);
            }
        }
        wanted.stream().sorted().forEach(due -> insert(job.job(), due, due.plus(job.deadline())));
    }

    private Optional<Instant> last(String job) {
        return db.sql("select max(due_at) from expected_run where job = ?")
                .param(job)
                .query((rs, n) -> Optional.ofNullable(instant(rs, 1)))
                .single();
    }

    private List<Expected> after(String job, Instant from) {
        return db.sql("select job, due_at, deadline_at from expected_run where job = ? and due_at > ?")
                .params(job, at(from))
                .query((rs, n) -> expected(rs))
                .list();
    }

    private void insert(String job, Instant due, Instant deadline) {
        try {
            db.sql("insert into expected_run (job, due_at, deadline_at) values (?, ?, ?)")
                    .params(job, at(due), at(deadline))
                    .update();
        } catch (DuplicateKeyException e) {
            // another server wrote it
        }
    }

    /** It is expected no longer: its job's own rule leaves it out. */
    public void forget(Expected expected) {
        db.sql("delete from expected_run where job = ? and due_at = ?")
                .params(expected.job(), at(expected.dueAt()))
                .update();
    }

    /** Those whose deadline has passed, the oldest first. */
    public List<Unmet> overdue(Instant now) {
        return unmet("e.deadline_at < :now order by e.deadline_at, e.job", now, null);
    }

    /** Those of a job that were due already, the oldest first. */
    public List<Unmet> due(String job, Instant now) {
        return unmet("e.due_at <= :now and e.job = :job order by e.due_at", now, job);
    }

    /** The one that must end next, or should have longest ago; empty when none is expected. */
    public Optional<Unmet> nextDeadline(Instant now) {
        return unmet("e.deadline_at is not null order by e.deadline_at, e.job fetch first 1 row only", now, null)
                .stream()
                .findFirst();
    }

    /** The next due time of each job, the nearest first. */
    public List<Expected> upcoming(Instant now) {
        return db.sql("""
                        select e.job, e.due_at, e.deadline_at from expected_run e
                        where e.due_at = (select min(n.due_at) from expected_run n where n.job = e.job and n.due_at > ?)
                        order by e.due_at, e.job
                        """).param(at(now)).query((rs, n) -> expected(rs)).list();
    }

    /** The jobs of which a run is at work, as far as the ledger knows. */
    public List<String> atWork() {
        return db.sql("select distinct job from run where verdict = 'RUNNING' order by job")
                .query(String.class)
                .list();
    }

    private List<Unmet> unmet(String which, Instant now, @Nullable String job) {
        JdbcClient.StatementSpec query = db.sql(SELECT + which).param("horizon", at(now.plus(TOLERANCE)));
        if (which.contains(":now")) {
            query = query.param("now", at(now));
        }
        if (job != null) {
            query = query.param("job", job);
        }
        return query.query((rs, n) -> new Unmet(expected(rs), newest(rs))).list();
    }

    private static Unmet.@Nullable Try newest(ResultSet rs) throws SQLException {
        String runId = rs.getString("run_id");
        return runId == null
                ? null
                : new Unmet.Try(
                        runId, rs.getString("verdict"), instant(rs, 6), rs.getInt("tries"), rs.getInt("abandoned"));
    }

    private static Expected expected(ResultSet rs) throws SQLException {
        return new Expected(
                rs.getString(1), Objects.requireNonNull(instant(rs, 2)), Objects.requireNonNull(instant(rs, 3)));
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
