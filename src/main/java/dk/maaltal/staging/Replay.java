package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes what was known anew in an empty database, line by line of the journal, so that it can be asked as it stood after
 * any of them. The kept answers and generations are read only.
 */
public final class Replay implements Knowledge {
    private final DeliveryStore store;
    private final Staging scratch;
    private final List<Damage> damages = new ArrayList<>();
    private @Nullable Map<String, String> origins;

    Replay(DeliveryStore store, Staging scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** Goes on to a line; what is damaged is left out. Never back. */
    public void to(long lines, Progress progress) {
        scratch.catchUp(lines, progress, this::leaveOut);
        origins = null;
    }

    private void leaveOut(long line, RuntimeException e) {
        Problem problem = e instanceof ProblemException known
                ? known.problems().get(0)
                : new Problem(
                        Mover.US,
                        "the line cannot be applied (%s)".formatted(e.getClass().getSimpleName()),
                        "deliveries/journal.jsonl, line " + line,
                        "a line that was applied before",
                        "restore the file from a backup of the deliveries folder");
        damages.add(new Damage(problem, Set.of(), line));
    }

    /** What was left out so far. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** Where a bundled archive says a delivery's figures are from; empty for what a source itself said. */
    public Optional<String> origin(String sha256) {
        Map<String, String> known = origins;
        if (known == null) {
            known = scratch.origins();
            origins = known;
        }
        return Optional.ofNullable(known.get(sha256));
    }

    /** How many lines stand before the first thing that was learned after an instant. */
    public long linesAt(Instant instant) {
        long[] lines = {0, 0};
        store.journal().read(Journal.Position.START, new Journal.LineReader() {
            @Override
            public void read(Journal.Line line) {
                Instant known = knownFrom(line.entry());
                if (lines[1] == 0 && (known == null || !known.isAfter(instant))) {
                    lines[0] = line.after().lines();
                } else {
                    lines[1] = 1;
                }
            }

            @Override
            public void damaged(Problem problem, Journal.Position after) {
                // when it is applied, it is said
            }
        });
        return lines[0];
    }

    private static @Nullable Instant knownFrom(JournalEntry entry) {
        if (entry instanceof JournalEntry.CatalogueAccepted accepted) {
            return accepted.knownFrom();
        } else if (entry instanceof JournalEntry.TableRead read) {
            return read.knownFrom();
        } else if (entry instanceof JournalEntry.RegisterTaken taken) {
            return taken.knownFrom();
        } else if (entry instanceof JournalEntry.UnitsRead read) {
            return read.knownFrom();
        }
        return null;
    }

    @Override
    public Known at(Instant asOf) {
        return scratch.at(asOf);
    }

    @Override
    public Known at(Instant asOf, Instant takenBy) {
        return scratch.at(asOf, takenBy);
    }

    @Override
    public Hindsight hindsight(String areaCode, Instant takenBy) {
        return scratch.hindsight(areaCode, takenBy);
    }
}
