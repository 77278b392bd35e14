package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.cvr.CvrSettings;
import dk.maaltal.source.cvr.UnitFetch;
import dk.maaltal.source.cvr.UnitFetcher;
import dk.maaltal.staging.Extract;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.Taking;
import dk.maaltal.staging.UnitsKnown;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the large workplaces of the plan's municipality from CVR, and looks up those P-numbers of the registers that are
 * none of them: the same answers as the night before change nothing.
 */
final class CvrWork implements Steps.Work {
    private static final String SCOPE = "cvr";

    private final Home home;
    private final CvrSettings settings;
    private final UnitFetcher fetcher;
    private final Staging staging;
    private final WorkplaceNumbers numbers;
    private final Plans plans;
    private final RunLedger ledger;
    private final Progress progress;

    CvrWork(
            Home home,
            CvrSettings settings,
            UnitFetcher fetcher,
            Staging staging,
            WorkplaceNumbers numbers,
            Plans plans,
            RunLedger ledger,
            Progress progress) {
        this.home = home;
        this.settings = settings;
        this.fetcher = fetcher;
        this.staging = staging;
        this.numbers = numbers;
        this.plans = plans;
        this.ledger = ledger;
        this.progress = progress;
    }

    @Override
    public void run(Steps.RunContext run) {
        List<RunEvent> events = new ArrayList<>();
        if (Needs.of(plans, run.request().span()).cvr() && !home.demo()) {
            progress.at("asking CVR", 0, 0);
            read(events);
        }
        ledger.record(run.runId(), SCOPE, events);
    }

    private void read(List<RunEvent> events) {
        String municipality = plans.first().area().code();
        List<Long> known = staging
                .units()
                .filter(units -> units.municipality().equals(municipality))
                .map(UnitsKnown::units)
                .orElse(List.of())
                .stream()
                .map(ProductionUnit::pNumber)
                .toList();
        UnitFetch fetch = fetcher.fetch(municipality, known);
        List<Extract> lookedUp = List.of();
        if (fetch instanceof UnitFetch.Complete complete) {
            WorkplaceNumbers.Askable askable = numbers.now();
            askable.problems().forEach(problem -> events.add(RunEvent.gap(problem)));
            fetch = fetcher.lookUp(complete, askable.numbers());
            lookedUp = askable.extracts();
        }
        if (fetch instanceof UnitFetch.Failed failed) {
            events.add(RunEvent.gap(failed.problem()));
        } else if (fetch instanceof UnitFetch.Complete complete) {
            taken(staging.take(complete.reading(), lookedUp, settings.acceptShrunk()), events);
        }
    }

    private static void taken(Taking taking, List<RunEvent> events) {
        if (taking instanceof Taking.Refused refused) {
            events.add(RunEvent.gap(refused.problem()));
        } else if (taking instanceof Taking.Taken taken) {
            taken.notes().forEach(note -> events.add(RunEvent.note(Problem.upstream("cvr", note, "", ""))));
            events.add(RunEvent.done(
                    "cvr",
                    "%d workplaces new or changed, %d closed, %d unchanged"
                            .formatted(taken.opened(), taken.closed(), taken.unchanged())));
        }
    }
}
