package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.PatientReader;
import dk.maaltal.source.PatientReader.Asked;
import dk.maaltal.source.UnreadableAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fetches every workplace a municipality's figures may need, page by page; an interrupted reading is gone on with. */
public final class UnitFetcher {
    /** Most P-numbers of one look-up: more were once cut off silently. */
    private static final int BATCH = 1000;

    private static final int CANARIES = 3;

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
            UnitFetch fetch = new Attempt(municipality, known, address, deadline).run();
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

    /** One reading at one address. */
    private final class Attempt {
        private final String municipality;
        private final Collection<Long> known;
        private final URI address;
        private final Duration deadline;
        private final String where;

        Attempt(String municipality, Collection<Long> known, URI address, Duration deadline) {
            this.municipality = municipality;
            this.known = known;
            this.address = address;
            this.deadline = deadline;
            this.where = "cvr, municipality " + municipality;
        }

        UnitFetch run() {
            Walk begun = leftOver();
            if (begun.isBegun()) {
                UnitFetch fetch = walk(begun);
                if (!(fetch instanceof UnitFetch.Failed failed) || failed.outcome() != Outcome.CONFLICT) {
                    return fetch;
                }
            }
            return walk(new Walk());
        }

        /** The pages an interrupted reading left, as long as they are fresh and fit together. */
        private Walk leftOver() {
            Walk walk = new Walk();
            while (!walk.isComplete()) {
                Optional<Answer> left =
                        keeper.leftOver(CvrReader.SOURCE, request(walk)).filter(this::isFresh);
                if (left.isEmpty()) {
                    return walk;
                }
                try (InputStream body = keeper.open(left.get().sha256())) {
                    walk.add(walk.check(SearchAnswer.units(body)), left.get());
                } catch (IOException | UnreadableAnswer e) {
                    return new Walk();
                }
            }
            return walk;
        }

        private boolean isFresh(Answer answer) {
            return answer.at().plus(settings.maxTotalTime()).isAfter(clock.instant());
        }

        private String request(Walk walk) {
            return CvrReader.request(address, Query.page(municipality, settings.pageSize(), walk.after()));
        }

        private UnitFetch walk(Walk walk) {
            boolean isTrusted = false;
            while (true) {
                if (!walk.isComplete()) {
                    UnitFetch.Failed failed = nextPage(walk);
                    if (failed != null) {
                        return failed;
                    }
                }
                if (!isTrusted) {
                    UnitFetch.Failed failed = canary(walk);
                    if (failed != null) {
                        return failed;
                    }
                    isTrusted = true;
                }
                if (walk.isComplete()) {
                    return new UnitFetch.Complete(new UnitReading(municipality, walk.pages(), List.of()), walk.units());
                }
            }
        }

        private UnitFetch.@Nullable Failed nextPage(Walk walk) {
            Asked<SearchAnswer<ProductionUnit>> asked = ask(
                    Query.page(municipality, settings.pageSize(), walk.after()),
                    request(walk),
                    body -> walk.check(SearchAnswer.units(body)));
            if (asked instanceof Asked.GivenUp<SearchAnswer<ProductionUnit>> failed) {
                return new UnitFetch.Failed(failed.outcome(), failed.problem());
            }
            Asked.Got<SearchAnswer<ProductionUnit>> got = (Asked.Got<SearchAnswer<ProductionUnit>>) asked;
            walk.add(got.value(), got.answer());
            return null;
        }

        /** CVR answers a question it does not understand with nothing: a workplace that is there must be found. */
        private UnitFetch.@Nullable Failed canary(Walk walk) {
            List<Long> canaries = canaries(walk);
            for (long canary : canaries) {
                String body = Query.one(canary);
                Asked<SearchAnswer<Long>> asked = ask(body, CvrReader.request(address, body), SearchAnswer::pNumbers);
                if (asked instanceof Asked.GivenUp<SearchAnswer<Long>> failed) {
                    return new UnitFetch.Failed(failed.outcome(), failed.problem());
                }
                SearchAnswer<Long> found = ((Asked.Got<SearchAnswer<Long>>) asked).value();
                if (found.total() == 1 && found.hits().equals(List.of(canary))) {
                    return null;
                }
                if (found.total() > 0) {
                    return failed(Outcome.MISMATCH, "asked for one workplace, CVR finds others");
                }
            }
            return failed(
                    Outcome.EMPTY,
                    canaries.isEmpty()
                            ? "CVR finds no workplace, and none is known by which to tell whether the search works;"
                                    + " maaltal.sources.cvr.canary may name one"
                            : "CVR does not find the workplace that is asked for to see that the search works");
        }

        private List<Long> canaries(Walk walk) {
            if (!settings.canary().isEmpty()) {
                return List.of(Long.valueOf(settings.canary()));
            }
            if (!known.isEmpty()) {
                return known.stream().limit(CANARIES).toList();
            }
            return walk.units().stream().limit(1).map(ProductionUnit::pNumber).toList();
        }

        private UnitFetch.Failed failed(Outcome outcome, String what) {
            return new UnitFetch.Failed(outcome, new CvrRules().rule(outcome).problem(where, what));
        }

        private <T> Asked<SearchAnswer<T>> ask(String body, String shown, PatientReader.Reader<SearchAnswer<T>> read) {
            return reader.ask(address, body, shown, where, deadline, counted(read));
        }
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
                    counted(body -> ofBatch(SearchAnswer.pNumbers(body), batch)));
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

    private static <T> PatientReader.Reader<SearchAnswer<T>> counted(PatientReader.Reader<SearchAnswer<T>> read) {
        return new PatientReader.Reader<>() {
            @Override
            public SearchAnswer<T> read(InputStream body) throws UnreadableAnswer {
                return read.read(body);
            }

            @Override
            public long rows(SearchAnswer<T> answer) {
                return answer.hits().size();
            }
        };
    }
}
