package dk.maaltal.watch.health;

import dk.maaltal.problem.Problem;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the journal in the home is the one that the database has read. */
final class JournalHealth implements HealthIndicator {
    private final Supplier<Optional<Problem>> problem;

    JournalHealth(Supplier<Optional<Problem>> problem) {
        this.problem = problem;
    }

    @Override
    public Health health() {
        return problem.get()
                .map(found -> Health.down()
                        .withDetail("what", found.what())
                        .withDetail("next", found.next())
                        .build())
                .orElseGet(() -> Health.up().build());
    }
}
