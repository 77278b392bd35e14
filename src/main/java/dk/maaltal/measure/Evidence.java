package dk.maaltal.measure;

import dk.maaltal.measure.local.LocalCounts;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.Hindsight;
import dk.maaltal.staging.Known;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the plan's own figures were at the starts of months. They are asked for in bulk, so that each month's registers are
 * folded once for all measures and periods. Used by one thread.
 */
final class Evidence {
    private final Plan plan;
    private final Hindsight hindsight;
    private final LocalMemory memory;
    private final Optional<YearMonth> tablesFrom;
    private final Optional<LocalDate> registersFrom;
    private final Map<Shown, Optional<Ratio>> values = new HashMap<>();

    Evidence(Plan plan, Hindsight hindsight, LocalMemory memory) {
        this.plan = plan;
        this.hindsight = hindsight;
        this.memory = memory;
        this.tablesFrom = hindsight.tablesFrom().map(from -> {
            YearMonth month = Months.of(from);
            return Months.start(month).isBefore(from) ? month.plusMonths(1) : month;
        });
        this.registersFrom = hindsight.registersFrom();
    }

    /** A number of a period as it was shown when a month started. */
    record Shown(String measureId, String component, Basis basis, ReferencePeriod period, YearMonth month) {
        static Shown of(PlanNumber number, ReferencePeriod period, YearMonth month) {
            return new Shown(number.measure().id(), number.component().name(), number.basis(), period, month);
        }
    }

    /** Whether anything the basis is computed from was known when the month started; false costs nothing. */
    boolean reaches(Basis basis, YearMonth month) {
        return basis == Basis.OFFICIAL
                ? tablesFrom.isPresent() && !month.isBefore(tablesFrom.get())
                : registersFrom.isPresent() && !month.atDay(1).isBefore(registersFrom.get());
    }

    /** Reads what was not read yet. */
    void read(Collection<Shown> wanted) {
        Map<YearMonth, List<Shown>> byMonth = new TreeMap<>();
        wanted.stream()
                .distinct()
                .filter(shown -> !values.containsKey(shown))
                .forEach(shown -> byMonth.computeIfAbsent(shown.month(), m -> new ArrayList<>())
                        .add(shown));
        byMonth.forEach(this::read);
    }

    /** The exact figure; null where there was no value. */
    @Nullable
    Ratio value(Shown shown) {
        return Objects.requireNonNull(values.get(shown), () -> shown + " was not read")
                .orElse(null);
    }

    private void read(YearMonth month, List<Shown> wanted) {
        Known known = hindsight.at(Months.start(month));
        OfficialBasis official = new OfficialBasis(plan, known, List.of(plan.area()));
        List<Shown> local = new ArrayList<>();
        for (Shown shown : wanted) {
            if (!reaches(shown.basis(), month)) {
                values.put(shown, Optional.empty());
            } else if (shown.basis() == Basis.OFFICIAL) {
                values.put(shown, own(official.figures(component(shown), shown.period())));
            } else {
                local.add(shown);
            }
        }
        readLocal(local, known);
    }

    private void readLocal(List<Shown> wanted, Known known) {
        Map<Shown, LocalMemory.Key> keys = new HashMap<>();
        wanted.forEach(shown -> keys.put(shown, LocalMemory.key(plan, measure(shown), shown, known.registers())));
        List<Shown> unknown = new ArrayList<>();
        keys.forEach((shown, key) ->
                memory.get(key).ifPresentOrElse(found -> values.put(shown, found), () -> unknown.add(shown)));
        if (unknown.isEmpty()) {
            return;
        }
        LocalCounts counts = counts(unknown, known);
        for (Shown shown : unknown) {
            RegisterBasis basis = new RegisterBasis(plan, measure(shown), known, counts);
            Optional<Ratio> value = Optional.ofNullable(
                    basis.figure(component(shown), shown.period()).value());
            memory.put(Objects.requireNonNull(keys.get(shown)), value);
            values.put(shown, value);
        }
    }

    /** Every component of a measure is counted, for one may hide another. */
    private LocalCounts counts(List<Shown> wanted, Known known) {
        List<LocalBasis> bases = wanted.stream()
                .map(Shown::measureId)
                .distinct()
                .flatMap(id -> plan.measure(id).orElseThrow().components().stream())
                .map(Component::local)
                .filter(Objects::nonNull)
                .toList();
        TreeSet<ReferencePeriod> periods = new TreeSet<>();
        wanted.forEach(shown -> periods.add(shown.period()));
        return new LocalCounts(known.registers(), bases, periods, plan.area().code());
    }

    private Optional<Ratio> own(Figures figures) {
        return Optional.ofNullable(figures.of(plan.area().code()).value());
    }

    private Measure measure(Shown shown) {
        return plan.measure(shown.measureId()).orElseThrow();
    }

    private Component component(Shown shown) {
        return measure(shown).components().stream()
                .filter(component -> component.name().equals(shown.component()))
                .findFirst()
                .orElseThrow();
    }
}
