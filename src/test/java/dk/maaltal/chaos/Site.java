package dk.maaltal.chaos;

import dk.maaltal.testing.Jar;
import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.SmallPlan;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An installation that faults are done to: a home, a database, a plan of a few official measures, which an undisturbed
 * night leaves {@code COMPLETE}.
 *
 * @param folder its own; the home lies in it
 * @param seen the home as this process sees it
 * @param url the PostgreSQL it uses, or null for the H2 file in its home
 * @param more settings besides
 */
record Site(
        Path folder,
        Path seen,
        JobindsatsSimulator source,
        @Nullable String url,
        Instant clock,
        List<String> more) {
    static final Instant NIGHT = Instant.parse("2025-03-20T04:00:00Z");

    private static final long SEED = 2024;
    private static final Set<String> MEASURES = Set.of("1.1", "4.1", "5.1");
    private static final Set<String> TABLES = Set.of("y30r21", "mm13", "y08a02", "y09a02");

    /** What people and Power BI read, without what may differ between two runs that found the same. */
    private static final List<String> PUBLISHED = List.of(
            """
            select snapshot_id, period_type, period_start, period_end, version, is_latest, change_kind, backfilled,
                   row_count, content_sha256, previous_sha256
            from bi.snapshot
            """,
            """
            select snapshot_id, measure_id, component, basis, is_primary, area_code, reference_period, value, numerator,
                   denominator, state, provisional, target_value, benchmark_value, previous_value, status, reason, due
            from bi.snapshot_value
            """,
            """
            select source, table_id, measure_key, area_code, dimensions, reference_period, value, state,
                   case when known_to is null then 1 else 0 end as open_row
            from bi.observation
            """,
            "select period, measure_id, component, basis, area_code, value, state from bi.preview_value");

    /** What its source knows: as much as those measures need, from the first year on that a backfill may ask for. */
    static JobindsatsSimulator newSource() throws IOException {
        return JobindsatsSimulator.start(World.small(SEED, LocalDate.of(2020, 1, 1), TABLES), 0);
    }

    static Site of(Path folder, JobindsatsSimulator source, @Nullable String url) throws IOException {
        Path plan = SmallPlan.of(folder, MEASURES);
        for (String job : List.of("nightly.yml", "backfill.yml")) {
            // Only what a test asks for runs: a morning's fetch would be one run more.
            Files.createDirectories(folder.resolve("jobs"));
            if (Files.exists(Path.of("jobs", job))) {
                Files.copy(Path.of("jobs", job), folder.resolve("jobs").resolve(job));
            }
        }
        return new Site(
                folder,
                folder.resolve("home"),
                source,
                url,
                NIGHT,
                List.of("--maaltal.plan=" + plan, "--maaltal.jobs=" + folder.resolve("jobs")));
    }

    /** The same with further settings; of two for the same thing the last one counts. */
    Site with(String... settings) {
        List<String> all = new ArrayList<>(more);
        for (String setting : settings) {
            all.removeIf(old -> key(old).equals(key(setting)));
            all.add(setting);
        }
        return new Site(folder, seen, source, url, clock, List.copyOf(all));
    }

    /** The same at another time. */
    Site at(Instant instant) {
        return new Site(folder, seen, source, url, instant, more);
    }

    /** The same where its home has another name for this process than for its own. */
    Site seenAt(Path home) {
        return new Site(folder, home, source, url, clock, more);
    }

    /** The same that asks another source. */
    Site asking(JobindsatsSimulator other) {
        return new Site(folder, seen, other, url, clock, more);
    }

    private Path home() {
        return folder.resolve("home");
    }

    Jar start(String... words) {
        return start(List.of(), words);
    }

    /** @param by what starts the process, before {@code java} */
    Jar start(List<String> by, String... words) {
        return Jar.startQuickly(folder.resolve("said"), by, args(words));
    }

    TestHome.Ran run(String... words) {
        return start(words).ended();
    }

    private List<String> args(String... words) {
        Map<String, String> settings = new LinkedHashMap<>();
        TestHome.settings(home(), source, clock).forEach(s -> settings.put(key(s), s));
        settings.keySet().removeIf(key -> key.startsWith("--maaltal.db."));
        if (url != null) {
            settings.put("--maaltal.db.url", "--maaltal.db.url=" + url);
            settings.put("--maaltal.db.user", "--maaltal.db.user=postgres");
        }
        more.forEach(s -> settings.put(key(s), s));
        // An empty one takes a setting away.
        settings.values().removeIf(s -> s.endsWith("="));
        List<String> args = new ArrayList<>(settings.values());
        args.addAll(List.of(words));
        return args;
    }

    private static String key(String setting) {
        return setting.replaceFirst("=.*", "");
    }

    /** Everything published and known, line by line. */
    List<String> published() {
        List<String> lines = new ArrayList<>();
        PUBLISHED.forEach(sql -> lines.addAll(TestHome.dump(database(), user(), sql)));
        return lines;
    }

    /** The cells of the newest version of each period, whatever its number. */
    List<String> newest() {
        return TestHome.dump(database(), user(), """
                select s.period, v.measure_id, v.component, v.basis, v.area_code, v.reference_period, v.value,
                       v.numerator, v.denominator, v.state, v.previous_value, v.status, v.reason
                from bi.snapshot s join bi.snapshot_value v on v.snapshot_id = s.snapshot_id
                where s.is_latest
                """);
    }

    /** Verdict by run. */
    Map<String, String> verdicts() {
        Map<String, String> verdicts = new LinkedHashMap<>();
        query("select run_id, verdict from bi.run order by started_at, run_id")
                .forEach(row -> verdicts.put("" + row.get("run_id"), "" + row.get("verdict")));
        return verdicts;
    }

    List<Map<String, @Nullable String>> query(String sql) {
        return TestHome.query(database(), user(), sql);
    }

    /** Whether there is a database yet whose schema is whole. */
    boolean hasLedger() {
        if (url == null && !Files.exists(seen.resolve("db/maaltal.mv.db"))) {
            return false;
        }
        try {
            query("select 1 as one from bi.run");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** As the application opens it, so that both may; a copy where H2 would take it for another file. */
    private String database() {
        return url != null
                ? url
                : "jdbc:h2:file:" + (seen.equals(home()) ? home() : copied()).resolve("db/maaltal")
                        + ";IFEXISTS=TRUE;AUTO_SERVER=TRUE;WRITE_DELAY=0;NON_KEYWORDS=VALUE,YEAR,ROWS";
    }

    private Path copied() {
        Path copy = folder.resolve("copy");
        try {
            Files.createDirectories(copy.resolve("db"));
            Files.copy(
                    seen.resolve("db/maaltal.mv.db"),
                    copy.resolve("db/maaltal.mv.db"),
                    StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String user() {
        return url != null ? "postgres" : "sa";
    }
}
