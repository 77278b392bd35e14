package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is open, in the database: of several processes on one, each change is taken by one only. */
final class AlertBook {
    private static final Duration CLOSED_ARE_KEPT = Duration.ofDays(400);
    private static final int TRIES = 3;
    private static final String COLUMNS = """
            alert_id, cause, severity, what, meaning, likely_cause, next_step, opened_at, told_at, times_told, thread,
            times_returned, gone_at
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Writer writer;

    AlertBook(JdbcClient db, TransactionTemplate transaction, Outbox outbox, Writer writer) {
        this.writer = writer;
        this.db = db;
        this.transaction = transaction;
        this.outbox = outbox;
    }

    /** What is open now. */
    List<OpenAlert> open() {
        return db.sql("select " + COLUMNS + " from alert where open_cause is not null order by opened_at, cause")
                .query(AlertBook::alert)
                .list();
    }

    /**
     * Judges and writes down what follows, and the messages that tell of it, in one transaction.
     *
     * @param unsaved what was told while the database was away
     * @param again how long after the last time people are reminded
     * @return the messages that this process is to send
     * @throws org.springframework.dao.ConcurrencyFailureException when another process was at it all the time
     */
    List<Message> settle(Found found, Collection<OpenAlert> unsaved, Instant now, Duration again) {
        for (int left = TRIES - 1; ; left--) {
            try {
                return settled(found, unsaved, now, again);
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                // Another server told of the same cause at the same moment; what is left to tell is seen now.
                if (left == 0) {
                    throw e instanceof ConcurrencyFailureException busy
                            ? busy
                            : new ConcurrencyFailureException("alerts", e);
                }
            }
        }
    }

    private List<Message> settled(Found found, Collection<OpenAlert> unsaved, Instant now, Duration again) {
        return Objects.requireNonNull(transaction.execute(status -> {
            unsaved.forEach(this::save);
            String id = writer.newId();
            Judgement judged = Judgement.of(open(), closedSince(now.minus(Judgement.SOON)), found, id, now, again);
            judged.opened().forEach(this::insert);
            judged.changed().forEach(this::reword);
            List<OpenAlert> reminded = judged.reminded().stream()
                    .filter(alert -> remind(alert, now))
                    .toList();
            List<OpenAlert> closed =
                    judged.closed().stream().filter(alert -> close(alert, now)).toList();
            List<Message> messages = writer.write(id, judged.opened(), reminded, closed, now);
            messages.forEach(message -> outbox.put(message, now));
            if (!messages.isEmpty()) {
                db.sql("delete from alert where closed_at < ?")
                        .param(at(now.minus(CLOSED_ARE_KEPT)))
                        .update();
            }
            return messages;
        }));
    }

    private void save(OpenAlert alert) {
        boolean known = db.sql("select count(*) from alert where open_cause = ?")
                        .param(alert.key())
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            insert(alert);
        } else {
            db.sql("update alert set told_at = ?, times_told = ? where open_cause = ? and told_at < ?")
                    .params(at(alert.toldAt()), alert.timesTold(), alert.key(), at(alert.toldAt()))
                    .update();
        }
    }

    private void insert(OpenAlert alert) {
        Condition c = alert.condition();
        db.sql("""
                        insert into alert (alert_id, cause, open_cause, severity, what, meaning, likely_cause, next_step,
                            opened_at, told_at, times_told, thread, times_returned)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        alert.id(),
                        c.key(),
                        c.key(),
                        c.severity().name(),
                        c.what(),
                        c.meaning(),
                        c.cause(),
                        c.next(),
                        at(alert.openedAt()),
                        at(alert.toldAt()),
                        alert.timesTold(),
                        alert.thread(),
                        alert.timesReturned())
                .update();
    }

    private void reword(OpenAlert alert) {
        Condition c = alert.condition();
        Instant gone = alert.goneAt();
        db.sql("""
                        update alert
                        set severity = ?, what = ?, meaning = ?, likely_cause = ?, next_step = ?, gone_at = ?
                        where alert_id = ? and open_cause is not null
                        """)
                .params(Arrays.<@Nullable Object>asList(
                        c.severity().name(),
                        c.what(),
                        c.meaning(),
                        c.cause(),
                        c.next(),
                        gone == null ? null : at(gone),
                        alert.id()))
                .update();
    }

    /** Whether it was for us to do: the number of times told lets only one through. */
    private boolean remind(OpenAlert alert, Instant now) {
        return db.sql("""
                        update alert set told_at = ?, times_told = times_told + 1
                        where alert_id = ? and times_told = ? and open_cause is not null
                        """).params(at(now), alert.id(), alert.timesTold()).update() > 0;
    }

    private boolean close(OpenAlert alert, Instant now) {
        return db.sql("update alert set open_cause = null, closed_at = ? where alert_id = ? and open_cause is not null")
                        .params(at(now), alert.id())
                        .update()
                > 0;
    }

    private Map<String, OpenAlert> closedSince(Instant then) {
        return db
                .sql("select " + COLUMNS + " from alert where closed_at > ? order by closed_at")
                .param(at(then))
                .query(AlertBook::alert)
                .list()
                .stream()
                .collect(Collectors.toMap(OpenAlert::key, alert -> alert, (first, last) -> last));
    }

    private static OpenAlert alert(ResultSet row, int number) throws SQLException {
        return new OpenAlert(
                row.getString("alert_id"),
                new Condition(
                        row.getString("cause"),
                        row.getString("what"),
                        row.getString("meaning"),
                        row.getString("likely_cause"),
                        row.getString("next_step"),
                        Condition.Severity.valueOf(row.getString("severity"))),
                Objects.requireNonNull(instant(row, "opened_at")),
                Objects.requireNonNull(instant(row, "told_at")),
                row.getInt("times_told"),
                row.getString("thread"),
                row.getInt("times_returned"),
                instant(row, "gone_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
