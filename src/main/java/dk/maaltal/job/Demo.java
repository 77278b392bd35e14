package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.staging.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Shows a whole Måltal without account or network: unpacks the bundled deliveries into a home of their own and runs the
 * nights they came in, each as of its own instant, by the same job as the real ones. Before each night the register
 * files of that day are dropped, as a municipality would.
 */
public final class Demo {
    /** Where the dropped files' figures are from. */
    public static final String ORIGIN = "synthetic: seed 2024";

    private static final String ARCHIVE = "/demo/deliveries.zip";
    /** Says of a home that it may be replaced. */
    private static final String MARK = "demo.txt";
    /** From midnight to half past one of the next day, UTC: 02:30 or 03:30 in Denmark. */
    private static final Duration NEXT_NIGHT = Duration.ofHours(25).plusMinutes(30);
    /** In the home: a folder for each day of the archive, with what is dropped on it. */
    private static final String INCOMING = "incoming";

    private static final int KEY_BYTES = 32;

    private final Path home;
    private final NightClock clock;
    private final RunLauncher launcher;
    private final Staging staging;
    private final Progress progress;

    Demo(Path home, NightClock clock, RunLauncher launcher, Staging staging, Progress progress) {
        this.home = home;
        this.clock = clock;
        this.launcher = launcher;
        this.staging = staging;
        this.progress = progress;
    }

    /**
     * Puts the archive into a home of its own, in place of an earlier demo.
     *
     * @throws ProblemException when something else is there
     */
    public static void prepare(Path home) {
        try {
            clear(home);
            Files.createDirectories(home);
            Files.writeString(home.resolve(MARK), "A home of `maaltal demo`; the next demo here replaces it.\n");
            unpack(home);
            makeKey(key(home));
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            Mover.DECLARATION,
                            "the demo cannot be put there: " + e.getMessage(),
                            home.toString(),
                            "a directory this user may write to",
                            "give another with --home"),
                    e);
        }
    }

    /** Whether a home is a demo's: then nothing is ever fetched into it, for real figures would stand among made-up ones. */
    public static boolean isAt(Path home) {
        return Files.exists(home.resolve(MARK));
    }

    /** Where the demo's files are dropped. */
    public static Path drop(Path home) {
        return home.resolve("drop");
    }

    /** The key its people's pseudonyms are made with; no figure depends on it. */
    public static Path key(Path home) {
        return home.resolve("demo.key");
    }

    private static void makeKey(Path file) throws IOException {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file); // a file system without such rights
        }
        Files.writeString(file, HexFormat.of().formatHex(random));
    }

    private static void clear(Path home) throws IOException {
        if (!Files.exists(home)) {
            return;
        }
        boolean ours = Files.exists(home.resolve(MARK));
        try (Stream<Path> all = Files.walk(home)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            if (!ours && deepestFirst.size() > 1) {
                throw new ProblemException(Problem.declaration(
                        home.toString(),
                        "that directory is not empty and no earlier demo",
                        "a directory that is new, empty, or an earlier demo's",
                        "give another with --home"));
            }
            // The mark goes last: an interrupted clearing can be taken up.
            Path mark = home.resolve(MARK);
            for (Path path : deepestFirst) {
                if (!path.equals(mark) && !path.equals(home)) {
                    Files.delete(path);
                }
            }
            Files.deleteIfExists(mark);
        }
    }

    private static void unpack(Path home) throws IOException {
        try (InputStream archive = Objects.requireNonNull(Demo.class.getResourceAsStream(ARCHIVE), ARCHIVE);
                ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = home.resolve(entry.getName());
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(zip, file);
                }
            }
        }
    }

    /** Runs the night after each day the archive's answers came; the last one's state is what stays. */
    public List<RunOutcome> run() {
        staging.catchUp(progress::at);
        List<RunOutcome> outcomes = new ArrayList<>();
        List<Instant> times = staging.catalogueTimes();
        if (times.isEmpty()) {
            throw new IllegalStateException("the demo's archive holds no catalogue");
        }
        for (Instant fetched : times) {
            Instant night = fetched.truncatedTo(ChronoUnit.DAYS).plus(NEXT_NIGHT);
            clock.moveTo(night);
            drop(fetched, night);
            outcomes.add(
                    launcher.run(JobRequest.of("nightly", null, night, "demo").knowingOnlyThen()));
        }
        return outcomes;
    }

    /** Files lie in the drop folder for an hour before the night comes. */
    private void drop(Instant fetched, Instant night) {
        Path incoming = home.resolve(INCOMING)
                .resolve(PublicationCalendar.dateOf(fetched).toString());
        if (!Files.isDirectory(incoming)) {
            return;
        }
        try (Stream<Path> all = Files.walk(incoming)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = drop(home).resolve(incoming.relativize(file));
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(target, FileTime.from(night.minus(Duration.ofHours(1))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
