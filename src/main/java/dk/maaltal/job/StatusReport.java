package dk.maaltal.job;

import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.report.Grid;
import dk.maaltal.report.Published;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.Decision;
import dk.maaltal.snapshot.Decisions;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.snapshot.Snapshots;
import dk.maaltal.snapshot.Version;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.JobindsatsSettings;
import dk.maaltal.staging.Held;
import dk.maaltal.staging.Staging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How things stand: what is held of each source, the last runs, the periods, and what to do where something is wrong. */
public final class StatusReport {
    private static final int RUNS_SHOWN = 5;

    private final Home home;
    private final JobindsatsSettings jobindsats;
    private final Plans plans;
    private final Snapshots snapshots;
    private final Staging staging;
    private final Published published;
    private final RunLedger ledger;
    private final Decisions decisions;
    private final RegisterStatus registers;
    private final FolderRights rights;
    private final Recovery recovery;
    private final Clock clock;

    StatusReport(
            Home home,
            JobindsatsSettings jobindsats,
            Plans plans,
            Snapshots snapshots,
            Staging staging,
            Published published,
            RunLedger ledger,
            Decisions decisions,
            RegisterStatus registers,
            FolderRights rights,
            Recovery recovery,
            Clock clock) {
        this.home = home;
        this.jobindsats = jobindsats;
        this.plans = plans;
        this.snapshots = snapshots;
        this.staging = staging;
        this.published = published;
        this.ledger = ledger;
        this.decisions = decisions;
        this.registers = registers;
        this.rights = rights;
        this.recovery = recovery;
        this.clock = clock;
    }

    /**
     * The state at one moment.
     *
     * @param sources one row a wanted table
     * @param registers one row a register that the plan needs or that is held
     * @param others CVR, and the key of pseudonyms
     * @param runs the last ones, newest first
     * @param decisions what waits for a person, oldest first
     * @param periods the plan's periods that have begun, newest version and when the next is due
     * @param next what to do, most pressing first; empty when all is well
     */
    public record Status(
            Grid sources,
            Grid registers,
            Grid others,
            Grid runs,
            List<Decision> decisions,
            Grid periods,
            NextSteps next) {}

    /** The state now. */
    public Status now() {
        recovery.markIfPossible();
        NextSteps next = new NextSteps();
        List<Decision> waiting = decisions.waiting();
        waiting.forEach(decision -> next.add(HeldChange.problem(decision)));
        if (!home.demo() && !jobindsats.isConfigured()) {
            next.add("jobindsats has no token: ask jobindsats@star.dk for one (it is free), then set"
                    + " maaltal.sources.jobindsats.token, best as file:/path");
        }
        Grid sources = sources(next);
        Grid held = registers.registers(next);
        Grid others = registers.others(next);
        rights.problems().forEach(next::add);
        Grid runs = published.runs(RUNS_SHOWN);
        gapsOfLastRun(runs, next);
        return new Status(sources, held, others, runs, waiting, periods(), next);
    }

    private Grid sources(NextSteps next) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Optional<Catalogue> known = staging.catalogue();
        if (known.isEmpty()) {
            next.add("no catalogue has been read yet: maaltal run nightly");
        }
        known.ifPresent(catalogue -> {
            Wanted wanted = Wanted.of(plans, catalogue);
            wanted.byTable().keySet().forEach(id -> catalogue.ofId(id).ifPresent(table -> rows.add(row(table))));
            wanted.missing().forEach(next::add);
        });
        return new Grid(
                List.of("table", "name", "source_updated", "held_update", "held_since", "next_update", "state"), rows);
    }

    private List<@Nullable Object> row(CatalogueTable table) {
        Optional<Held> held = staging.held(table.id());
        LocalDate today = PublicationCalendar.dateOf(clock.instant());
        String state = held.isEmpty()
                ? "never read"
                : !java.util.Objects.equals(held.get().updateLatest(), table.updateLatest())
                        ? "behind"
                        : table.updateNext() != null && table.updateNext().isBefore(today) ? "update awaited" : "ok";
        return Arrays.asList(
                table.id(),
                table.name(),
                text(table.updateLatest()),
                text(held.map(Held::updateLatest).orElse(null)),
                text(held.map(Held::knownFrom).orElse(null)),
                text(table.updateNext()),
                state);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private void gapsOfLastRun(Grid runs, NextSteps next) {
        if (runs.rows().isEmpty()) {
            return;
        }
        Map<String, @Nullable Object> last = runs.asMaps().get(0);
        String verdict = Grid.text(last.get("verdict"));
        if (verdict.equals(Verdict.FAILED.name()) || verdict.equals(Verdict.ABANDONED.name())) {
            next.add("the last run ended %s: `maaltal resume` goes on where it stopped".formatted(verdict));
        }
        ledger.events(Grid.text(last.get("run_id"))).stream()
                .filter(event -> event.kind() == RunEvent.Kind.GAP)
                .forEach(event -> next.add(event.problem()));
    }

    private Grid periods() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        LocalDate today = PublicationCalendar.dateOf(clock.instant());
        for (Plan plan : plans.all()) {
            for (ReferencePeriod period : PublicationCalendar.begun(plan, today)) {
                Optional<Version> latest = snapshots.latest(plan.id(), period);
                LocalDate day = plan.publication().day(period);
                rows.add(Arrays.asList(
                        plan.id(),
                        period.id(),
                        latest.map(Version::number).orElse(null),
                        text(latest.map(Version::publishedAt).orElse(null)),
                        day.toString(),
                        latest.isPresent() ? "published" : day.isAfter(today) ? "not due" : "DUE"));
            }
        }
        return new Grid(List.of("plan", "period", "version", "published_at", "publication_day", "state"), rows);
    }
}
