package dk.maaltal.staging;

import dk.maaltal.source.UnreadableAnswer;
import dk.maaltal.source.jobindsats.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies the journal's lines that are not yet in the database, in order, each with the new position in one
 * transaction: whenever it is cut off, the next run goes on where it stopped and ends in the same database.
 */
final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

    private static final int SMALL_LINES = 500;

    private final DeliveryStore store;
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final ReadingApplier applier;
    private final Deliveries deliveries;
    private final Catalogues catalogues;
    private final Readings readings;
    private final RegisterTables registers;
    private final Units units;

    CatchUp(
            DeliveryStore store,
            JdbcClient db,
            TransactionTemplate transaction,
            ReadingApplier applier,
            RegisterTables registers) {
        this.store = store;
        this.db = db;
        this.transaction = transaction;
        this.applier = applier;
        this.deliveries = new Deliveries(db);
        this.catalogues = new Catalogues(db);
        this.readings = new Readings(db);
        this.registers = registers;
        this.units = new Units(store, db);
    }

    /** What became of one line that is more than a receipt. */
    record Outcome(JournalEntry entry, Taking taking) {}

    /** Brings the database up to the journal's end; returns what it did on the way. */
    List<Outcome> run(Progress progress) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Journal.Line> small = new ArrayList<>();
        store.journal().read(position(), line -> {
            if (line.entry() instanceof JournalEntry.TableRead read) {
                applySmall(small, outcomes);
                outcomes.add(new Outcome(read, apply(line, read, progress)));
                progress.at("journal", line.after().lines(), 0);
            } else if (line.entry() instanceof JournalEntry.UnitsRead read) {
                applySmall(small, outcomes);
                outcomes.add(new Outcome(read, apply(line, read)));
            } else {
                small.add(line);
                if (small.size() == SMALL_LINES) {
                    applySmall(small, outcomes);
                }
            }
        });
        applySmall(small, outcomes);
        return outcomes;
    }

    private Journal.Position position() {
        return db.sql("select lines, bytes, last_sha256 from journal_position")
                .query((rs, n) -> new Journal.Position(rs.getLong(1), rs.getLong(2), rs.getString(3)))
                .single();
    }

    /** How many lines of the journal stand in the database. */
    long lines() {
        return position().lines();
    }

    private void moveTo(Journal.Position position) {
        int moved = db.sql("update journal_position set lines = ?, bytes = ?, last_sha256 = ? where lines < ?")
                .params(position.lines(), position.bytes(), position.lastSha256(), position.lines())
                .update();
        Differ.reconcile("journal position moved", 1, moved);
    }

    private void applySmall(List<Journal.Line> lines, List<Outcome> outcomes) {
        if (lines.isEmpty()) {
            return;
        }
        List<Outcome> done = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            for (Journal.Line line : lines) {
                JournalEntry entry = line.entry();
                if (entry instanceof JournalEntry.Received received) {
                    deliveries.receive(received.answer(), received.origin());
                } else if (entry instanceof JournalEntry.Judged judged) {
                    deliveries.judge(judged);
                } else if (entry instanceof JournalEntry.CatalogueAccepted accepted) {
                    done.add(new Outcome(entry, apply(accepted)));
                } else {
                    registers.apply(line.after().lines(), entry);
                }
            }
            moveTo(lines.get(lines.size() - 1).after());
        });
        lines.clear();
        outcomes.addAll(done);
    }

    private Taking apply(JournalEntry.CatalogueAccepted accepted) {
        try (InputStream body = store.open(accepted.answer().sha256())) {
            return catalogues.take(Catalogue.read(body), accepted.answer().sha256(), accepted.knownFrom());
        } catch (UnreadableAnswer e) {
            return new Taking.Refused(e.outcome(), e.problem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Taking apply(Journal.Line line, JournalEntry.TableRead read, Progress progress) {
        long id = line.after().lines();
        try {
            return taken(transaction.execute(status -> {
                List<Integer> parts = readings.insert(id, read);
                ReadingApplier.Applied applied = applier.apply(id, read, parts, progress);
                readings.taken(id, applied);
                moveTo(line.after());
                return applied.taken();
            }));
        } catch (Refusal refusal) {
            return refuse(line, read, refusal);
        } catch (DataIntegrityViolationException | IllegalStateException | IllegalArgumentException e) {
            // What no table can hold must not keep every later line from being applied.
            LOG.warn("a reading of table {} could not be stored", read.reading().tableId(), e);
            return refuse(
                    line,
                    read,
                    Refusal.of(
                            dk.maaltal.source.Outcome.MISMATCH,
                            read.reading().tableId(),
                            "it cannot be stored: " + e.getMessage(),
                            "rows that the observations' table can hold"));
        }
    }

    private Taking refuse(Journal.Line line, JournalEntry.TableRead read, Refusal refusal) {
        long id = line.after().lines();
        transaction.executeWithoutResult(status -> {
            readings.insert(id, read);
            readings.refused(id, refusal);
            moveTo(line.after());
        });
        return new Taking.Refused(refusal.outcome(), refusal.problem());
    }

    private Taking apply(Journal.Line line, JournalEntry.UnitsRead read) {
        long id = line.after().lines();
        try {
            return taken(transaction.execute(status -> {
                Taking.Taken taken = units.take(id, read);
                moveTo(line.after());
                return taken;
            }));
        } catch (Refusal refusal) {
            transaction.executeWithoutResult(status -> {
                units.refuse(id, read, refusal);
                moveTo(line.after());
            });
            return new Taking.Refused(refusal.outcome(), refusal.problem());
        }
    }

    private static Taking taken(Taking.@Nullable Taken taken) {
        return java.util.Objects.requireNonNull(taken);
    }

    /** Forgets everything that came from the journal. */
    void empty() {
        transaction.executeWithoutResult(status -> {
            for (String table : List.of(
                    "cvr_reading_answer",
                    "cvr_reading",
                    "cvr_unit",
                    "cvr_elsewhere",
                    "cvr_looked_up",
                    "observation",
                    "observation_past",
                    "reading_part",
                    "reading",
                    "figure",
                    "source_table",
                    "observed_period",
                    "catalogue_table",
                    "catalogue",
                    "delivery",
                    "register_rejection",
                    "register_file",
                    "register_generation",
                    "pseudonym_key")) {
                db.sql("delete from " + table).update();
            }
            db.sql("update journal_position set lines = 0, bytes = 0, last_sha256 = ''")
                    .update();
        });
    }
}
