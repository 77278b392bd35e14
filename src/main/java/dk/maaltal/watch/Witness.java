package dk.maaltal.watch;

import dk.maaltal.job.RunListener;
import dk.maaltal.job.RunOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small file that says until when all is well, for a check on another machine that has a copy of it: once that moment
 * has passed, something is wrong, though nothing here is left to say so. Lines of {@code key=value}.
 */
final class Witness implements Tick, RunListener {
    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);

    private final Path file;
    private final Expectations expectations;
    private final JdbcClient db;
    private final Clock clock;
    private volatile boolean failed;

    Witness(Path home, Expectations expectations, JdbcClient db, Clock clock) {
        this.file = home.resolve("witness");
        this.expectations = expectations;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public void tick(Instant now) {
        write(now);
    }

    @Override
    public void ended(RunOutcome outcome) {
        write(clock.instant());
    }

    /** Writes it anew; where it cannot be written the copies grow old, and that is the alarm. */
    private synchronized void write(Instant now) {
        try {
            Path fresh = file.resolveSibling("witness.new");
            Files.writeString(fresh, text(now), StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            failed = false;
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("{} cannot be written: {}", file, e.getMessage());
            }
            failed = true;
        }
    }

    private String text(Instant now) {
        StringBuilder lines = new StringBuilder();
        Optional<Unmet> next = expectations.nextDeadline(now);
        next.map(Unmet::expected).ifPresent(expected -> {
            line(lines, "deadline_epoch", expected.deadlineAt().getEpochSecond());
            line(lines, "deadline", expected.deadlineAt());
            line(lines, "waits_for", "%s due %s".formatted(expected.job(), expected.dueAt()));
        });
        line(lines, "written_epoch", now.getEpochSecond());
        line(lines, "written", now);
        // Of the schedule's only: one that a person began and stopped is no sign of anything.
        db.sql("""
                        select run_id, verdict from run where run_id like job || '/____-__-__T%'
                        order by started_at desc, run_id fetch first 1 row only
                        """).query(row -> {
            line(lines, "last_run", row.getString(1));
            line(lines, "last_verdict", row.getString(2));
        });
        line(lines, "overdue", expectations.overdue(now).size());
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, Object value) {
        lines.append(key).append('=').append(value).append('\n');
    }
}
