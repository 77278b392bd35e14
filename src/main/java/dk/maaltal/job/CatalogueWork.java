package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.source.jobindsats.CatalogueFetch;
import dk.maaltal.source.jobindsats.CatalogueFetcher;
import dk.maaltal.source.jobindsats.JobindsatsSettings;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.Taking;
import java.util.ArrayList;
import java.util.List;

/** Reads the catalogue, once a run, and says in one list what of the plans it does not offer. */
final class CatalogueWork implements Steps.Work {
    private static final String SCOPE = "catalogue";
    /** In the job's execution context: whether this run has read the catalogue. */
    private static final String READ = "catalogueRead";

    private final Home home;
    private final JobindsatsSettings settings;
    private final CatalogueFetcher fetcher;
    private final Staging staging;
    private final Plans plans;
    private final RunLedger ledger;

    CatalogueWork(
            Home home,
            JobindsatsSettings settings,
            CatalogueFetcher fetcher,
            Staging staging,
            Plans plans,
            RunLedger ledger) {
        this.home = home;
        this.settings = settings;
        this.fetcher = fetcher;
        this.staging = staging;
        this.plans = plans;
        this.ledger = ledger;
    }

    @Override
    public void run(Steps.RunContext run) {
        List<RunEvent> events = new ArrayList<>();
        boolean read = DueToday.asksFor(run) && read(events);
        ledger.record(run.runId(), SCOPE, events);
        run.execution().getJobExecution().getExecutionContext().put(READ, read);
    }

    /** Whether this run knows what is new. */
    static boolean wasRead(Steps.RunContext run) {
        return Boolean.TRUE.equals(
                run.execution().getJobExecution().getExecutionContext().get(READ));
    }

    private boolean read(List<RunEvent> events) {
        if (home.demo()) {
            return false;
        }
        if (!settings.isConfigured()) {
            events.add(RunEvent.gap(new Problem(
                    Mover.DECLARATION,
                    "jobindsats is not configured: there is no token, so nothing was fetched",
                    "maaltal.sources.jobindsats.token",
                    "the token of your organisation",
                    "ask jobindsats@star.dk for one (it is free), then set it, best as file:/path")));
            return false;
        }
        CatalogueFetch fetch = fetcher.fetch();
        if (fetch instanceof CatalogueFetch.Failed failed) {
            events.add(RunEvent.gap(failed.problem()));
            return false;
        }
        CatalogueFetch.Complete complete = (CatalogueFetch.Complete) fetch;
        if (staging.takeCatalogue(complete.answer()) instanceof Taking.Refused refused) {
            events.add(RunEvent.gap(refused.problem()));
            return false;
        }
        Wanted wanted = Wanted.of(plans, complete.catalogue());
        wanted.missing().forEach(problem -> events.add(RunEvent.gap(problem)));
        wanted.notes()
                .forEach(note -> events.add(RunEvent.note(Problem.upstream("jobindsats, catalogue", note, "", ""))));
        events.add(RunEvent.done(
                "jobindsats",
                "read the catalogue: %d tables, %d of them wanted"
                        .formatted(
                                complete.catalogue().tables().size(),
                                wanted.byTable().size())));
        return true;
    }
}
