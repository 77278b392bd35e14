package dk.maaltal.cli;

import dk.maaltal.job.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws progress: a bar on a terminal once work takes over two seconds, else a line every ten seconds. */
final class ProgressLine implements Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(200);
    private static final int WIDTH = 24;

    private final PrintWriter err;
    private final boolean terminal;
    private final Clock clock;
    private String current = "";
    private @Nullable Instant since;
    private @Nullable Instant drawn;
    private boolean onLine;

    ProgressLine(PrintWriter err, boolean terminal, Clock clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** For this process's own standard error. */
    static ProgressLine of(PrintWriter err) {
        return new ProgressLine(err, System.console() != null, Clock.systemUTC());
    }

    @Override
    public synchronized void at(String what, long done, long total) {
        Instant now = clock.instant();
        if (since == null || !work(what).equals(work(current))) {
            since = now;
            drawn = terminal ? null : now;
        }
        current = what;
        Duration spent = Duration.between(since, now);
        Duration pause = terminal ? BETWEEN_FRAMES : BETWEEN_LINES;
        boolean due = drawn == null || Duration.between(drawn, now).compareTo(pause) >= 0;
        if (due && spent.compareTo(terminal ? PATIENCE : BETWEEN_LINES) >= 0) {
            drawn = now;
            String text = text(spent, done, total);
            if (terminal) {
                err.print("\r\u001b[K" + text);
                err.flush();
                onLine = true;
            } else {
                err.println(text);
            }
        }
    }

    /** {@code periods} of {@code periods: 2021Q1}: what follows is the piece at hand, of one and the same work. */
    private static String work(String what) {
        int piece = what.indexOf(": ");
        return piece < 0 ? what : what.substring(0, piece);
    }

    /** Leaves a clean line behind. */
    synchronized void end() {
        if (onLine) {
            err.print("\r\u001b[K");
            err.flush();
            onLine = false;
        }
    }

    private String text(Duration spent, long done, long total) {
        if (total <= 0) {
            return "%s … %s".formatted(current, seconds(spent));
        }
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
        String left = done <= 0
                ? ""
                : ", about %s left"
                        .formatted(seconds(spent.multipliedBy(total - done).dividedBy(done)));
        return String.format(Locale.ROOT, "%s [%s] %d of %d, %s%s", current, bar, done, total, seconds(spent), left);
    }

    private static String seconds(Duration duration) {
        long s = duration.toSeconds();
        return s < 90 ? s + " s" : (s + 30) / 60 + " min";
    }
}
