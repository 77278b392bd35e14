package dk.maaltal.watch.health;

import dk.maaltal.job.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the home can be written to, found out by writing: a full disk and a read-only one say so only then. */
final class HomeHealth implements HealthIndicator {
    private final Home home;

    HomeHealth(Home home) {
        this.home = home;
    }

    @Override
    public Health health() {
        Path probe = home.dir().resolve(".writable");
        try {
            Files.writeString(probe, "asked by the health check\n");
            Files.deleteIfExists(probe);
            return Health.up().build();
        } catch (IOException e) {
            return Health.down()
                    .withDetail(
                            "what",
                            "the home cannot be written to: " + e.getClass().getSimpleName())
                    .withDetail("next", "free space, or mend the rights")
                    .build();
        }
    }
}
