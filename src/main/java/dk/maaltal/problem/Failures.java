package dk.maaltal.problem;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What goes wrong with the machine, by name: the one place that knows how a full disk, a lost database and their like look
 * as exceptions of Java, H2 and PostgreSQL. SQL states are PostgreSQL's (appendix A of its manual) and the standard's,
 * error codes H2's ({@code org.h2.api.ErrorCode}).
 */
public final class Failures {
    private static final String AGAIN =
            "; what was at work goes on where it stopped (`maaltal serve` by itself," + " `maaltal resume` by hand)";

    private static final List<String> FULL =
            List.of("no space left on device", "disk quota exceeded", "not enough space on the disk", "disk full");

    private static final Set<Integer> H2_GONE = Set.of(90067, 90098, 90121);
    private static final Set<Integer> H2_READ_ONLY = Set.of(90097);
    private static final int H2_OPEN_ELSEWHERE = 90020;
    private static final int H2_LOCK_TIMEOUT = 50200;

    private Failures() {}

    /** The failure by its name, whatever it is wrapped in; empty when it has none. */
    public static Optional<Problem> named(Throwable failure) {
        List<Throwable> all = chain(failure);
        // A full disk shows itself as many things; what it is stands innermost.
        return first(all, Failures::isFull)
                .map(t -> us(
                        "the disk is full",
                        t instanceof SQLException ? "the database's disk" : "maaltal.home",
                        "room for what is fetched and published",
                        "free some space" + AGAIN))
                .or(() -> first(all, Failures::isReadOnly)
                        .map(t -> us(
                                "nothing can be written: " + reason(t),
                                t instanceof SQLException ? "the database" : "maaltal.home",
                                "a home and a database this user may write to",
                                "mend the mount or the rights" + AGAIN)))
                .or(() -> first(all, t -> t instanceof SQLException s && isUnwelcome(s))
                        .map(t -> us(
                                "the database does not let us in: " + reason(t),
                                "maaltal.db.url",
                                "a database that runs and lets this user in",
                                "mend maaltal.db.url, .user and .password, then run again")))
                .or(() -> first(all, t -> t instanceof SQLException s && "42501".equals(s.getSQLState()))
                        .map(t -> Problem.declaration(
                                "maaltal.db.user",
                                "the database refuses: " + reason(t),
                                "a user with the rights of docs/how-to/postgresql.md, and the owner where tables are to"
                                        + " change",
                                "set maaltal.db.owner.user and .password for the first start of a new version, then run"
                                        + " again")))
                .or(() -> first(all, Failures::isOpenElsewhere)
                        .map(t -> us(
                                "another program has the database's file open, and lets nobody else in",
                                "maaltal.home",
                                "only Måltal in its database",
                                "close the other program, then run again")))
                .or(() -> first(all, Failures::isGone)
                        .map(t -> us(
                                "the database does not answer: " + reason(t),
                                "maaltal.db.url",
                                "a database that runs and lets this user in",
                                "start it, or mend maaltal.db.url" + AGAIN)))
                .or(() -> first(all, Failures::isBlocked)
                        .map(t -> us(
                                "something else kept the database's rows locked for too long",
                                "maaltal.db.url",
                                "a database that only Måltal writes to",
                                "end what locks them (a backup, an open session)" + AGAIN)));
    }

    /** In a line of a log: its name, or else what it says, without the statement it happened in. */
    public static String briefly(Throwable failure) {
        List<Throwable> all = chain(failure);
        return named(failure).map(Problem::what).orElseGet(() -> reason(all.get(0)));
    }

    private static Problem us(String what, String where, String expected, String next) {
        return new Problem(Mover.US, what, where, expected, next);
    }

    private static boolean isFull(Throwable t) {
        if (t instanceof SQLException sql && "53100".equals(sql.getSQLState())) {
            return true;
        }
        return (t instanceof IOException || t instanceof SQLException) && says(t, FULL);
    }

    private static boolean isReadOnly(Throwable t) {
        if (t instanceof SQLException sql) {
            return "25006".equals(sql.getSQLState()) || H2_READ_ONLY.contains(sql.getErrorCode());
        }
        return t instanceof ReadOnlyFileSystemException
                || t instanceof AccessDeniedException
                || t instanceof IOException && says(t, List.of("read-only file system", "permission denied"));
    }

    /** Class 28, and a database that does not exist. */
    private static boolean isUnwelcome(SQLException sql) {
        String state = state(sql);
        return state.startsWith("28") || state.equals("3D000");
    }

    private static boolean isOpenElsewhere(Throwable t) {
        return t instanceof SQLException sql && sql.getErrorCode() == H2_OPEN_ELSEWHERE;
    }

    /** Class 08, ends of the server, and too many connections. */
    private static boolean isGone(Throwable t) {
        if (t instanceof SQLException sql) {
            String state = state(sql);
            return state.startsWith("08")
                    || state.startsWith("57P")
                    || state.equals("53300")
                    || H2_GONE.contains(sql.getErrorCode())
                    || sql instanceof SQLTransientConnectionException;
        }
        return t instanceof ConnectException;
    }

    private static boolean isBlocked(Throwable t) {
        return t instanceof SQLException sql
                && (Set.of("55P03", "40P01", "57014").contains(state(sql)) || sql.getErrorCode() == H2_LOCK_TIMEOUT);
    }

    private static String state(SQLException sql) {
        return String.valueOf(sql.getSQLState());
    }

    private static boolean says(Throwable t, List<String> words) {
        String said = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(said::contains);
    }

    private static String reason(Throwable t) {
        String said = String.valueOf(t.getMessage()).lines().findFirst().orElse("");
        return t instanceof IOException ? t.getClass().getSimpleName() + " " + said : said;
    }

    /** The innermost that fits. */
    private static Optional<Throwable> first(List<Throwable> all, Predicate<Throwable> fits) {
        return all.stream().filter(fits).findFirst();
    }

    /** The failure, its causes and what a batch of statements strings together, innermost first. */
    private static List<Throwable> chain(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> all = new ArrayList<>();
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            all.add(t);
            if (t instanceof SQLException sql) {
                for (SQLException n = sql.getNextException(); n != null && seen.add(n); n = n.getNextException()) {
                    all.add(n);
                }
            }
        }
        Collections.reverse(all);
        return all;
    }
}
