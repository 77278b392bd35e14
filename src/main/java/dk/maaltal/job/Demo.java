package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.staging.Staging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Shows a whole Måltal without account or network: unpacks the bundled deliveries into a home of their own and runs the
 * nights they came in, each as of its own instant, by the same job as the real ones.
 */
public final class Demo {
    private static final String ARCHIVE = "/demo/deliveries.zip";
    /** Says of a home that it may be replaced. */
    private static final String MARK = "demo.txt";
    /** From midnight to half past one of the next day, UTC: 02:30 or 03:30 in Denmark. */
    private static final Duration NEXT_NIGHT = Duration.ofHours(25).plusMinutes(30);

    private final NightClock clock;
    private final RunLauncher launcher;
    private final Staging staging;
    private final Progress progress;

    Demo(NightClock clock, RunLauncher launcher, Staging staging, Progress progress) {
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
            outcomes.add(
                    launcher.run(JobRequest.of("nightly", null, night, "demo").knowingOnlyThen()));
        }
        return outcomes;
    }
}
