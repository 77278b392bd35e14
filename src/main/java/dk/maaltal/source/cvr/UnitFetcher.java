package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader.Asked;
import dk.maaltal.source.UnreadableAnswer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Fetches every workplace a municipality's figures may need, page by page; an interrupted reading is gone on with. */
public final class UnitFetcher {
    /** Most P-numbers of one look-up: more were once cut off silently. */
    private static final int BATCH = 1000;

    private final CvrSettings settings;
    private final CvrReader reader;
    private final AnswerKeeper keeper;
    private final Clock clock;

    UnitFetcher(CvrSettings settings, CvrReader reader, AnswerKeeper keeper, Clock clock) {
        this.settings = settings;
        this.reader = reader;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Whether there is a user and a password; without them every fetch fails and nothing is asked. */
    public boolean isConfigured() {
        return settings.isConfigured();
    }

    /**
     * Asks for every workplace that ever had an address in the municipality and ever more than 50 employees. Every
     * answer is kept, and what is complete has been checked to be all that CVR counts.
     *
     * @param municipality three digits
     * @param known P-numbers of the last reading, by which it is seen that the search finds anything at all; may be
     *     empty
     * @throws dk.maaltal.problem.ProblemException when an answer cannot be kept, or the run is told to stop
     */
    public UnitFetch fetch(String municipality, Collection<Long> known) {
        Duration deadline = reader.deadline();
        UnitFetch.Failed first = null;
        for (URI address : SearchAddress.of(settings.url())) {
            UnitFetch fetch =
                    new UnitSearch(settings, reader, keeper, clock, municipality, known, address, deadline).run();
            if (fetch instanceof UnitFetch.Failed failed) {
                if (first != null) {
                    // An address that is not there says less than one that answers.
                    return first.outcome() == Outcome.NOT_FOUND ? failed : first;
                }
                if (failed.outcome() != Outcome.NOT_FOUND && failed.outcome() != Outcome.EMPTY) {
                    return failed;
                }
                first = failed;
                continue;
            }
            return fetch;
        }
        return Objects.requireNonNull(first);
    }

    /**
     * Asks which of some P-numbers are CVR's. All of them, or none: a batch that failed would make its workplaces
     * unknown ones.
     *
     * @param fetched what they belong to; those of its units are not asked for
     * @param pNumbers none that is, or may be, a person's: the request travels in clear text
     * @return the same reading, with the look-ups
     * @throws dk.maaltal.problem.ProblemException when an answer cannot be kept, or the run is told to stop
     */
    public UnitFetch lookUp(UnitFetch.Complete fetched, Collection<Long> pNumbers) {
        TreeSet<Long> wanted = new TreeSet<>(pNumbers);
        fetched.units().forEach(unit -> wanted.remove(unit.pNumber()));
        List<Long> all = List.copyOf(wanted);
        int batches = (all.size() + BATCH - 1) / BATCH;
        Duration deadline = reader.deadline();
        URI address = addressOf(fetched.reading());
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            List<Long> batch = all.subList(i * BATCH, Math.min(all.size(), (i + 1) * BATCH));
            Asked<SearchAnswer<Long>> asked = reader.ask(
                    address,
                    Query.known(batch),
                    // Wrong numbers may be among them that are no workplace's: the kept request holds none.
                    CvrReader.request(
                            address, "look-up %d of %d, %d P-numbers".formatted(i + 1, batches, batch.size())),
                    "cvr, look-up of P-numbers",
                    deadline,
                    SearchAnswer.counted(body -> ofBatch(SearchAnswer.pNumbers(body), batch)));
            if (asked instanceof Asked.GivenUp<SearchAnswer<Long>> failed) {
                return new UnitFetch.Failed(failed.outcome(), failed.problem());
            }
            answers.add(((Asked.Got<SearchAnswer<Long>>) asked).answer());
        }
        UnitReading reading = fetched.reading();
        return new UnitFetch.Complete(
                new UnitReading(reading.municipality(), reading.pages(), answers), fetched.units());
    }

    /** The address that answered. */
    private URI addressOf(UnitReading reading) {
        String request = reading.pages().get(0).request();
        List<URI> addresses = SearchAddress.of(settings.url());
        return addresses.stream()
                .filter(address -> request.startsWith(CvrReader.request(address, "")))
                .findFirst()
                .orElse(addresses.get(0));
    }

    private static SearchAnswer<Long> ofBatch(SearchAnswer<Long> answer, List<Long> batch) throws UnreadableAnswer {
        Set<Long> left = new HashSet<>(batch);
        if (answer.total() != answer.hits().size() || !answer.hits().stream().allMatch(left::remove)) {
            throw new UnreadableAnswer(
                    Outcome.CONFLICT,
                    Problem.upstream(
                            "",
                            "of %d P-numbers CVR counts %d and gave %d, or gave others"
                                    .formatted(
                                            batch.size(),
                                            answer.total(),
                                            answer.hits().size()),
                            "each number that is CVR's, once",
                            ""));
        }
        return answer;
    }
}
