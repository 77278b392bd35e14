package dk.maaltal.source.cvr;

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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reading of a municipality's workplaces at one address, from its first page or from those that are there. */
final class UnitSearch {
    private static final int CANARIES = 3;

    private final CvrSettings settings;
    private final CvrReader reader;
    private final AnswerKeeper keeper;
    private final Clock clock;
    private final String municipality;
    private final Collection<Long> known;
    private final URI address;
    private final Duration deadline;
    private final String where;

    UnitSearch(
            CvrSettings settings,
            CvrReader reader,
            AnswerKeeper keeper,
            Clock clock,
            String municipality,
            Collection<Long> known,
            URI address,
            Duration deadline) {
        this.settings = settings;
        this.reader = reader;
        this.keeper = keeper;
        this.clock = clock;
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
        return reader.ask(address, body, shown, where, deadline, SearchAnswer.counted(read));
    }
}
