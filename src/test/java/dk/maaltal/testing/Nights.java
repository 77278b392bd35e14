package dk.maaltal.testing;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Origins;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.Secret;
import dk.maaltal.source.jobindsats.CatalogueFetch;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Fetchers;
import dk.maaltal.source.jobindsats.JobindsatsSettings;
import dk.maaltal.source.jobindsats.TableFetch;
import dk.maaltal.staging.DeliveryStore;
import dk.maaltal.staging.Progress;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.Taking;
import dk.maaltal.testing.demo.Wanted;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The product's rooms put together without jobs: fetch, stage and evaluate against a simulator, night by night. */
final class Nights {
    private final JobindsatsSimulator simulator;
    private final Plan plan;
    private final Path deliveries;
    private final DataSource database;
    private Instant asOf = Instant.EPOCH;

    Nights(JobindsatsSimulator simulator, Path deliveries, DataSource database) {
        this(simulator, deliveries, database, Path.of("config/plans/norddjurs-2024"));
    }

    Nights(JobindsatsSimulator simulator, Path deliveries, DataSource database, Path plan) {
        this.plan = new PlanReader().read(plan);
        this.simulator = simulator;
        this.deliveries = deliveries;
        this.database = database;
    }

    /** One night's fetch; what went wrong by table, {@code OK} where nothing did. */
    Map<String, String> run(LocalDate day) {
        simulator.world().moveTo(day);
        Clock clock = Clock.fixed(day.atTime(2, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        DeliveryStore store = new DeliveryStore(deliveries, clock);
        Staging staging = staging(store);
        Fetchers fetchers = new Fetchers(settings(), store, clock);
        Map<String, String> outcomes = new LinkedHashMap<>();
        if (fetchers.catalogue().fetch() instanceof CatalogueFetch.Complete complete) {
            staging.takeCatalogue(complete.answer());
            Wanted.of(plan, complete.catalogue())
                    .forEach((table, wants) -> outcomes.put(table.id(), read(fetchers, staging, table, wants)));
        }
        asOf = staging.newestKnowledge().orElseThrow();
        return outcomes;
    }

    private static String read(Fetchers fetchers, Staging staging, CatalogueTable table, List<SeriesSelector> wants) {
        TableFetch fetch = fetchers.tables().fetch(table, wants);
        if (fetch instanceof TableFetch.Complete complete) {
            Taking taking = staging.take(complete.reading(), Progress.NONE);
            return taking instanceof Taking.Refused refused ? refused.outcome().name() : "OK";
        }
        return ((TableFetch.Failed) fetch).outcome().name();
    }

    /** Takes what lies in the deliveries folder, and looks at it as of an instant. */
    void catchUp(Instant when) {
        asOf = when;
        staging(new DeliveryStore(deliveries, Clock.fixed(when, ZoneOffset.UTC)))
                .catchUp(Progress.NONE);
    }

    /** The product's rows of a period, by the contract's column names, as known after the last night. */
    List<Map<String, @Nullable String>> rows(String period) {
        return looking(asOf).rows(period);
    }

    /** The product as known at an instant. */
    Looking looking(Instant at) {
        Staging staging = staging(new DeliveryStore(deliveries, Clock.fixed(asOf, ZoneOffset.UTC)));
        return new Looking(new Evaluation(staging, Origins.ALL_REAL).at(at), plan);
    }

    private Staging staging(DeliveryStore store) {
        return new Staging(store, database, new JdbcTransactionManager(database), plan.areas());
    }

    private JobindsatsSettings settings() {
        return new JobindsatsSettings(
                URI.create(simulator.url()),
                Secret.of(JobindsatsSimulator.TOKEN),
                30_000,
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                1,
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ZERO,
                List.of());
    }
}
