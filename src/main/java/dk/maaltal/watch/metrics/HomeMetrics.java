package dk.maaltal.watch.metrics;

import dk.maaltal.job.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The space that is left where the home lies. */
final class HomeMetrics implements Metric.Source {
    private final Home home;

    HomeMetrics(Home home) {
        this.home = home;
    }

    @Override
    public List<Metric> now() {
        try {
            return List.of(Metric.of(
                    "maaltal_home_free_bytes",
                    "Space this user may still fill where the home lies.",
                    Files.getFileStore(home.dir()).getUsableSpace()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
