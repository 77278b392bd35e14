package dk.maaltal.staging;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads everything that is kept, byte by byte, and says what is gone or not what it was. Writes nothing. */
public final class Inspection {
    private static final int AT_ONCE = 1000;
    private static final String MEND = "restore it from a backup of the home";

    private final DeliveryStore store;
    private final JournalChain chain;
    private final CatchUp catchUp;
    private final RegisterTables registers;

    Inspection(DeliveryStore store, JournalChain chain, CatchUp catchUp, RegisterTables registers) {
        this.store = store;
        this.chain = chain;
        this.catchUp = catchUp;
        this.registers = registers;
    }

    /** What the journal says was kept: the first line of each answer, and of each file that became a generation. */
    private record Received(Map<String, Long> answers, Map<String, Long> files) {}

    /**
     * The journal up to where the database has read it, every answer, every generation, and what else is needed.
     *
     * @param needed digests of answers and of files that became generations
     */
    public List<Damage> all(Collection<String> needed, Progress progress) {
        List<Damage> damages = new ArrayList<>();
        Optional<Damage> journal = journal(progress);
        Received received = received();
        Set<String> answers = new TreeSet<>(received.answers().keySet());
        answers.addAll(needed);
        damages.addAll(look(received, answers, row -> true, progress));
        journal.ifPresent(broken -> {
            // What the broken line says was received was not.
            damages.removeIf(damage -> damage.line() == broken.line() && !needed.containsAll(damage.files()));
            damages.add(0, broken);
        });
        return damages;
    }

    /**
     * Only what is needed.
     *
     * @param needed digests of answers and of files that became generations
     */
    public List<Damage> of(Collection<String> needed, Progress progress) {
        Set<String> files = new HashSet<>(needed);
        return look(received(), needed, row -> files.contains(row.fileSha256()), progress);
    }

    /** How many lines of the journal the database has read. */
    public long journalLines() {
        return catchUp.lines();
    }

    private Received received() {
        Received received = new Received(new HashMap<>(), new HashMap<>());
        store.journal().read(Journal.Position.START, new Journal.LineReader() {
            @Override
            public void read(Journal.Line line) {
                if (line.entry() instanceof JournalEntry.Received answer
                        && answer.answer().sha256().matches("[0-9a-f]{64}")) {
                    received.answers()
                            .putIfAbsent(answer.answer().sha256(), line.after().lines());
                } else if (line.entry() instanceof JournalEntry.RegisterTaken taken) {
                    received.files()
                            .putIfAbsent(taken.file().sha256(), line.after().lines());
                }
            }

            @Override
            public void damaged(Problem problem, Journal.Position after) {
                // said by journal()
            }
        });
        return received;
    }

    private List<Damage> look(
            Received received, Collection<String> wanted, Predicate<RegisterTables.Row> rows, Progress progress) {
        List<Damage> damages = new ArrayList<>();
        Set<String> held = generations(rows, damages, progress);
        Set<String> answers = new TreeSet<>(wanted);
        answers.removeAll(held);
        long done = 0;
        for (String sha256 : answers) {
            Long line = received.files().get(sha256);
            Optional<Problem> problem = line == null || received.answers().containsKey(sha256)
                    ? store.damage(sha256)
                    : Optional.of(gone(sha256));
            long from = received.answers().getOrDefault(sha256, line == null ? 1 : line);
            problem.ifPresent(p -> damages.add(new Damage(p, Set.of(sha256), from)));
            progress.at("deliveries", ++done, answers.size());
        }
        return damages;
    }

    /** Adds the damaged ones; returns the digests of all their files. */
    private Set<String> generations(Predicate<RegisterTables.Row> wanted, List<Damage> damages, Progress progress) {
        Set<String> held = new HashSet<>();
        for (Register register : Register.values()) {
            for (RegisterTables.Row row : registers.generations(register)) {
                if (wanted.test(row)) {
                    held.add(row.fileSha256());
                    registers
                            .damage(row)
                            .ifPresent(problem -> damages.add(new Damage(problem, Set.of(row.fileSha256()), row.id())));
                    progress.at("generations", held.size(), 0);
                }
            }
        }
        return held;
    }

    private static Problem gone(String sha256) {
        return new Problem(
                Mover.US,
                "no generation of the file is held any more",
                "registers, the file with digest " + sha256,
                "its generation's folder as it was written",
                MEND + ", then: maaltal rebuild");
    }

    /** The first line that is not what it was when the database read it. */
    private Optional<Damage> journal(Progress progress) {
        Journal.Position position = catchUp.position();
        Comparison comparison = new Comparison(position.lines(), progress);
        Journal.Position end;
        try {
            end = store.journal().read(Journal.Position.START, position.lines(), comparison);
        } catch (ProblemException e) {
            return Optional.of(new Damage(e.problems().get(0), Set.of(), 1));
        }
        comparison.compare();
        long first = comparison.first != 0 ? comparison.first : end.lines() < position.lines() ? end.lines() + 1 : 0;
        if (first == 0) {
            return Optional.empty();
        }
        return Optional.of(new Damage(
                new Problem(
                        Mover.US,
                        first > end.lines()
                                ? "the journal ends before it"
                                : "the line is not what it was when the database read it",
                        "deliveries/journal.jsonl, line " + first,
                        "the %d lines that the database was made from".formatted(position.lines()),
                        MEND),
                Set.of(),
                first));
    }

    /** Follows the chain of lines beside what is noted of it, some at a time. */
    private final class Comparison implements Journal.LineReader {
        private final long lines;
        private final Progress progress;
        private final List<String> links = new ArrayList<>();
        private String link = "";
        private long last;
        private long first;

        Comparison(long lines, Progress progress) {
            this.lines = lines;
            this.progress = progress;
        }

        @Override
        public void read(Journal.Line line) {
            add(line.after());
        }

        @Override
        public void damaged(Problem problem, Journal.Position after) {
            add(after);
        }

        private void add(Journal.Position after) {
            link = JournalChain.link(link, after);
            links.add(link);
            last = after.lines();
            if (links.size() == AT_ONCE) {
                compare();
                progress.at("journal", last, lines);
            }
        }

        void compare() {
            long from = last - links.size() + 1;
            List<String> noted = first == 0 ? chain.between(from, last) : List.of();
            // Of a database that was made before lines were noted there is nothing to compare with.
            for (int i = 0; i < noted.size() && first == 0; i++) {
                first = noted.get(i).equals(links.get(i)) ? 0 : from + i;
            }
            links.clear();
        }
    }
}
