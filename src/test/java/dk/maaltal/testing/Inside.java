package dk.maaltal.testing;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.measure.Difference;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Origins;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.DeliveryStore;
import dk.maaltal.staging.Staging;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The product's own evaluation over a home that nobody else has open: for what no table and no command shows. */
public final class Inside {
    private Inside() {}

    /**
     * Rows of periods as known at an instant.
     *
     * @param then is given each period's rows, by the contract's column names
     */
    public static void rows(
            Path home,
            String url,
            String user,
            Path planFolder,
            Instant at,
            List<String> periods,
            BiConsumer<String, List<Map<String, @Nullable String>>> then) {
        Plan plan = new PlanReader().read(planFolder);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setUsername(user);
            DeliveryStore store = new DeliveryStore(home.resolve("deliveries"), Clock.fixed(at, ZoneOffset.UTC));
            Staging staging = new Staging(store, database, new JdbcTransactionManager(database), plan.areas());
            Evaluation.At evaluation = new Evaluation(staging, Origins.ALL_REAL).at(at);
            for (String period : periods) {
                then.accept(
                        period,
                        evaluation.evaluate(plan, ReferencePeriod.parse(period)).rows().stream()
                                .map(Nights::columns)
                                .toList());
            }
        }
    }

    /** What lies between local and official figures, as known at an instant; a line each, exact to four decimals. */
    public static List<String> differences(
            Path home, String url, String user, Path planFolder, Instant at, List<String> periods) {
        Plan plan = new PlanReader().read(planFolder);
        try (HikariDataSource database = new HikariDataSource()) {
            database.setJdbcUrl(url);
            database.setUsername(user);
            DeliveryStore store = new DeliveryStore(home.resolve("deliveries"), Clock.fixed(at, ZoneOffset.UTC));
            Staging staging = new Staging(store, database, new JdbcTransactionManager(database), plan.areas());
            List<String> lines = new ArrayList<>();
            new Evaluation(staging, Origins.ALL_REAL)
                    .at(at)
                    .differences(
                            plan, periods.stream().map(ReferencePeriod::parse).toList())
                    .forEach(difference -> {
                        if (difference instanceof Difference.Compared) {
                            Difference.Compared c = (Difference.Compared) difference;
                            lines.add("%s %s %s: %s = %s + %s + %s"
                                    .formatted(
                                            c.measureId(),
                                            c.component(),
                                            c.period(),
                                            PlainNumbers.text(c.difference()),
                                            PlainNumbers.text(c.timing()),
                                            PlainNumbers.text(c.population()),
                                            PlainNumbers.text(c.rest())));
                        }
                    });
            return lines.stream().sorted().toList();
        }
    }
}
