package dk.maaltal.watch.health;

import dk.maaltal.watch.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says before it is too late that space becomes scarce where the home lies. */
final class ScarceSpace implements Condition.Source {
    private static final long MEGABYTE = 1024L * 1024;

    private final Path home;
    private final DiskSettings settings;

    ScarceSpace(Path home, DiskSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public List<Condition> now() {
        try {
            long free = Files.getFileStore(home).getUsableSpace();
            if (free >= settings.leastFree().toBytes()) {
                return List.of();
            }
            return List.of(new Condition(
                    "disk home",
                    "%d MB are left where the home lies; at least %d are wanted"
                            .formatted(free / MEGABYTE, settings.leastFree().toMegabytes()),
                    "when it is full nothing is fetched and nothing published",
                    "the disk fills up, or others fill it",
                    "free space or give the home a larger disk; the number is maaltal.disk.least-free",
                    Condition.Severity.WARNING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
