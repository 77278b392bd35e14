package dk.maaltal.testing;

import dk.maaltal.Maaltal;
import dk.maaltal.cli.Cli;
import dk.maaltal.job.Deciding;
import dk.maaltal.job.Verdict;
import dk.maaltal.snapshot.ChangeKind;
import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.Decisions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A Måltal in a home of its own that asks a simulated source, called as from the command line but inside this process. */
public final class TestHome {
    /** How a command ended. */
    public record Ran(int exit, String out, String err) {}

    private final Path dir;
    private final JobindsatsSimulator source;
    private Instant clock = Instant.EPOCH;

    public TestHome(Path dir, JobindsatsSimulator source) {
        this.dir = dir;
        this.source = source;
    }

    public Path dir() {
        return dir;
    }

    /** The settings of a home whose clock stands still; pauses between tries take no time. */
    public static List<String> settings(Path dir, JobindsatsSimulator source, Instant clock) {
        String jobindsats = "--maaltal.sources.jobindsats.";
        List<String> settings = new ArrayList<>(TestDatabase.settings(dir));
        settings.addAll(List.of(
                "--maaltal.home=" + dir,
                "--maaltal.clock=" + clock,
                jobindsats + "url=" + source.url(),
                jobindsats + "token=" + JobindsatsSimulator.TOKEN,
                jobindsats + "first-pause=0ms",
                jobindsats + "max-pause=0ms",
                "--logging.config=classpath:logback-spring.xml"));
        return settings;
    }

    /** What time it is in the home from now on. */
    public TestHome at(String instant) {
        clock = Instant.parse(instant);
        return this;
    }

    /** Runs a command; settings among the words win over the home's own. */
    public Ran run(String... words) {
        List<String> args = new ArrayList<>(settings(dir, source, clock));
        for (String word : words) {
            String name = word.replaceFirst("=.*", "=");
            args.removeIf(arg -> word.startsWith("--maaltal.") && arg.startsWith(name));
            args.add(word);
        }
        return inProcess(args);
    }

    /**
     * Approves every change that waits for a person, for tests of what comes after; one by one, but in one process.
     *
     * @param ended the run that may have held something: its exit code must say so
     * @param more settings besides the home's own
     * @return the exit code it would have had without
     */
    public int approved(Ran ended, String... more) {
        List<String> args = new ArrayList<>(settings(dir, source, clock));
        args.addAll(List.of(more));
        try (ConfigurableApplicationContext context = application(args)) {
            List<Decision> waiting = context.getBean(Decisions.class).waiting();
            boolean held = ended.err().lines().anyMatch(line -> line.startsWith("held: "));
            if (waiting.isEmpty() == held || held != (ended.exit() == Verdict.REFUSED.exitCode())) {
                throw new AssertionError(
                        "%d wait after exit code %d: %s".formatted(waiting.size(), ended.exit(), ended));
            }
            Deciding deciding = context.getBean(Deciding.class);
            waiting.forEach(
                    d -> deciding.approve(d.number(), ChangeKind.REVISION, "a test", "the source knows better"));
            boolean gaps = ended.err().lines().anyMatch(line -> line.startsWith("missing: "));
            return !held ? ended.exit() : gaps ? Verdict.COMPLETE_WITH_GAPS.exitCode() : 0;
        }
    }

    /**
     * The application as a command has it: without web pages and without a schedule of its own.
     *
     * @param changes what a test puts in its place before it starts
     */
    public static ConfigurableApplicationContext application(
            List<String> args, ApplicationContextInitializer<?>... changes) {
        List<String> all = new ArrayList<>(args);
        all.add("--spring.main.lazy-initialization=true");
        all.add("--management.endpoints.access.default=none");
        all.add("--spring.autoconfigure.exclude="
                + "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration");
        SpringApplication application = new SpringApplication(Maaltal.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setRegisterShutdownHook(false);
        application.addInitializers(changes);
        return application.run(all.toArray(String[]::new));
    }

    /** Every table of the schema that is ours, line by line. */
    public List<String> everything() {
        List<String> lines = new ArrayList<>();
        query("""
                select table_schema as s, table_name as t from information_schema.tables
                where lower(table_schema) in ('public', 'bi') and table_type like '%TABLE%'
                """).forEach(table -> {
            String name = "\"%s\".\"%s\"".formatted(table.get("s"), table.get("t"));
            dump(databaseUrl(dir), TestDatabase.user(), "select * from " + name)
                    .forEach(line -> lines.add(name + line));
        });
        if (lines.size() <= 100) {
            throw new AssertionError("so little cannot be everything: " + lines);
        }
        return lines;
    }

    /** Every file of the home but the database's own, with its size and when it was last written. */
    public List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            List<String> found = new ArrayList<>();
            for (Path file : files.filter(f -> Files.isRegularFile(f) && !f.startsWith(dir.resolve("db")))
                    .sorted()
                    .toList()) {
                found.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
            return found;
        }
    }

    /** Runs a command with nothing but what is given. */
    public static Ran inProcess(List<String> args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int exit = Cli.run(args.toArray(String[]::new), (settings, serving) -> {
                SpringApplication application = new SpringApplication(Maaltal.class);
                application.setWebApplicationType(serving ? WebApplicationType.SERVLET : WebApplicationType.NONE);
                application.setRegisterShutdownHook(false);
                return application.run(settings);
            });
            return new Ran(exit, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    public static String databaseUrl(Path home) {
        return TestDatabase.ofHome(home);
    }

    /** Rows of the home's own database, each value as the export writes it. */
    public List<Map<String, @Nullable String>> query(String sql) {
        return query(dir, sql);
    }

    /** Rows of a home's own database, each value as the export writes it. */
    public static List<Map<String, @Nullable String>> query(Path home, String sql) {
        return query(databaseUrl(home), TestDatabase.user(), sql);
    }

    /** Rows of any database, each value as the export writes it. */
    public static List<Map<String, @Nullable String>> query(String url, String user, String sql) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        each(url, user, sql, rows::add);
        return rows;
    }

    /** Every line of a table or view of a home's own database, sorted; for comparing two. */
    public static List<String> dump(Path home, String sql) {
        return dump(databaseUrl(home), TestDatabase.user(), sql);
    }

    /** Every line of a table or view, sorted; for comparing two databases. */
    public static List<String> dump(String url, String user, String sql) {
        List<String> lines = new ArrayList<>();
        each(url, user, sql, row -> lines.add(row.toString()));
        Collections.sort(lines);
        return lines;
    }

    private static void each(String url, String user, String sql, Consumer<Map<String, @Nullable String>> taker) {
        try (Connection db = DriverManager.getConnection(url, user, "");
                Statement statement = db.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                Map<String, @Nullable String> row = new LinkedHashMap<>();
                for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                    row.put(result.getMetaData().getColumnLabel(c).toLowerCase(Locale.ROOT), text(result, c));
                }
                taker.accept(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static @Nullable String text(ResultSet result, int column) throws SQLException {
        String type = result.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        if (type.startsWith("timestamp")) {
            OffsetDateTime at = result.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant().toString();
        }
        if (result.getObject(column) instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        Object value = result.getObject(column);
        return value instanceof Boolean ? value.toString() : result.getString(column);
    }

    /** The newest version of every published period: its cells, by period. */
    public Map<String, List<Map<String, @Nullable String>>> latestCells() {
        Map<String, List<Map<String, @Nullable String>>> cells = new TreeMap<>();
        query("""
                select s.period, v.* from bi.snapshot_value v join bi.snapshot s on s.snapshot_id = v.snapshot_id
                where s.is_latest
                """)
                .forEach(row -> cells.computeIfAbsent(String.valueOf(row.get("period")), p -> new ArrayList<>())
                        .add(row));
        return cells;
    }
}
