package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
    /** Inside the archive: the instants of the nights, one a line. */
    private static final String NIGHTS = "deliveries/nights.txt";

    private final NightClock clock;
    private final RunLauncher launcher;

    Demo(NightClock clock, RunLauncher launcher) {
        this.clock = clock;
        this.launcher = launcher;
    }

    /**
     * Puts the archive into a home of its own, in place of an earlier demo.
     *
     * @throws ProblemException when something else is there
     */
    public static void prepare(Path home) {
        try {
            clear(home);
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
        boolean ours = Files.exists(home.resolve(NIGHTS));
        try (Stream<Path> all = Files.walk(home)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            if (!ours && deepestFirst.size() > 1) {
                throw new ProblemException(Problem.declaration(
                        home.toString(),
                        "that directory is not empty and no earlier demo",
                        "a directory that is new, empty, or an earlier demo's",
                        "give another with --home"));
            }
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    private static void unpack(Path home) throws IOException {
        try (InputStream archive = Objects.requireNonNull(Demo.class.getResourceAsStream(ARCHIVE), ARCHIVE);
                ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    Path file = home.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
    }

    /** Runs every night of the archive that lies in the home; the last one's state is what stays. */
    public List<RunOutcome> run(Home home) {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (Instant night : nights(home)) {
            clock.moveTo(night);
            outcomes.add(
                    launcher.run(JobRequest.of("nightly", null, night, "demo").knowingOnlyThen()));
        }
        return outcomes;
    }

    private static List<Instant> nights(Home home) {
        try {
            return Files.readAllLines(home.dir().resolve(NIGHTS)).stream()
                    .filter(line -> !line.isBlank())
                    .map(Instant::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
