package dk.maaltal.snapshot;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.AreaBook;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Publishing and deciding on a database, put together as the application does. */
final class Desk {
    private final Evaluation evaluation;
    private final Clock clock;
    private final Snapshots snapshots;
    private final Definitions definitions;
    private final VersionWriter writer;
    private final DecisionStore store;
    private final TransactionTemplate transaction;

    Desk(DataSource database, Evaluation evaluation, AreaBook areas, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.evaluation = evaluation;
        this.clock = clock;
        snapshots = new Snapshots(JdbcClient.create(database));
        definitions = new Definitions(jdbc, new PlanReader(), areas);
        writer = new VersionWriter(snapshots, new Store(jdbc), new Seals(jdbc));
        store = new DecisionStore(jdbc);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    Publisher publisher() {
        return publisher(Fence.NONE);
    }

    Publisher publisher(Fence fence) {
        return new Publisher(
                evaluation,
                snapshots,
                writer,
                definitions,
                new Holding(snapshots, definitions, store, transaction, clock),
                transaction,
                clock,
                fence);
    }

    Approval approval() {
        return new Approval(snapshots, writer, definitions, store, transaction, clock);
    }

    Decisions decisions() {
        return store.decisions();
    }

    Snapshots snapshots() {
        return snapshots;
    }
}
