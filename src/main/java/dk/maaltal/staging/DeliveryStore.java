package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.source.jobindsats.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Everything a source ever answered, byte for byte, and the journal of it. First the bytes are written and synced, then
 * the journal's line, then others are told: a crash between any two leaves nothing that was promised undone.
 */
public final class DeliveryStore implements AnswerKeeper {
    /** Stands beside the table ids; no table is called so. */
    private static final String CATALOGUE = "/tables";

    private final Path directory;
    /** So does this. */
    private static final String UNITS = "/cvr";
    /** All of them together: an instant then tells which generations of any register had been taken. */
    private static final String REGISTERS = "/registers";

    private final Bodies bodies;
    private final Journal journal;
    private final Clock clock;

    private Journal.Position seen = Journal.Position.START;
    private final Map<String, Answer> newestAnswer = new HashMap<>();
    private final Map<String, JournalEntry.Judged> newestJudgement = new HashMap<>();
    /** Answers since the last reading of workplaces, by source and request. */
    private final Map<String, Answer> leftOver = new HashMap<>();

    private @Nullable String newestCatalogue;
    /** By table, and {@link #CATALOGUE}. */
    private final Map<String, Instant> newestKnownFrom = new HashMap<>();

    /** @param directory {@code <home>/deliveries}; made when the first answer comes */
    public DeliveryStore(Path directory, Clock clock) {
        this.directory = directory.toAbsolutePath().normalize();
        this.bodies = new Bodies(directory);
        this.journal = new Journal(directory.resolve("journal.jsonl"));
        this.clock = clock;
    }

    /** {@inheritDoc} The same answer to the same request as the last time leaves no new trace. */
    @Override
    public Answer keep(String source, String request, int status, InputStream body) throws IOException {
        Bodies.Kept kept = bodies.write(body);
        Answer answer = new Answer(source, request, status, now(), kept.sha256(), kept.bytes(), kept.complete());
        append(() -> isRepeated(answer) ? null : new JournalEntry.Received(answer, null));
        return answer;
    }

    private boolean isRepeated(Answer answer) {
        Answer before = newestAnswer.get(answer.source() + " " + answer.request());
        return before != null
                && before.sha256().equals(answer.sha256())
                && before.status() == answer.status()
                && before.complete() == answer.complete();
    }

    /** {@inheritDoc} */
    @Override
    public InputStream open(String sha256) {
        return bodies.open(sha256);
    }

    /** Removes what killed processes left half written; to be called where nobody else writes. */
    public void sweep() {
        try {
            bodies.sweep();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the kept bytes are there and are what their name says. */
    public boolean verify(String sha256) {
        return bodies.isIntact(sha256);
    }

    /** Why they are not; empty when they are. */
    Optional<Problem> damage(String sha256) {
        return bodies.damage(sha256);
    }

    @Override
    public void judged(Answer answer, Outcome outcome, long rows, String detail) {
        JournalEntry.Judged judged = new JournalEntry.Judged(answer.sha256(), answer.request(), outcome, rows, detail);
        append(() -> judged.equals(newestJudgement.get(key(judged))) ? null : judged);
    }

    private static String key(JournalEntry.Judged judged) {
        return judged.sha256() + " " + judged.request();
    }

    /** {@inheritDoc} Those of CVR are remembered. */
    @Override
    public synchronized Optional<Answer> leftOver(String source, String request) {
        seen = journal.read(seen, this::note);
        return Optional.ofNullable(leftOver.get(source + " " + request))
                .filter(answer -> answer.complete() && answer.status() == 200)
                .filter(answer -> {
                    JournalEntry.Judged judged = newestJudgement.get(answer.sha256() + " " + request);
                    return judged != null && judged.outcome() == Outcome.OK;
                });
    }

    /** Notes that the answer is the catalogue from now on; false when it already was. */
    boolean accept(Answer catalogue) {
        return append(() -> catalogue.sha256().equals(newestCatalogue)
                ? null
                : new JournalEntry.CatalogueAccepted(catalogue, nextKnownFrom(CATALOGUE)));
    }

    /** Notes a whole reading of a table, and whether it may hold less than the one before. */
    void accept(Reading reading, boolean shrinkAccepted) {
        append(() -> new JournalEntry.TableRead(
                reading, nextKnownFrom(reading.tableId()), shrinkAccepted ? Boolean.TRUE : null));
    }

    /** Notes that a dropped file became a generation. */
    void accept(JournalEntry.DroppedFile file, LocalDate extractDate, String folder, String manifestSha256) {
        append(() ->
                new JournalEntry.RegisterTaken(file, extractDate, folder, manifestSha256, nextKnownFrom(REGISTERS)));
    }

    /** Notes what has no say in what is known. */
    void note(JournalEntry entry) {
        append(() -> entry);
    }

    /** Beside the deliveries lie the registers. */
    Path registers() {
        return directory.resolveSibling("registers");
    }

    /** Notes a whole reading of CVR's workplaces, whose P-numbers were asked for, and whether it may hold less than the one before. */
    void accept(UnitReading reading, List<Extract> lookedUp, boolean shrinkAccepted) {
        append(() -> new JournalEntry.UnitsRead(
                reading, nextKnownFrom(UNITS), shrinkAccepted ? Boolean.TRUE : null, lookedUp));
    }

    Journal journal() {
        return journal;
    }

    private synchronized boolean append(Journal.Appending appending) {
        AtomicBoolean appended = new AtomicBoolean();
        seen = journal.append(seen, this::note, () -> {
            JournalEntry entry = appending.next();
            appended.set(entry != null);
            return entry;
        });
        return appended.get();
    }

    /** Since when the newest catalogue or reading is known. */
    synchronized Optional<Instant> newestKnownFrom() {
        seen = journal.read(seen, this::note);
        return newestKnownFrom.values().stream().max(Comparator.naturalOrder());
    }

    private void note(Journal.Line line) {
        seen = line.after();
        JournalEntry entry = line.entry();
        if (entry instanceof JournalEntry.Received received) {
            Answer answer = received.answer();
            newestAnswer.put(answer.source() + " " + answer.request(), answer);
            if (answer.source().equals("cvr")) {
                leftOver.put(answer.source() + " " + answer.request(), answer);
            }
        } else if (entry instanceof JournalEntry.Judged judged) {
            newestJudgement.put(key(judged), judged);
        } else if (entry instanceof JournalEntry.CatalogueAccepted accepted) {
            newestCatalogue = accepted.answer().sha256();
            newestKnownFrom.put(CATALOGUE, accepted.knownFrom());
        } else if (entry instanceof JournalEntry.TableRead read) {
            newestKnownFrom.put(read.reading().tableId(), read.knownFrom());
        } else if (entry instanceof JournalEntry.RegisterTaken taken) {
            newestKnownFrom.merge(REGISTERS, taken.knownFrom(), (a, b) -> a.isAfter(b) ? a : b);
        } else if (entry instanceof JournalEntry.UnitsRead read) {
            newestKnownFrom.put(UNITS, read.knownFrom());
            leftOver.clear();
        }
    }

    /** Now, but later than what was known of the same before, also when the clock stands still or was set back. */
    private Instant nextKnownFrom(String subject) {
        Instant now = now();
        Instant before = newestKnownFrom.get(subject);
        return before == null || now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
    }

    /** Now, as it is written everywhere. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
