package dk.maaltal.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.source.jobindsats.Reading;
import dk.maaltal.staging.DeliveryStore;
import dk.maaltal.staging.Progress;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.Taking;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** {@code StagingBenchmark [cells] [rounds] [h2|postgresql|both]}: prints a table, asserts only the row counts. */
public final class StagingBenchmark {
    private final BenchData data;
    private final Path work;

    private StagingBenchmark(BenchData data, Path work) {
        this.data = data;
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        long cells = args.length > 0 ? Long.parseLong(args[0]) : 5_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        String which = args.length > 2 ? args[2] : "both";
        Path work = Files.createTempDirectory("maaltal-bench");
        try {
            StagingBenchmark benchmark = new StagingBenchmark(BenchData.ofAtLeast(cells), work);
            System.out.printf(
                    "%,d cells in %d tables, %d round(s), heap at most %,d MB, %d processors, Java %s%n",
                    benchmark.data.cells(),
                    benchmark.data.tables(),
                    rounds,
                    Runtime.getRuntime().maxMemory() >> 20,
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"));
            if (!which.equals("postgresql")) {
                benchmark.h2(rounds);
            }
            if (!which.equals("h2")) {
                benchmark.postgres(rounds);
            }
        } finally {
            delete(work);
        }
    }

    private void h2(int rounds) throws Exception {
        List<Figures> figures = new ArrayList<>();
        for (int round = -1; round < rounds; round++) {
            Path folder = Files.createDirectory(work.resolve("h2-" + round));
            String url = "jdbc:h2:file:" + folder.resolve("bench").toAbsolutePath();
            String bare = "jdbc:h2:file:" + folder.resolve("bare").toAbsolutePath();
            Figures measured = round(size(round), "H2", pool(url, "sa", "h2"), pool(bare, "sa", "h2"));
            if (round >= 0) {
                figures.add(measured);
            }
            delete(folder);
        }
        Figures.print("H2", data.cells(), figures);
    }

    private void postgres(int rounds) throws Exception {
        List<Figures> figures = new ArrayList<>();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            for (int round = -1; round < rounds; round++) {
                for (String name : List.of("bench", "bare")) {
                    try (HikariDataSource admin = pool(server.getJdbcUrl("postgres", "postgres"), "postgres", "")) {
                        JdbcClient.create(admin)
                                .sql("drop database if exists " + name)
                                .update();
                        JdbcClient.create(admin).sql("create database " + name).update();
                        JdbcClient.create(admin).sql("checkpoint").update();
                    }
                }
                Figures measured = round(
                        size(round),
                        "PostgreSQL",
                        pool(server.getJdbcUrl("postgres", "bench"), "postgres", "postgresql"),
                        pool(server.getJdbcUrl("postgres", "bare"), "postgres", "postgresql"));
                if (round >= 0) {
                    figures.add(measured);
                }
            }
        }
        Figures.print("PostgreSQL", data.cells(), figures);
    }

    /** The first round warms up and is thrown away; it is small. */
    private BenchData size(int round) {
        return round < 0 ? new BenchData(Math.min(2, data.tables())) : data;
    }

    private Figures round(BenchData size, String database, HikariDataSource target, HikariDataSource bare)
            throws IOException, SQLException {
        Path deliveries = Files.createTempDirectory(work, "deliveries");
        try (target;
                bare) {
            DeliveryStore store = new DeliveryStore(deliveries, Clock.systemUTC());
            Staging staging = new Staging(store, target, new JdbcTransactionManager(target), BenchData.areas());
            double bareFirst = new BareLoad(size, 1).run(bare);
            Vintage first = vintage(size, store, staging, 1);
            double bareSecond = new BareLoad(size, 2).run(bare);
            Vintage second = vintage(size, store, staging, 2);
            check(size, target, second);
            System.out.printf(
                    "  %s: bare %.1f s, vintage 1 %.1f s, bare %.1f s, vintage 2 %.1f s (%,d changed)%n",
                    database, bareFirst, first.seconds, bareSecond, second.seconds, second.opened);
            return new Figures(bareFirst, first.seconds, bareSecond, second.seconds, first.peak, second.peak);
        } finally {
            delete(deliveries);
        }
    }

    private record Vintage(double seconds, long opened, long closed, long peak) {}

    private static Vintage vintage(BenchData size, DeliveryStore store, Staging staging, int vintage)
            throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (int table = 0; table < size.tables(); table++) {
            readings.add(size.keep(store, vintage, table));
        }
        staging.catchUp(Progress.NONE); // the receipts; what follows is answers to observations
        System.gc();
        HeapWatch watch = new HeapWatch();
        long opened = 0;
        long closed = 0;
        long start = System.nanoTime();
        for (Reading reading : readings) {
            if (!(staging.take(reading, Progress.NONE) instanceof Taking.Taken taken)) {
                throw new IllegalStateException("refused: " + reading.tableId());
            }
            opened += taken.opened();
            closed += taken.closed();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Vintage(seconds, opened, closed, watch.stop());
    }

    private static void check(BenchData size, HikariDataSource target, Vintage second) {
        JdbcClient db = JdbcClient.create(target);
        long open = db.sql("select count(*) from observation").query(Long.class).single();
        long past = db.sql("select count(*) from observation_past")
                .query(Long.class)
                .single();
        if (open != size.cells() || past != second.closed || second.opened != second.closed) {
            throw new IllegalStateException("%d open and %d past rows".formatted(open, past));
        }
    }

    private static HikariDataSource pool(String url, String user, String vendor) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        if (!vendor.isEmpty()) {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration/common", "classpath:db/migration/" + vendor)
                    .load()
                    .migrate();
        }
        return pool;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Seconds and bytes of one round. */
    private record Figures(
            double bareFirst, double first, double bareSecond, double second, long peakFirst, long peakSecond) {
        static void print(String database, long cells, List<Figures> rounds) {
            double[] medians = new double[] {
                median(rounds.stream().map(Figures::bareFirst).toList()),
                median(rounds.stream().map(Figures::first).toList()),
                median(rounds.stream().map(Figures::bareSecond).toList()),
                median(rounds.stream().map(Figures::second).toList())
            };
            long peakFirst = rounds.stream().mapToLong(Figures::peakFirst).max().orElse(0);
            long peakSecond =
                    rounds.stream().mapToLong(Figures::peakSecond).max().orElse(0);
            System.out.printf(
                    "%-12s %-24s %8s %14s %10s %7s%n", database, "medians", "seconds", "cells/s", "peak MB", "ratio");
            line("bare load", medians[0], cells, 0, 0);
            line("first vintage", medians[1], cells, peakFirst, medians[1] / medians[0]);
            line("bare load, 2nd rows", medians[2], cells, 0, 0);
            line("second vintage, 5 % new", medians[3], cells, peakSecond, medians[3] / medians[2]);
        }

        private static void line(String what, double seconds, long cells, long peak, double ratio) {
            System.out.printf(
                    "%-12s %-24s %8.1f %,14.0f %10s %7s%n",
                    "",
                    what,
                    seconds,
                    cells / seconds,
                    peak == 0 ? "" : String.valueOf(peak >> 20),
                    ratio == 0 ? "" : "%.2f".formatted(ratio));
        }

        private static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            return sorted.get(sorted.size() / 2);
        }
    }
}
