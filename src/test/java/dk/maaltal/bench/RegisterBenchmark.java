package dk.maaltal.bench;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.declaration.Findings;
import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.register.LayoutFiles;
import dk.maaltal.source.register.Layouts;
import dk.maaltal.source.register.PseudonymKey;
import dk.maaltal.staging.DeliveryStore;
import dk.maaltal.staging.DropSettings;
import dk.maaltal.staging.HeldGeneration;
import dk.maaltal.staging.Intake;
import dk.maaltal.staging.KeyState;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.Progress;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.UnitsKnown;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * {@code RegisterBenchmark [20000x10,400000x25]}, persons and rows of each: files in the drop folder to generations, and generations to all local
 * counts of the plan, beside the bare reading of the same files.
 */
public final class RegisterBenchmark {
    private static final Instant NOW = Instant.parse("2025-07-01T01:30:00Z");
    private static final int WARM_UPS = 3;

    private final Path work;
    private final Plan plan = new PlanReader().read(Path.of("config/plans/norddjurs-2024"));

    private RegisterBenchmark(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        String sizes = args.length > 0 ? args[0] : "20000x10,400000x25";
        Path work = Files.createTempDirectory("maaltal-bench");
        try {
            System.out.printf(
                    "heap at most %,d MB, %d processors, load %.1f, Java %s%n",
                    Runtime.getRuntime().maxMemory() >> 20,
                    Runtime.getRuntime().availableProcessors(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                    System.getProperty("java.version"));
            RegisterBenchmark benchmark = new RegisterBenchmark(work);
            for (int i = 0; i < WARM_UPS; i++) {
                benchmark.run(new RegisterData(20_000, 25), false);
            }
            for (String size : sizes.split(",")) {
                String[] parts = size.strip().split("x");
                benchmark.run(new RegisterData(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])), true);
            }
        } finally {
            delete(work);
        }
    }

    private void run(RegisterData data, boolean shown) throws Exception {
        Path home = Files.createTempDirectory(work, "home");
        List<Path> files = data.write(home.resolve("drop"));
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        if (shown) {
            System.out.printf("%n%,d persons, %,d rows, %,d MB of files%n", data.persons(), data.rows(), bytes >> 20);
            System.out.printf(
                    "%-34s %8s %8s %14s %16s %8s%n", "", "wall s", "cpu s", "rows/wall s", "rows/cpu s x 2", "peak MB");
        }
        try (HikariDataSource database = database(home)) {
            Step.of("bare reading, bytes to lines", data.rows(), () -> lines(files))
                    .print(shown);
            Staging staging = new Staging(
                    new DeliveryStore(home.resolve("deliveries"), Clock.fixed(NOW, ZoneOffset.UTC)),
                    database,
                    new JdbcTransactionManager(database),
                    plan.areas());
            Registers registers = registers(staging, home);
            Step.of("files to generations", data.rows(), () -> take(registers)).print(shown);
            RegistersKnown known = new WithUnits(staging.at(NOW).registers());
            Step.of("fold that only counts rows", data.rows(), () -> count(known, registers, data.rows()))
                    .print(shown);
            Set<ReferencePeriod> periods = periods();
            Step.of("fold: all local measures", data.rows(), () -> measures(known, periods, data.rows()))
                    .print(shown);
        }
        delete(home);
    }

    /** What one step took; the cpu time is that of all threads of the process, its collector's included. */
    private record Step(String what, long rows, double wall, double cpu, long peak) {
        static Step of(String what, long rows, Callable<Long> work) throws Exception {
            System.gc();
            HeapWatch watch = new HeapWatch();
            long before = cpuNanos();
            long start = System.nanoTime();
            long done = work.call();
            double wall = (System.nanoTime() - start) / 1e9;
            double used = (cpuNanos() - before) / 1e9;
            if (done != rows) {
                throw new IllegalStateException("%s: %d rows instead of %d".formatted(what, done, rows));
            }
            return new Step(what, rows, wall, used, watch.stop());
        }

        private static long cpuNanos() {
            return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
        }

        void print(boolean shown) {
            if (shown) {
                System.out.printf(
                        "%-34s %8.2f %8.2f %,14.0f %,16.0f %8d%n",
                        what, wall, cpu, rows / wall, 2 * rows / cpu, peak >> 20);
            }
        }
    }

    private static long lines(List<Path> files) throws IOException {
        long lines = -files.size();
        for (Path file : files) {
            try (BufferedReader in = Files.newBufferedReader(file)) {
                while (in.readLine() != null) {
                    lines++;
                }
            }
        }
        return lines;
    }

    /** Two registers at once, as the nightly run takes them. */
    private static long take(Registers registers) throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Intake>>> all = new ArrayList<>();
            for (Register register : registers.waiting()) {
                all.add(two.submit(() -> registers.take(register, Progress.NONE)));
            }
            long rows = 0;
            for (Future<List<Intake>> one : all) {
                for (Intake intake : one.get()) {
                    if (!(intake instanceof Intake.Taken taken) || taken.rejected() > 0) {
                        throw new IllegalStateException(intake.toString());
                    }
                    rows += taken.read();
                }
            }
            return rows;
        } finally {
            two.shutdown();
        }
    }

    private static long count(RegistersKnown known, Registers registers, long inFiles) {
        long[] rows = known.fold(
                RegisterData.REGISTERS,
                () -> new long[1],
                (sum, person) -> {
                    for (Register register : RegisterData.REGISTERS) {
                        sum[0] += person.count(register);
                    }
                },
                (a, b) -> {
                    a[0] += b[0];
                    return a;
                });
        // Some rows are alike by chance and were merged.
        long held =
                registers.generations().stream().mapToLong(HeldGeneration::rows).sum();
        return rows[0] == held ? inFiles : rows[0];
    }

    /** 16 quarters, 8 half-years and 4 years. */
    private static Set<ReferencePeriod> periods() {
        Set<ReferencePeriod> periods = new HashSet<>();
        for (int year = 2021; year <= 2024; year++) {
            for (String part : List.of("", "H1", "H2", "Q1", "Q2", "Q3", "Q4")) {
                periods.add(ReferencePeriod.parse(year + part));
            }
        }
        return periods;
    }

    private long measures(RegistersKnown known, Set<ReferencePeriod> periods, long rows) {
        List<LocalBasis> bases = plan.measures().stream()
                .flatMap(measure -> measure.components().stream())
                .flatMap(component -> Optional.ofNullable(component.local()).stream())
                .filter(basis -> basis.registers().stream().allMatch(Register::isPersonal))
                .toList();
        LocalCounts counts = new LocalCounts(known, bases, periods, plan.area().code());
        long found = 0;
        for (LocalBasis basis : bases) {
            for (ReferencePeriod period : periods) {
                found += counts.tally(basis, period).hashCode() != 0 ? 1 : 0;
            }
        }
        return found > 0 ? rows : 0;
    }

    private Registers registers(Staging staging, Path home) throws IOException {
        Path keyFile = home.resolve("key");
        Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, "a key of more than thirty-two bytes, for the benchmark");
        Findings findings = new Findings("codes.yml");
        CodeLists codes =
                CodeLists.read(Path.of("config/codelists/codes.yml"), findings).orElseThrow();
        Layouts layouts = Layouts.read(Path.of("config/registers/canonical"), codes, findings);
        LayoutFiles reader =
                new LayoutFiles(layouts, codes, PseudonymKey.read(keyFile), home.resolve("registers/salt"));
        return new Registers(
                staging,
                reader,
                reader::stamp,
                () -> KeyState.of(keyFile),
                home,
                new DropSettings(null, 30, Duration.ZERO, null),
                pause -> {});
    }

    private static HikariDataSource database(Path home) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + home.resolve("db").toAbsolutePath());
        config.setUsername("sa");
        config.setMaximumPoolSize(4);
        HikariDataSource pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                .load()
                .migrate();
        return pool;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The registers with a few hundred workplaces of CVR. */
    private record WithUnits(RegistersKnown registers) implements RegistersKnown {
        @Override
        public Optional<RegisterKnown> of(Register register) {
            return registers.of(register);
        }

        @Override
        public <A> A fold(
                Set<Register> asked, Supplier<A> none, BiConsumer<A, PersonRows> step, BinaryOperator<A> merge) {
            return registers.fold(asked, none, step, merge);
        }

        @Override
        public void rows(Register register, Consumer<long[]> reader) {
            registers.rows(register, reader);
        }

        @Override
        public Optional<UnitsKnown> units() {
            ProductionUnit.Span always = new ProductionUnit.Span(LocalDate.parse("2000-01-01"), null);
            List<ProductionUnit> units = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                List<ProductionUnit.Headcount> months = new ArrayList<>();
                for (int month = 2021 * 12; month < 2025 * 12; month++) {
                    months.add(new ProductionUnit.Headcount(month, 40 + i, null, null));
                }
                units.add(new ProductionUnit(
                        1_000_000_000L + i,
                        List.of(always),
                        List.of(new ProductionUnit.Address("707", always)),
                        List.of(new ProductionUnit.Company(10_000_000L + i, always)),
                        months));
            }
            return Optional.of(
                    new UnitsKnown(LocalDate.parse("2025-06-30"), "707", units, Set.of(), Set.of(), List.of()));
        }
    }
}
