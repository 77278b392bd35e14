package dk.maaltal.testing;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Origins;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.staging.DeliveryStore;
import dk.maaltal.staging.Staging;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A look into a home that nobody else has open: for what no table and no command shows. */
public final class Inside {
    private Inside() {}

    /** What is found as known at an instant. */
    public static <T> T look(
            Path home, String url, String user, Path planFolder, Instant at, Function<Looking, T> finds) {
        Plan plan = new PlanReader().read(planFolder);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setUsername(user);
            DeliveryStore store = new DeliveryStore(home.resolve("deliveries"), Clock.fixed(at, ZoneOffset.UTC));
            Staging staging = new Staging(store, database, new JdbcTransactionManager(database), plan.areas());
            return finds.apply(new Looking(new Evaluation(staging, Origins.ALL_REAL).at(at), plan));
        }
    }
}
