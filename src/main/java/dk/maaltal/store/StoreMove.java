package dk.maaltal.store;

import dk.maaltal.measure.Row;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.snapshot.Digest;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Moves everything that stands in a home's H2 database to an empty PostgreSQL, whatever tables there are, in one
 * transaction. Before it ends the rows are counted there, every version is digested again and its chain followed. The
 * source is only read.
 */
public final class StoreMove {
    private final DataSource source;

    public StoreMove(DataSource source) {
        this.source = source;
    }

    /** Told how far it has come. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * @param what what is being done
         * @param done so far
         * @param total of how many
         */
        void at(String what, long done, long total);
    }

    /**
     * Moves it. The caller sees to it that nothing is written meanwhile.
     *
     * @throws ProblemException when the source is not an H2 that only this process has open, when the destination is not an
     *     empty PostgreSQL that lets its user in, or when what arrived is not what was sent; no row is there then
     */
    public Moved run(Destination to, Watcher watcher) {
        if (!to.address().isPostgres()) {
            throw refused(to, "that is not a PostgreSQL", "jdbc:postgresql://host:5432/database", "give its address");
        }
        try (Connection from = source.getConnection()) {
            checkSource(from);
            Origin origin = new Origin(from);
            if (origin.isOpenElsewhere()) {
                throw refused(
                        to,
                        "another process has the home's database open",
                        "a home where nothing runs",
                        "stop `maaltal serve` and whoever looks into the database, then run it again");
            }
            prepare(to, origin.tables());
            try (Connection connection = to.connect()) {
                connection.setAutoCommit(false);
                Moved moved = move(origin, new Target(connection), new TableCopy(from, connection), to, watcher);
                connection.commit();
                return moved;
            }
        } catch (SQLException | DataAccessException | FlywayException e) {
            throw failed(to, e);
        }
    }

    private static void checkSource(Connection from) throws SQLException {
        String product = from.getMetaData().getDatabaseProductName();
        if (!product.equals("H2")) {
            throw new ProblemException(Problem.declaration(
                    "maaltal.db.url",
                    "the home's database is a " + product + " already",
                    "a home with its H2 database",
                    "take maaltal.db.url away for this call, or leave it as it is"));
        }
    }

    /** Looks whether the destination is empty, and gives it the schema. */
    private static void prepare(Destination to, Set<String> ours) throws SQLException {
        try (Connection connection = to.connect()) {
            List<String> held = new Target(connection).holdings(ours);
            if (!held.isEmpty()) {
                throw refused(
                        to,
                        "the database holds something: " + String.join(", ", held),
                        "an empty database",
                        "make a new one and move there; nothing was changed in this one");
            }
        }
        to.migrate();
    }

    private static Moved move(Origin origin, Target target, TableCopy copy, Destination to, Watcher watcher)
            throws SQLException {
        List<String> tables = target.inOrder();
        checkTables(origin, target, tables, to);
        long total = tables.stream().mapToLong(origin::count).sum();
        Runnable shut = target.open(tables);
        long rows = 0;
        int filled = 0;
        for (String table : tables) {
            long before = rows;
            long copied = copy.copy(
                    table, target.columns(table), done -> watcher.at("moving " + table, before + done, total));
            rows += copied;
            filled += copied > 0 ? 1 : 0;
            if (copied != origin.count(table) || copied != target.count(table)) {
                throw differs(to, table, origin.count(table) + " rows", target.count(table) + " rows");
            }
            watcher.at("moving " + table, rows, total);
        }
        target.countOn(origin.sequences());
        shut.run();
        return new Moved(filled, rows, compareVersions(origin, target, to, watcher));
    }

    /** The two schemas are of one version of Måltal; if not, nothing is guessed. */
    private static void checkTables(Origin origin, Target target, List<String> tables, Destination to) {
        compareNames(to, "tables", origin.tables(), Set.copyOf(tables));
        for (String table : tables) {
            compareNames(to, "columns of " + table, origin.columns(table), Set.copyOf(target.columns(table)));
        }
    }

    private static void compareNames(Destination to, String what, Set<String> before, Set<String> after) {
        if (!before.equals(after)) {
            throw differs(to, what, only(before, after) + " as in the home", only(after, before));
        }
    }

    private static String only(Set<String> these, Set<String> others) {
        return these.stream()
                .filter(name -> !others.contains(name))
                .sorted()
                .toList()
                .toString();
    }

    private static int compareVersions(Origin origin, Target target, Destination to, Watcher watcher) {
        Snapshots before = new Snapshots(JdbcClient.create(origin.source()));
        Snapshots after = new Snapshots(JdbcClient.create(target.source()));
        List<Version> versions = versions(origin.source(), before);
        if (!versions.equals(versions(target.source(), after))) {
            throw differs(to, "bi.snapshot", "the versions of the home", "others");
        }
        Version last = null;
        int done = 0;
        for (Version version : versions) {
            List<Row> rows = after.rows(version.snapshotId());
            String digest = Digest.of(rows);
            if (rows.size() != version.rowCount() || !digest.equals(version.contentSha256())) {
                throw differs(
                        to,
                        version.snapshotId(),
                        "%d rows with digest %s".formatted(version.rowCount(), version.contentSha256()),
                        "%d rows with digest %s".formatted(rows.size(), digest));
            }
            if (!Objects.equals(version.previousSha256(), follows(last, version))) {
                throw differs(
                        to,
                        version.snapshotId() + " previous_sha256",
                        String.valueOf(follows(last, version)),
                        String.valueOf(version.previousSha256()));
            }
            last = version;
            watcher.at("comparing versions", ++done, versions.size());
        }
        return done;
    }

    /** By plan, period and number. */
    private static List<Version> versions(DataSource database, Snapshots snapshots) {
        return new JdbcTemplate(database)
                .queryForList("select distinct plan_id from snapshot order by 1", String.class).stream()
                        .flatMap(plan -> snapshots.all(plan).stream())
                        .toList();
    }

    private static @Nullable String follows(@Nullable Version last, Version version) {
        return last == null
                        || !last.planId().equals(version.planId())
                        || !last.period().equals(version.period())
                ? null
                : last.contentSha256();
    }

    private static ProblemException refused(Destination to, String what, String expected, String next) {
        return new ProblemException(Problem.declaration(to.toString(), what, expected, next));
    }

    private static ProblemException differs(Destination to, String what, String expected, String found) {
        return new ProblemException(new Problem(
                Mover.US,
                "%s differs after moving: %s".formatted(what, found),
                to.toString(),
                expected,
                "nothing was moved; see what `maaltal verify` says of the home"));
    }

    private static ProblemException failed(Destination to, Exception failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new ProblemException(
                new Problem(
                        Mover.US,
                        "the move failed: " + root.getMessage(),
                        to.toString(),
                        "an empty PostgreSQL whose user may make tables, and a home that can be read",
                        "nothing was moved and the home is as it was; mend it and run it again"),
                failure);
    }
}
