package dk.maaltal.job;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The row of the turn to run. Judges by the database's clock, which is one for all machines. */
final class LeaseTable {
    /** A holder that says nothing for so long has died, or stands still. */
    static final Duration VALID = Duration.ofSeconds(30);
    /** Nothing here takes long; a statement that waits longer waits for a machine that stands still. */
    private static final int SECONDS_A_STATEMENT = 10;

    private static final String FRESH =
            "between current_timestamp - interval '%1$d' second and current_timestamp + interval '%1$d' second"
                    .formatted(VALID.toSeconds());

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    LeaseTable(JdbcTemplate jdbc, TransactionTemplate transaction) {
        JdbcTemplate patient = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        Boolean postgres = jdbc.execute((ConnectionCallback<Boolean>)
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
        if (Boolean.TRUE.equals(postgres)) {
            // H2 has a short patience of its own, and would keep this one for whatever the connection is used for next.
            patient.setQueryTimeout(SECONDS_A_STATEMENT);
        }
        this.db = JdbcClient.create(patient);
        this.transaction = transaction;
    }

    /**
     * Takes the turn where nobody has it, its holder is dead, or was a process of the same home, whose file lock the caller
     * has; unless a job of higher priority waits for it.
     */
    boolean take(Claim claim) {
        makeRow();
        return db.sql("""
                        update run_lease
                        set token = :token, host = :host, home = :home, home_id = :homeId, pid = :pid, job = :job,
                            run_id = :runId, priority = :priority, taken_at = current_timestamp,
                            beat_at = current_timestamp,
                            wanted_priority = case when wanted_by = :token then null else wanted_priority end,
                            wanted_at = case when wanted_by = :token then null else wanted_at end,
                            wanted_by = case when wanted_by = :token then null else wanted_by end
                        where lease = 'run'
                          and (token is null or beat_at is null or not beat_at %1$s
                               or host = :host and home = :home and home_id = :homeId)
                          and (wanted_priority is null or wanted_priority <= :priority or wanted_by = :token
                               or not wanted_at %1$s)
                        """.formatted(FRESH)).paramSource(claim).update() > 0;
    }

    private void makeRow() {
        try {
            db.sql("""
                    insert into run_lease (lease)
                    select 'run' where not exists (select 1 from run_lease where lease = 'run')
                    """).update();
        } catch (DuplicateKeyException e) {
            // another process made it
        }
    }

    /** Says that the claim waits for its turn. */
    void want(Claim claim) {
        db.sql("""
                update run_lease
                set wanted_by = :token, wanted_priority = :priority, wanted_at = current_timestamp
                where lease = 'run'
                  and (wanted_priority is null or wanted_priority <= :priority or wanted_by = :token
                       or not wanted_at %s)
                """.formatted(FRESH)).paramSource(claim).update();
    }

    /** Says that it waits no more. */
    void leave(Claim claim) {
        db.sql("""
                update run_lease set wanted_by = null, wanted_priority = null, wanted_at = null
                where lease = 'run' and wanted_by = :token
                """).paramSource(claim).update();
    }

    /** Whether one of higher priority waits. */
    boolean isWanted(Claim claim) {
        return db.sql("""
                        select count(*) from run_lease
                        where lease = 'run' and wanted_priority > :priority and wanted_at %s
                        """.formatted(FRESH)).paramSource(claim).query(Long.class).single() > 0;
    }

    /** A sign of life; false when the turn is another's now. */
    boolean beat(String token) {
        return db.sql("update run_lease set beat_at = current_timestamp where token = ?")
                        .param(token)
                        .update()
                > 0;
    }

    /** Says which run it is for, when that is known. */
    void name(String token, String runId) {
        db.sql("update run_lease set run_id = ? where token = ?")
                .params(runId, token)
                .update();
    }

    /** Holds the turn until the end of the caller's transaction; false when it is another's now. */
    boolean hold(String token) {
        return db.sql("select pid from run_lease where token = ? for update")
                .param(token)
                .query(Long.class)
                .optional()
                .isPresent();
    }

    void release(String token) {
        db.sql("update run_lease set token = null, beat_at = null where token = ?")
                .param(token)
                .update();
    }

    /** Who has the turn; nobody where none is taken. */
    Optional<Holder> holder() {
        return db.sql("""
                        select host, home, home_id, pid, job, run_id, priority, taken_at, beat_at,
                               coalesce(beat_at %s, false) as beats
                        from run_lease where token is not null
                        """.formatted(FRESH))
                .query((row, n) -> new Holder(
                        row.getString("host"),
                        row.getString("home"),
                        row.getString("home_id"),
                        row.getLong("pid"),
                        row.getString("job"),
                        row.getString("run_id"),
                        row.getInt("priority"),
                        row.getObject("taken_at", OffsetDateTime.class).toInstant(),
                        row.getObject("beat_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("beats")))
                .optional();
    }

    /** Does something while nobody can take the turn or give it back, told who has it. */
    <T> T frozen(Function<Optional<Holder>, T> work) {
        makeRow();
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("select lease from run_lease for update").query(String.class).list();
            return work.apply(holder());
        }));
    }

    /** Takes the turn away from whoever has it. */
    void clear() {
        db.sql("update run_lease set token = null, beat_at = null").update();
    }

    /**
     * Who asks for the turn.
     *
     * @param token this one asking, and nobody else
     * @param homeId the home's own number, or null where it has none
     */
    record Claim(
            String token,
            String host,
            String home,
            @Nullable String homeId,
            long pid,
            String job,
            String runId,
            int priority) {}
}
