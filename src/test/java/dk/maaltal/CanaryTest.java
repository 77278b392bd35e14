package dk.maaltal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.Canaries;
import dk.maaltal.testing.CanaryDrop;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;

/** CPR numbers are put into every place a file can hold one, and looked for in everything that is said and written. */
@OnBothDatabases
class CanaryTest {
    private static final List<String> TALKATIVE = List.of(
            "dk.maaltal.source",
            "dk.maaltal.staging",
            "dk.maaltal.job",
            "org.springframework.jdbc",
            "org.springframework.batch",
            "com.zaxxer");

    private final Canaries canaries = new Canaries();
    private final List<String> found = new ArrayList<>();
    private String said = "";

    @TempDir
    Path tmp;

    private Path home = Path.of("");
    private Path drop = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void drop() throws IOException {
        home = tmp.resolve("home");
        drop = tmp.resolve("drop");
        key = Files.writeString(tmp.resolve("key"), "a key of the tests, thirty-two bytes or more");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        new CanaryDrop(drop, canaries).write();
    }

    /** Levels are the whole process's. */
    @AfterAll
    static void beQuiet() {
        LoggingSystem logging = LoggingSystem.get(CanaryTest.class.getClassLoader());
        TALKATIVE.forEach(room -> logging.setLogLevel(room, null));
    }

    @Test
    void no_cpr_number_leaves_the_files_it_came_in() throws IOException {
        List<String> files = dropped().stream().map(Path::toString).toList();
        assertThat(run(plus(files, "check", "registers"))).isEqualTo(2);
        assertThat(run(plus(files, "check", "registers", "--register", "forloeb")))
                .isEqualTo(2);
        assertThat(said).contains("a_2025-03-01.csv", "no layout of forloeb fits");

        assertThat(run("run", "nightly", "--period", "2024H1")).isEqualTo(3);
        assertThat(run("run", "nightly", "--period", "2024H1")).isEqualTo(3);
        for (String what : List.of("rejections", "deliveries", "runs", "snapshots")) {
            assertThat(run("list", what, "--limit", "1000")).isZero();
        }
        assertThat(run("status")).isZero();
        assertThat(run("status", "--json")).isZero();
        assertThat(run("show", "2024H1", "--csv")).isZero();
        assertThat(run("export", "2024H1", "--out", tmp.resolve("out").toString()))
                .isZero();
        assertThat(run("rebuild")).isZero();
        assertThat(run("list", "rejections", "--limit", "1000")).isZero();
        assertThat(said).contains("bad_cpr", "bad_date", "unknown_code", "forloeb");

        assertThat(found).isEmpty();
        assertThat(canaries.foundBelow(tmp.resolve("out"))).isEmpty();
        assertThat(below()).isEmpty();
        assertThat(inTables()).isEmpty();
        assertThat(stillThere()).as("what is looked for").isGreaterThan(20);
    }

    /** Forgetting takes the originals away, and with them the last place. */
    @Test
    void nothing_of_them_is_left_once_their_days_are_over() throws IOException {
        run("run", "nightly", "--period", "2024H1");
        assertThat(stillThere()).isGreaterThan(20);

        assertThat(run("forget", "--maaltal.clock=2025-06-01T04:00:00Z")).isZero();

        assertThat(found).isEmpty();
        assertThat(originals(home.resolve("archive"))).isEmpty();
        assertThat(originals(home.resolve("rejected"))).isEmpty();
    }

    private int run(String... words) {
        List<String> args = new ArrayList<>(List.of(
                "--maaltal.home=" + home,
                "--maaltal.drop.dir=" + drop,
                "--maaltal.pseudonym.key-file=" + key,
                "--logging.config=classpath:logback-spring.xml",
                "--maaltal.drop.settle=0s",
                "--debug"));
        if (Stream.of(words).noneMatch(word -> word.startsWith("--maaltal.clock"))) {
            args.add("--maaltal.clock=2025-03-20T04:00:00Z");
        }
        TALKATIVE.forEach(room -> args.add("--logging.level." + room + "=trace"));
        args.addAll(TestDatabase.settings(home));
        args.addAll(List.of(words));
        TestHome.Ran ran = TestHome.inProcess(args);
        said = ran.out() + ran.err();
        // The folders stand on the command line; what is in them, and the files' own names, must not come back.
        found.addAll(canaries.found("maaltal " + words[0], said));
        return ran.exit();
    }

    private static String[] plus(List<String> files, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(files);
        return all.toArray(String[]::new);
    }

    private List<Path> dropped() throws IOException {
        return originals(drop);
    }

    private static List<Path> originals(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file) && !file.endsWith(".judged"))
                    .filter(file -> !file.toString().endsWith(".reasons.csv"))
                    .toList();
        }
    }

    /** In the home, but for the originals and the names that archive and rejected files have from them. */
    private List<String> below() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> rooms = Files.list(home)) {
            for (Path room : rooms.toList()) {
                String name = room.getFileName().toString();
                if (name.equals("archive") || name.equals("rejected")) {
                    try (Stream<Path> all = Files.walk(room)) {
                        all.filter(file -> file.toString().endsWith(".reasons.csv"))
                                .forEach(file -> found.addAll(canaries.foundIn(file)));
                    }
                } else if (Files.isDirectory(room)) {
                    found.addAll(canaries.foundBelow(room));
                } else {
                    found.addAll(canaries.foundIn(room));
                }
            }
        }
        return found;
    }

    /** Every table, as text: a database may pack its pages. */
    private List<String> inTables() {
        List<String> found = new ArrayList<>();
        TestHome.query(home, """
                        select table_schema as s, table_name as t from information_schema.tables
                        where lower(table_schema) not in ('information_schema', 'pg_catalog')
                        """).forEach(table -> {
            String name = "\"%s\".\"%s\"".formatted(table.get("s"), table.get("t"));
            List<String> rows = TestHome.dump(home, "select * from " + name);
            found.addAll(canaries.found("table " + name, String.join("\n", rows)));
        });
        return found;
    }

    /** How many canaries stand in files that were dropped: what is not there cannot leak. */
    private long stillThere() throws IOException {
        List<Path> all = new ArrayList<>(dropped());
        all.addAll(originals(home.resolve("archive")));
        all.addAll(originals(home.resolve("rejected")));
        return all.stream().flatMap(file -> canaries.foundIn(file).stream()).count();
    }
}
