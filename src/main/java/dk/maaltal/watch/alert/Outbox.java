package dk.maaltal.watch.alert;

import static dk.maaltal.watch.alert.AlertBook.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Messages on their way, a row for each channel. Whoever writes one sends it first; where that fails or its process
 * dies, whoever claims it next. A process that dies between sending and saying so makes it go out twice, under one id.
 */
final class Outbox {
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    /** Nothing is put off for so long. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final JdbcClient db;
    private final List<String> channels;

    Outbox(JdbcClient db, List<String> channels) {
        this.db = db;
        this.channels = List.copyOf(channels);
    }

    /** A message that is to be sent by one channel, and how often that was tried. */
    record Due(Message message, String channel, int tries) {
        /** When it may be tried once more after it failed. */
        Instant nextTry(Instant now) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
            return now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        }
    }

    /** What a channel does not deliver. */
    record Stuck(String channel, int tries, Instant since, String why) {}

    /** Takes a message for every channel; the caller has claimed it. A reminder takes the place of one that is unsent. */
    void put(Message message, Instant now) {
        db.sql("delete from alert_message where made_at < ?")
                .param(at(now.minus(KEPT)))
                .update();
        if (message.kind() == Message.Kind.REMINDER) {
            db.sql("delete from alert_message where kind = ? and sent_at is null and claimed_until <= ?")
                    .params(message.kind().name(), at(now))
                    .update();
        }
        for (String channel : channels) {
            db.sql("""
                            insert into alert_message
                                (message_id, channel, kind, body, made_at, claimed_until, next_try_at, tries)
                            values (?, ?, ?, ?, ?, ?, ?, 0)
                            """)
                    .params(
                            message.id(),
                            channel,
                            message.kind().name(),
                            message.toJson(),
                            at(now),
                            at(now.plus(CLAIM)),
                            at(now))
                    .update();
        }
    }

    /** What waits to be tried again, oldest first; also what a clock that was ahead put off for long. */
    List<Due> due(Instant now) {
        return db.sql("""
                        select body, channel, tries from alert_message
                        where sent_at is null and not claimed_until between :now and :ahead
                          and not next_try_at between :now and :ahead
                        order by made_at, message_id, channel fetch first 20 rows only
                        """)
                .param("now", at(now.plusNanos(1000)))
                .param("ahead", at(now.plus(AHEAD)))
                .query((row, n) ->
                        new Due(Message.ofJson(row.getString("body")), row.getString("channel"), row.getInt("tries")))
                .list();
    }

    /** Whether it is ours to send now. */
    boolean claim(Due due, Instant now) {
        return db.sql("""
                        update alert_message set claimed_until = ?
                        where message_id = ? and channel = ? and sent_at is null
                          and not claimed_until between ? and ?
                        """)
                        .params(at(now.plus(CLAIM)), due.message().id(), due.channel())
                        .params(at(now.plusNanos(1000)), at(now.plus(AHEAD)))
                        .update()
                > 0;
    }

    void sent(String messageId, String channel, Instant now) {
        db.sql("update alert_message set sent_at = ?, trouble = null where message_id = ? and channel = ?")
                .params(at(now), messageId, channel)
                .update();
    }

    void failed(Due due, String why, Instant now) {
        db.sql("""
                        update alert_message set tries = ?, trouble = ?, claimed_until = ?, next_try_at = ?
                        where message_id = ? and channel = ? and sent_at is null
                        """)
                .params(
                        due.tries() + 1,
                        why,
                        at(now),
                        at(due.nextTry(now)),
                        due.message().id(),
                        due.channel())
                .update();
    }

    /** What was tried and did not go, the oldest of each channel. */
    List<Stuck> stuck() {
        return db.sql("""
                        select channel, tries, made_at, trouble from alert_message m
                        where sent_at is null and tries > 0 and not exists (
                            select 1 from alert_message o
                            where o.channel = m.channel and o.sent_at is null and o.tries > 0
                              and (o.made_at < m.made_at or o.made_at = m.made_at and o.message_id < m.message_id))
                        order by channel
                        """)
                .query((row, n) -> new Stuck(
                        row.getString("channel"),
                        row.getInt("tries"),
                        row.getObject("made_at", java.time.OffsetDateTime.class).toInstant(),
                        row.getString("trouble")))
                .list();
    }
}
