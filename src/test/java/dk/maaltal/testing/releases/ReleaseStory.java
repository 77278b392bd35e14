package dk.maaltal.testing.releases;

import dk.maaltal.testing.JobindsatsSimulator;
import dk.maaltal.testing.TestHome;
import dk.maaltal.testing.World;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.DropFolder;
import dk.maaltal.testing.registers.RegisterWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * What a release's database is made of, and what happens in it after an upgrade: nights over a small Jobindsats, all
 * registers and CVR. Everything depends on the vintage alone.
 */
public final class ReleaseStory implements AutoCloseable {
    /** Vintages of {@link World#VINTAGES} that a release has lived through. */
    static final List<Integer> LIVED = List.of(0, 1);

    /** The one that comes after the upgrade. */
    public static final int NEXT = 2;

    private static final long SEED = 30;
    private static final int PERSONS = 8;

    private final Path home;
    private final Path plan;
    private final Path key;
    private final JobindsatsSimulator jobindsats;
    private final RegisterWorld registers = new RegisterWorld(SEED, PERSONS);
    private final CvrSimulator cvr;

    /**
     * A home that lives on.
     *
     * @param home the folder itself
     * @param plan the plan's folder
     * @param scratch where the key for pseudonyms is written
     */
    public ReleaseStory(Path home, Path plan, Path scratch) throws IOException {
        this.home = home;
        this.plan = plan;
        World world = World.since(SEED, LocalDate.of(2024, 7, 1));
        // The largest tables; without them the database is a third as large.
        List.of("y01b15", "y07b15", "y60b15", "y38a02", "y60a02").forEach(world::withdraw);
        this.jobindsats = JobindsatsSimulator.start(world, 0);
        this.cvr = CvrSimulator.start(registers.units(), 0);
        this.key = DropFolder.key(scratch.resolve("secret/key"));
    }

    /** The shipped plan, from the last quarter of 2024 on, with its code lists. */
    static Path plan(Path config) throws IOException {
        for (String folder : List.of("plans/norddjurs-2024", "codelists")) {
            FileSystemUtils.copyRecursively(Path.of("config").resolve(folder), config.resolve(folder));
        }
        Path plan = config.resolve("plans/norddjurs-2024");
        Path file = plan.resolve("plan.yml");
        Files.writeString(file, Files.readString(file).replace("from: 2024Q1", "from: 2024Q4"));
        return plan;
    }

    /** Extracts of every register are dropped, and a night runs. */
    public TestHome.Ran night(int vintage, List<String> settings) {
        LocalDate day = World.VINTAGES.get(vintage);
        jobindsats.world().moveTo(vintage);
        cvr.world().moveTo(day);
        DropFolder drop = new DropFolder(home.resolve("drop"), registers, SEED);
        drop.asked(day);
        drop.everything(day.minusDays(2), false);
        return run(vintage, settings, "run", "nightly");
    }

    /** Runs a command in the home, some hours after the vintage's night began. */
    public TestHome.Ran run(int vintage, List<String> settings, String... words) {
        Instant clock = Instant.parse(World.VINTAGES.get(vintage) + "T04:00:00Z");
        List<String> args = new ArrayList<>(TestHome.settings(home, jobindsats, clock));
        args.addAll(List.of(
                "--maaltal.plan=" + plan,
                "--maaltal.pseudonym.key-file=" + key,
                "--maaltal.sources.cvr.url=" + cvr.url(),
                "--maaltal.sources.cvr.user=" + CvrSimulator.USER,
                "--maaltal.sources.cvr.password=" + CvrSimulator.PASSWORD,
                "--maaltal.sources.cvr.pace=0ms"));
        for (String setting : settings) {
            args.removeIf(arg -> arg.startsWith(setting.replaceFirst("=.*", "=")));
            args.add(setting);
        }
        args.addAll(List.of(words));
        return TestHome.inProcess(args);
    }

    @Override
    public void close() {
        jobindsats.close();
        cvr.close();
    }
}
