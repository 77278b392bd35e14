package dk.maaltal.testing.releases;

import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ReleaseMaker <folder>}: keeps the database of the software as it stands for the tests of later versions; see
 * docs/how-to/release.md.
 */
public final class ReleaseMaker {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final String USER = "postgres";

    private ReleaseMaker() {}

    public static void main(String[] args) throws Exception {
        Path release = Files.createDirectories(Path.of(args[0]));
        Path scratch = Files.createTempDirectory("release");
        try {
            migrations(release.resolve("migrations.sha256"));
            Path made = scratch.resolve("h2");
            String h2 = h2(made, scratch);
            Path onPostgres = scratch.resolve("postgresql");
            String postgres = TestDatabase.emptyPostgres();
            live(onPostgres, scratch, List.of("--maaltal.db.url=" + postgres, "--maaltal.db.user=" + USER));
            List<String> digests = Digests.of(h2, "sa");
            if (!digests.equals(Digests.of(postgres, USER))) {
                throw new IllegalStateException("H2 and PostgreSQL differ");
            }
            Files.write(release.resolve("digests.csv"), digests);
            // Reading it for the digests left pages of its own.
            try (Connection db = DriverManager.getConnection(h2, "sa", "");
                    var statement = db.createStatement()) {
                statement.execute("shutdown defrag");
            }
            zip(made, release.resolve("home.zip"));
            tables(postgres, release.resolve("postgresql.zip"));
        } finally {
            FileSystemUtils.deleteRecursively(scratch);
        }
        System.exit(0); // the PostgreSQL server's threads stay
    }

    private static void migrations(Path list) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                lines.add(Digests.sha256(Files.readAllBytes(file)) + "  " + MIGRATIONS.relativize(file));
            }
        }
        Files.write(list, lines);
    }

    private static String h2(Path folder, Path scratch) throws IOException {
        live(folder, scratch, List.of());
        String url =
                "jdbc:h2:file:" + folder.resolve("home/db/maaltal") + ";IFEXISTS=TRUE;NON_KEYWORDS=VALUE,YEAR,ROWS";
        return url;
    }

    /** A home and a config folder; what neither the software nor a test needs is taken away. */
    private static void live(Path folder, Path scratch, List<String> settings) throws IOException {
        Path home = folder.resolve("home");
        Path plan = ReleaseStory.plan(folder.resolve("config"));
        try (ReleaseStory story = new ReleaseStory(home, plan, scratch)) {
            for (int vintage : ReleaseStory.LIVED) {
                TestHome.Ran ran = story.night(vintage, settings);
                if (ran.exit() != 0 && ran.exit() != 3) {
                    throw new IllegalStateException(ran.err());
                }
            }
        }
        for (String made : List.of("logs", "drop", "archive", "rejected", "run.lock", "deliveries/journal.lock")) {
            FileSystemUtils.deleteRecursively(home.resolve(made));
        }
    }

    private static void zip(Path folder, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(each).toString()));
                Files.copy(each, zip);
            }
        }
    }

    /** Every table as COPY gives it, and where the sequences stand. */
    private static void tables(String url, Path file) throws IOException, SQLException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
                Connection db = DriverManager.getConnection(url)) {
            for (Map<String, @Nullable String> table : TestHome.query(url, USER, """
                    select table_name as t from information_schema.tables
                    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
                    order by 1
                    """)) {
                copy(db, zip, "%s.csv".formatted(table.get("t")), "\"%s\"".formatted(table.get("t")));
            }
            copy(
                    db,
                    zip,
                    "sequences",
                    "(select sequencename, last_value from pg_sequences where last_value is not null order by 1)");
        }
    }

    private static void copy(Connection db, ZipOutputStream zip, String name, String what)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(name));
        db.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy %s to stdout (format csv, header)".formatted(what), zip);
    }
}
