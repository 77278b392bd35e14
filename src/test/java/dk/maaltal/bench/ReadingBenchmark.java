package dk.maaltal.bench;

import dk.maaltal.declaration.Findings;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.LayoutFiles;
import dk.maaltal.source.register.Layouts;
import dk.maaltal.source.register.PseudonymKey;
import dk.maaltal.source.register.Rejection;
import dk.maaltal.source.register.RowSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How fast files are read: two of them at once, as a night does, with typing and pseudonyms and nothing after it.
 * Arguments: rows of each file, rounds.
 */
public final class ReadingBenchmark {
    private ReadingBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rows = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("maaltal-reading");
        Path keyFile = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        Findings findings = new Findings("config");
        CodeLists codes =
                CodeLists.read(Path.of("config/codelists/codes.yml"), findings).orElseThrow();
        LayoutFiles files = new LayoutFiles(
                Layouts.read(Path.of("config/registers"), codes, findings),
                codes,
                PseudonymKey.read(keyFile),
                folder.resolve("salt"));
        List<Path> extracts = List.of(write(folder.resolve("a.csv"), rows, 1), write(folder.resolve("b.csv"), rows, 2));
        ExecutorService two = Executors.newFixedThreadPool(2);
        for (int round = 0; round < rounds; round++) {
            long before = System.nanoTime();
            long processorBefore = processor();
            List<Future<Long>> readings = new ArrayList<>();
            for (Path extract : extracts) {
                Callable<Long> reading = () -> taken(files, extract);
                readings.add(two.submit(reading));
            }
            long taken = 0;
            for (Future<Long> reading : readings) {
                taken += reading.get();
            }
            double seconds = (System.nanoTime() - before) / 1e9;
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    "%,d rows in %.2f s: %,.0f rows a second, %,.0f a second of processor, heap %d MiB%n",
                    taken,
                    seconds,
                    taken / seconds,
                    taken / ((processor() - processorBefore) / 1e9),
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        }
        two.shutdown();
    }

    /** Nanoseconds, so that a busy machine can be told from a slow program. */
    private static long processor() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long taken(LayoutFiles files, Path extract) throws IOException {
        FileReading reading = files.read(Register.TILBUD, extract, new RowSink() {
            @Override
            public void row(long personHigh, long personLow, long[] values) {}

            @Override
            public void rejected(Rejection rejection) {
                throw new IllegalStateException(rejection.toString());
            }
        });
        return reading.taken();
    }

    private static Path write(Path file, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        String[] types = {"Virksomhedspraktik", "Løntilskud", "Småjob", "Vejledning og opkvalificering", "Mentor"};
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("person;type;start;slut;p;cvr;gode_muligheder;konkret_job\n");
            int person = 0;
            for (int i = 0; i < rows; i++) {
                person = i % 10 == 0 ? random.nextInt(400_000) : person;
                LocalDate start = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(1_500));
                out.write("%02d%02d%02d%04d;%s;%s;%s;%d;%d;%s;nej%n"
                        .formatted(
                                1 + person % 28,
                                1 + person / 28 % 12,
                                person / 336 % 100,
                                person % 4_000,
                                types[i % types.length],
                                start,
                                start.plusDays(90),
                                1_000_000_000L + random.nextInt(100_000),
                                10_000_000 + random.nextInt(80_000_000),
                                i % 3 == 0 ? "ja" : "nej"));
            }
        }
        return file;
    }
}
