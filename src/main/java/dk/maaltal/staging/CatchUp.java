package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
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
    private final JournalChain chain;
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
            JournalChain chain,
            TransactionTemplate transaction,
            ReadingApplier applier,
            RegisterTables registers) {
        this.store = store;
        this.db = db;
        this.chain = chain;
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

    /** Hears of a line that cannot be applied, for the journal or a kept answer is damaged. */
    @FunctionalInterface
    interface Trouble {
        /** Stops at it. */
        Trouble STOPS = (line, problem) -> {
            throw problem;
        };

        /** Throws it again unless the lines after it are to be applied without it. */
        void at(long line, RuntimeException problem);
    }

    /** Brings the database up to the journal's end; returns what it did on the way. */
    List<Outcome> run(Progress progress) {
        return run(Long.MAX_VALUE, progress, Trouble.STOPS);
    }

    /** The same up to a line. */
    List<Outcome> run(long lines, Progress progress, Trouble trouble) {
        completeChain();
        List<Outcome> outcomes = new ArrayList<>();
        List<Journal.Line> small = new ArrayList<>();
        store.journal().read(position(), lines, new Journal.LineReader() {
            @Override
            public void read(Journal.Line line) {
                if (line.entry() instanceof JournalEntry.TableRead read) {
                    applySmall(small, outcomes, trouble);
                    tried(line.after(), trouble, () -> outcomes.add(new Outcome(read, apply(line, read, progress))));
                    progress.at("journal", line.after().lines(), 0);
                } else if (line.entry() instanceof JournalEntry.UnitsRead read) {
                    applySmall(small, outcomes, trouble);
                    tried(line.after(), trouble, () -> outcomes.add(new Outcome(read, apply(line, read))));
                } else {
                    small.add(line);
                    if (small.size() == SMALL_LINES) {
                        applySmall(small, outcomes, trouble);
                    }
                }
            }

            @Override
            public void damaged(Problem problem, Journal.Position after) {
                applySmall(small, outcomes, trouble);
                tried(after, trouble, () -> {
                    throw new ProblemException(problem);
                });
            }
        });
        applySmall(small, outcomes, trouble);
        return outcomes;
    }

    /** Goes past a line that cannot be applied, if that is allowed. */
    private void tried(Journal.Position after, Trouble trouble, Runnable work) {
        try {
            work.run();
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            trouble.at(after.lines(), e);
            transaction.executeWithoutResult(status -> moveTo(List.of(after)));
        }
    }

    private void completeChain() {
        Journal.Position position = position();
        if (position.lines() > 0 && chain.at(position.lines()).isEmpty()) {
            store.journal().read(position, position.lines(), line -> {}); // is it the same journal?
            transaction.executeWithoutResult(status -> chain.complete(store.journal(), position));
        }
    }

    /** Up to where the database has read the journal. */
    Journal.Position position() {
        return db.sql("select lines, bytes, last_sha256 from journal_position")
                .query((rs, n) -> new Journal.Position(rs.getLong(1), rs.getLong(2), rs.getString(3)))
                .single();
    }

    /** How many lines of the journal stand in the database. */
    long lines() {
        return position().lines();
    }

    private void moveTo(List<Journal.Position> afters) {
        Journal.Position position = afters.get(afters.size() - 1);
        int moved = db.sql("update journal_position set lines = ?, bytes = ?, last_sha256 = ? where lines < ?")
                .params(position.lines(), position.bytes(), position.lastSha256(), position.lines())
                .update();
        Differ.reconcile("journal position moved", 1, moved);
        chain.append(afters);
    }

    private void applySmall(List<Journal.Line> lines, List<Outcome> outcomes, Trouble trouble) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            outcomes.addAll(applySmall(lines));
        } catch (RuntimeException e) {
            if (trouble == Trouble.STOPS) {
                throw e;
            }
            for (Journal.Line line : lines) {
                tried(line.after(), trouble, () -> outcomes.addAll(applySmall(List.of(line))));
            }
        }
        lines.clear();
    }

    private List<Outcome> applySmall(List<Journal.Line> lines) {
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
            moveTo(lines.stream().map(Journal.Line::after).toList());
        });
        return done;
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
                moveTo(List.of(line.after()));
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
            moveTo(List.of(line.after()));
        });
        return new Taking.Refused(refusal.outcome(), refusal.problem());
    }

    private Taking apply(Journal.Line line, JournalEntry.UnitsRead read) {
        long id = line.after().lines();
        try {
            return taken(transaction.execute(status -> {
                Taking.Taken taken = units.take(id, read);
                moveTo(List.of(line.after()));
                return taken;
            }));
        } catch (Refusal refusal) {
            transaction.executeWithoutResult(status -> {
                units.refuse(id, read, refusal);
                moveTo(List.of(line.after()));
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
                    "pseudonym_key",
                    "journal_line")) {
                db.sql("delete from " + table).update();
            }
            db.sql("update journal_position set lines = 0, bytes = 0, last_sha256 = ''")
                    .update();
        });
    }
}
