package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.staging.Effort;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.UnitsKnown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what the periods of a span need, from where, and what asking for it would cost. */
final class BackfillSources {
    private final Plans plans;
    private final Staging staging;

    BackfillSources(Plans plans, Staging staging) {
        this.plans = plans;
        this.staging = staging;
    }

    List<BackfillPlan.Source> of(BackfillSpan span, Instant asOf) {
        List<BackfillPlan.Source> sources = new ArrayList<>();
        Optional<Catalogue> known = staging.catalogue();
        sources.add(new BackfillPlan.Source(
                "jobindsats", "catalogue", known.isPresent() ? "held" : "never read", "", 1, Duration.ZERO));
        if (known.isPresent()) {
            Catalogue catalogue = known.get();
            Wanted all = Wanted.of(plans, catalogue);
            Wanted.of(plans, span, catalogue)
                    .byTable()
                    .keySet()
                    .forEach(id -> catalogue.ofId(id).ifPresent(table -> sources.add(table(table, all))));
        } else {
            sources.add(new BackfillPlan.Source("jobindsats", "tables", "never read", "", null, null));
        }
        Needs needs = Needs.of(plans, span);
        RegistersKnown registers = staging.at(asOf).registers();
        needs.registers().stream().sorted().forEach(one -> sources.add(register(one, registers.of(one))));
        if (needs.cvr()) {
            String read = registers
                    .units()
                    .map(UnitsKnown::fetchedOn)
                    .map(day -> "histories, read on " + day)
                    .orElse("");
            sources.add(new BackfillPlan.Source(
                    "cvr", "workplaces", read.isEmpty() ? "never read" : "held", read, null, null));
        }
        return sources;
    }

    private BackfillPlan.Source table(CatalogueTable table, Wanted all) {
        boolean isNew = TableWork.isNew(staging, table, all.byTable().getOrDefault(table.id(), List.of()));
        Optional<Effort> effort = staging.effort(table.id());
        String from = staging.firstPeriod(table.id()).map(ReferencePeriod::code).orElse("");
        if (!isNew) {
            return new BackfillPlan.Source("jobindsats", table.id(), "held", from, 0, Duration.ZERO);
        }
        return new BackfillPlan.Source(
                "jobindsats",
                table.id(),
                effort.isPresent() ? "behind" : "never read",
                from,
                effort.map(Effort::requests).orElse(null),
                effort.map(Effort::took).orElse(null));
    }

    private static BackfillPlan.Source register(Register register, Optional<RegisterKnown> known) {
        String from = known.map(one -> "extract of %s%s"
                        .formatted(
                                one.extractDate(),
                                one.firstDay() == null
                                        ? ""
                                        : one.declaredFrom() == null
                                                ? ", earliest day " + one.firstDay()
                                                : ", reaches back to " + one.firstDay()))
                .orElse("");
        return new BackfillPlan.Source(
                "register", register.text(), known.isPresent() ? "held" : "never delivered", from, 0, Duration.ZERO);
    }
}
