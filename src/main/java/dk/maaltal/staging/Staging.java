package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Answer;
import dk.maaltal.source.UnreadableAnswer;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Reading;
import dk.maaltal.staging.register.Generations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Everything that was ever received, and what is known from it. The journal of deliveries is the truth; the database
 * is made from it and can be made anew at any time.
 */
public final class Staging implements Knowledge {
    private final DeliveryStore store;
    private final JdbcClient db;
    private final Generations generations;
    private final RegisterTables registers;
    private final RegisterTroubles troubles;
    private final JournalChain chain;
    private final CatchUp catchUp;

    /**
     * @param transactions the manager of {@code dataSource}
     * @param areas the areas that are kept, with the labels they go by
     */
    public Staging(
            DeliveryStore store, DataSource dataSource, PlatformTransactionManager transactions, AreaBook areas) {
        this(store, dataSource, transactions, areas, loadFor(dataSource));
    }

    Staging(
            DeliveryStore store,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            AreaBook areas,
            BulkLoad load) {
        this.store = store;
        this.db = JdbcClient.create(dataSource);
        this.generations = new Generations(store.registers());
        this.registers = new RegisterTables(dataSource, generations);
        this.troubles = new RegisterTroubles(dataSource, registers);
        this.chain = new JournalChain(dataSource);
        this.catchUp = new CatchUp(
                store,
                db,
                chain,
                new TransactionTemplate(transactions),
                new ReadingApplier(dataSource, store, load, areas),
                registers);
    }

    static BulkLoad loadFor(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")
                    ? new CopyLoad(dataSource)
                    : new BatchLoad(dataSource);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }

    /** Everything kept, to be looked through. */
    public Inspection inspection() {
        return new Inspection(store, chain, catchUp, registers);
    }

    /**
     * What was known, to be made anew in another database.
     *
     * @param scratch with this version's schema and nothing in it
     * @param kept the areas whose figures are kept there
     */
    public Replay replay(DataSource scratch, PlatformTransactionManager transactions, AreaBook kept) {
        return new Replay(store, new Staging(store, scratch, transactions, kept));
    }

    synchronized void catchUp(long lines, Progress progress, CatchUp.Trouble trouble) {
        catchUp.run(lines, progress, trouble);
    }

    /** Removes what killed processes left half written; to be called where nobody else writes to the deliveries. */
    public void sweep() {
        store.sweep();
    }

    /**
     * Applies what the journal has and the database has not: after a crash, and after answers that led to nothing.
     * Every other call does it too.
     *
     * @throws dk.maaltal.problem.ProblemException when a kept body or a line of the journal is missing or damaged
     */
    public synchronized void catchUp(Progress progress) {
        catchUp.run(progress);
    }

    /** That the journal is not the one the database has read, or cannot be read; looks, and waits for nobody. */
    public Optional<Problem> journalProblem() {
        Journal.Position read = catchUp.position();
        try {
            store.journal().read(read, read.lines(), line -> {});
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problems().get(0));
        } catch (UncheckedIOException e) {
            return Optional.of(new Problem(
                    Mover.US,
                    "the journal cannot be read (%s)".formatted(e.getClass().getSimpleName()),
                    "deliveries/journal.jsonl",
                    "a file this user may read",
                    "mend its rights, or restore the deliveries folder from a backup"));
        }
    }

    /** Empties the database's part and makes it anew from the deliveries; known-from and known-to come out the same. */
    public synchronized void rebuild(Progress progress) {
        catchUp.empty();
        catchUp.run(progress);
    }

    /**
     * Takes a whole reading of a table, or refuses it (SHRUNK, CONFLICT, MISMATCH). Either way it stands in the
     * journal, and the same is decided whenever it is applied again.
     */
    public synchronized Taking take(Reading reading, Progress progress) {
        return take(reading, false, progress);
    }

    /**
     * The same, for a table that is known to have become smaller.
     *
     * @param shrinkAccepted true: not refused as SHRUNK, now or on a rebuild
     */
    public synchronized Taking take(Reading reading, boolean shrinkAccepted, Progress progress) {
        store.accept(reading, shrinkAccepted);
        return last(catchUp.run(progress), JournalEntry.TableRead.class);
    }

    /**
     * Takes a whole reading of CVR's workplaces, or refuses it (SHRUNK). Either way it stands in the journal, and the
     * same is decided whenever it is applied again. A reading that says what the last one said changes nothing but when
     * CVR was last read.
     *
     * @param lookedUp the extracts of which every P-number that may be asked for is a unit's or was looked up
     * @param shrinkAccepted true: not refused as SHRUNK, now or on a rebuild
     */
    public synchronized Taking take(UnitReading reading, List<Extract> lookedUp, boolean shrinkAccepted) {
        store.accept(reading, lookedUp, shrinkAccepted);
        return last(catchUp.run(Progress.NONE), JournalEntry.UnitsRead.class);
    }

    /** CVR's workplaces as the newest reading told of them; empty before the first. */
    public Optional<UnitsKnown> units() {
        return new UnitsThen(db).at(Text.END_OF_TIME);
    }

    /** Takes an answer of {@code /tables}; the same bytes as the last time change nothing. */
    public synchronized Taking takeCatalogue(Answer answer) {
        Catalogue catalogue;
        try (InputStream body = store.open(answer.sha256())) {
            catalogue = Catalogue.read(body);
        } catch (UnreadableAnswer e) {
            return new Taking.Refused(e.outcome(), e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isNew = store.accept(answer);
        List<CatchUp.Outcome> outcomes = catchUp.run(Progress.NONE);
        int size = catalogue.tables().size();
        return isNew
                ? last(outcomes, JournalEntry.CatalogueAccepted.class)
                : new Taking.Taken(0, 0, size, size, List.of());
    }

    /** Notes that a file became the generation whose folder stands by now. */
    synchronized void takeRegister(
            JournalEntry.DroppedFile file, LocalDate extractDate, String folder, String manifestSha256) {
        store.accept(file, extractDate, folder, manifestSha256);
        catchUp.run(Progress.NONE);
    }

    /** Notes what became of dropped files. */
    synchronized void note(JournalEntry entry) {
        store.note(entry);
        catchUp.run(Progress.NONE);
    }

    Generations generations() {
        return generations;
    }

    RegisterTables registers() {
        return registers;
    }

    RegisterTroubles troubles() {
        return troubles;
    }

    Instant now() {
        return store.now();
    }

    private static Taking last(List<CatchUp.Outcome> outcomes, Class<? extends JournalEntry> kind) {
        return outcomes.stream()
                .filter(outcome -> kind.isInstance(outcome.entry()))
                .reduce((first, second) -> second)
                .orElseThrow()
                .taking();
    }

    /** The newest reading of the table that was taken, if any. */
    public Optional<Held> held(String tableId) {
        return everHeld(tableId).stream().findFirst();
    }

    /** Every reading of the table that was taken, the newest first. */
    public List<Held> everHeld(String tableId) {
        return new Readings(db)
                .taken(tableId, Text.END_OF_TIME).stream()
                        .map(row -> new Held(row.updateLatest(), row.wanted(), row.knownFrom(), row.newest()))
                        .toList();
    }

    /** What the newest reading of the table that was taken cost; empty before the first. */
    public Optional<Effort> effort(String tableId) {
        return new Readings(db).effort(tableId);
    }

    /** The oldest reference period the table's newest reading that was taken has a row for; empty when it has none. */
    public Optional<ReferencePeriod> firstPeriod(String tableId) {
        return new Readings(db)
                .taken(tableId, Text.END_OF_TIME).stream().findFirst().stream()
                        .flatMap(row -> row.periods().stream())
                        .map(ReferencePeriod::parse)
                        .min(Comparator.comparing(ReferencePeriod::firstDay));
    }

    /** Where a bundled archive says a delivery's figures are from, by digest; empty for what sources themselves said. */
    public Map<String, String> origins() {
        Map<String, String> origins = new HashMap<>(registers.origins());
        origins.putAll(new Deliveries(db).origins());
        return origins;
    }

    /** When each catalogue became known, oldest first. */
    public List<Instant> catalogueTimes() {
        return new Catalogues(db).knownFroms().stream().sorted().toList();
    }

    /** The newest catalogue that was taken; empty before the first. */
    public Optional<Catalogue> catalogue() {
        List<CatalogueTable> listed = new Catalogues(db)
                .all().stream()
                        .filter(table -> table.knownTo() == null)
                        .map(Catalogues.Listed::table)
                        .toList();
        return listed.isEmpty() ? Optional.empty() : Optional.of(new Catalogue(listed));
    }

    /** Since when the newest catalogue or reading is known; empty before there is any. */
    public Optional<Instant> newestKnowledge() {
        return store.newestKnownFrom();
    }

    @Override
    public List<Received> received(Collection<String> sha256s) {
        return new ReceivedFiles(db).of(sha256s);
    }

    @Override
    public Known at(Instant asOf) {
        return at(asOf, registers.newestTaken());
    }

    @Override
    public Known at(Instant asOf, Instant takenBy) {
        return new KnownThen(
                new ReadOnce(store, db),
                new ObservationsThen(db, asOf),
                registersAt(asOf, takenBy),
                asOf,
                takenBy,
                catchUp.lines());
    }

    @Override
    public Hindsight hindsight(String areaCode, Instant takenBy) {
        ReadOnce read = new ReadOnce(store, db);
        AreaHistory history = new AreaHistory(db, areaCode);
        long lines = catchUp.lines();
        return new AreaHindsight(
                db,
                takenBy,
                instant -> new KnownThen(
                        read, history.at(instant), registersAt(instant, takenBy), instant, takenBy, lines));
    }

    private RegistersKnown registersAt(Instant asOf, Instant takenBy) {
        return new RegistersThen(generations, registers, new UnitsThen(db), asOf, takenBy);
    }
}
