package dk.maaltal.testing.releases;

import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;

/**
 * A folder of a release as {@link ReleaseMaker} made it.
 *
 * @param folder named by the version
 */
public record KeptRelease(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/releases");

    /** Every release that is kept, the oldest first. */
    public static List<KeptRelease> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted(Comparator.comparing(folder -> ModuleDescriptor.Version.parse(name(folder))))
                    .map(KeptRelease::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path folder) {
        return Objects.requireNonNull(folder.getFileName()).toString();
    }

    public String version() {
        return name(folder);
    }

    /** Lines of digest, two spaces and a migration's place below {@code db/migration}. */
    public List<String> migrations() throws IOException {
        return Files.readAllLines(folder.resolve("migrations.sha256"));
    }

    /** Puts the home into the folder {@code home} there, and the plan it followed into {@code config}. */
    public void unpack(Path there) throws IOException, SQLException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("home.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = there.resolve(entry.getName());
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.copy(zip, file);
            }
        }
        if (TestDatabase.onPostgres()) {
            fill(TestDatabase.emptyOfHome(there.resolve("home")));
        }
    }

    /** The release's own schema, and its rows as they were. */
    private void fill(String url) throws IOException, SQLException {
        Flyway.configure()
                .dataSource(url, TestDatabase.user(), "")
                .locations("classpath:db/migration/common", "classpath:db/migration/postgresql")
                .target(newestMigration())
                .skipDefaultCallbacks(true) // they are of today and may speak of later tables
                .load()
                .migrate();
        try (Connection db = DriverManager.getConnection(url);
                Statement statement = db.createStatement();
                ZipInputStream zip = new ZipInputStream(Files.newInputStream(folder.resolve("postgresql.zip")))) {
            // Foreign keys are not looked at, so that the order does not matter.
            statement.execute("set session_replication_role = replica");
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".csv")) {
                    String table = entry.getName().replace(".csv", "");
                    statement.execute("delete from \"%s\"".formatted(table)); // what a migration put there
                    db.unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("copy \"%s\" from stdin (format csv, header)".formatted(table), zip);
                } else {
                    setSequences(statement, new String(zip.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
    }

    private static void setSequences(Statement statement, String lines) throws SQLException {
        for (String line : lines.lines().skip(1).toList()) {
            String[] sequence = line.split(",");
            statement.execute("select setval('%s', %s)".formatted(sequence[0], sequence[1]));
        }
    }

    private String newestMigration() throws IOException {
        return migrations().stream()
                .map(line -> line.replaceFirst(".*/V(\\d+)__.*", "$1"))
                .max(Comparator.comparingInt(Integer::parseInt))
                .orElseThrow();
    }

    /**
     * Which of the release's views are not, in the home's database, what they were; empty when all are.
     *
     * @param versions what was published, where only that is looked at and much may have come to it since
     */
    public List<String> changes(Path home, List<String> versions) throws IOException {
        String url = TestHome.databaseUrl(home);
        return Files.readAllLines(folder.resolve("digests.csv")).stream()
                .filter(line -> versions.isEmpty() || line.startsWith("snapshot"))
                .filter(line -> {
                    String[] fields = line.split(",");
                    return !line.equals(Digests.line(url, TestDatabase.user(), fields[0], fields[1], versions));
                })
                .toList();
    }
}
