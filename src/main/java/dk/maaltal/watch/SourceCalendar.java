package dk.maaltal.watch;

import static dk.maaltal.watch.Freshness.State;

import dk.maaltal.job.Wanted;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.staging.Held;
import dk.maaltal.staging.HeldGeneration;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is held of every source, beside what the source itself says it has. Reads only the database. */
public final class SourceCalendar {
    /** The catalogue and CVR are asked every night: two are missing then. */
    private static final Duration SILENT = Duration.ofDays(2);

    private final Plans plans;
    private final Staging staging;
    private final Registers registers;
    private final LedgerReadings readings;
    private final int awaitedDays;

    /** @param awaitedDays after how many days an announced update that did not come is late, from 0 */
    SourceCalendar(Plans plans, Staging staging, Registers registers, LedgerReadings readings, int awaitedDays) {
        if (awaitedDays < 0) {
            throw new IllegalArgumentException(
                    "maaltal.freshness.awaited-days is %d, not 0 or more".formatted(awaitedDays));
        }
        this.plans = plans;
        this.staging = staging;
        this.registers = registers;
        this.readings = readings;
        this.awaitedDays = awaitedDays;
    }

    /** Every source that the plans need or that something is held of: the catalogue, its tables, registers, CVR. */
    public List<Freshness> at(Instant now) {
        LocalDate today = PublicationCalendar.dateOf(now);
        List<Freshness> all = new ArrayList<>();
        staging.catalogue().ifPresent(catalogue -> {
            all.add(read("jobindsats catalogue", "Jobindsats' catalogue", "catalogue", now));
            Map<String, List<String>> measures = measures(catalogue);
            Wanted.of(plans, catalogue)
                    .byTable()
                    .keySet()
                    .forEach(id -> catalogue
                            .ofId(id)
                            .ifPresent(table -> all.add(table(table, measures.getOrDefault(id, List.of()), today))));
        });
        Map<Register, List<HeldGeneration>> held = registers.generations().stream()
                .collect(Collectors.groupingBy(
                        HeldGeneration::register, () -> new EnumMap<>(Register.class), Collectors.toList()));
        held.forEach((register, generations) -> all.add(register(register, generations, today)));
        if (staging.units().isPresent()) {
            all.add(read("cvr", "CVR", "cvr", now));
        }
        return List.copyOf(all);
    }

    private Map<String, List<String>> measures(Catalogue catalogue) {
        Map<String, List<String>> byTable = new LinkedHashMap<>();
        for (Plan plan : plans.all()) {
            for (Measure measure : plan.measures()) {
                Wanted.of(new Plans(List.of(plan.only(measure))), catalogue)
                        .byTable()
                        .keySet()
                        .forEach(id -> byTable.computeIfAbsent(id, i -> new ArrayList<>())
                                .add(measure.id()));
            }
        }
        return byTable;
    }

    private Freshness table(CatalogueTable table, List<String> measures, LocalDate today) {
        List<Held> ever = staging.everHeld(table.id());
        Optional<Held> held = ever.stream().findFirst();
        ReferencePeriod newest = held.map(Held::newest).orElse(null);
        LocalDate latest = table.updateLatest();
        LocalDate next = table.updateNext();
        State state = State.OK;
        String why = "";
        if (held.isEmpty()) {
            state = State.NEVER;
            why = "nothing was ever taken of it";
        } else if (latest != null && !latest.equals(held.get().updateLatest())) {
            state = State.BEHIND;
            why = "the source has an update of %s, held is that of %s"
                    .formatted(latest, held.get().updateLatest());
        } else if (next != null && next.plusDays(awaitedDays).isBefore(today)) {
            state = State.AWAITED;
            why = "the source announced an update for %s, %d days ago, and has none"
                    .formatted(next, ChronoUnit.DAYS.between(next, today));
        } else if (latest == null && next == null) {
            Optional<String> silent = silent(ever, today);
            state = silent.isPresent() ? State.OLD : State.OK;
            why = silent.orElse("");
        } else {
            Optional<String> lacking = Delay.tooLong(updates(ever));
            state = lacking.isPresent() ? State.SHORT : State.OK;
            why = lacking.orElse("");
        }
        return new Freshness(
                "jobindsats " + table.id(),
                table.name(),
                newest == null ? null : newest.id(),
                newest == null ? null : newest.lastDay(),
                newest == null ? null : age(newest.lastDay(), today),
                latest,
                next,
                state,
                why,
                measures);
    }

    private static List<Delay.Update> updates(List<Held> ever) {
        List<Delay.Update> updates = new ArrayList<>();
        for (Held held : ever) {
            ReferencePeriod newest = held.newest();
            if (newest != null) {
                LocalDate said = held.updateLatest();
                updates.add(
                        new Delay.Update(said == null ? PublicationCalendar.dateOf(held.knownFrom()) : said, newest));
            }
        }
        return updates;
    }

    /** Of a source that dates nothing: whether its newest period should have been followed by now. */
    private static Optional<String> silent(List<Held> ever, LocalDate today) {
        Map<ReferencePeriod, LocalDate> came = new LinkedHashMap<>();
        updates(ever)
                .forEach(update -> came.put(update.newest(), update.day())); // the first day of each is the last put
        if (came.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<ReferencePeriod, LocalDate> newest =
                came.entrySet().iterator().next();
        OptionalLong usual = Rhythm.usualDays(came.values());
        long age = age(newest.getValue(), today);
        return usual.isPresent() && Rhythm.isLate(age, usual.getAsLong())
                ? Optional.of("its newest period is %s since %s, %d days; a new one used to come every %d days"
                        .formatted(newest.getKey(), newest.getValue(), age, usual.getAsLong()))
                : Optional.empty();
    }

    private static Freshness register(Register register, List<HeldGeneration> generations, LocalDate today) {
        List<LocalDate> came =
                generations.stream().map(HeldGeneration::extractDate).sorted().toList();
        LocalDate newest = came.get(came.size() - 1);
        long age = age(newest, today);
        OptionalLong usual = Rhythm.usualDays(came);
        boolean late = usual.isPresent() && Rhythm.isLate(age, usual.getAsLong());
        return new Freshness(
                register.text(),
                "register " + register.text(),
                newest.toString(),
                newest,
                age,
                null,
                null,
                late ? State.OLD : State.OK,
                late
                        ? "the newest extract is of %s, %d days ago; they used to come every %d days"
                                .formatted(newest, age, usual.getAsLong())
                        : "",
                List.of());
    }

    /** A source that is read whole each night and dates nothing by itself. */
    private Freshness read(String source, String name, String scope, Instant now) {
        LocalDate today = PublicationCalendar.dateOf(now);
        @Nullable
        LocalDate day = readings.last(scope).map(PublicationCalendar::dateOf).orElse(null);
        boolean silent = day == null || age(day, today) > SILENT.toDays();
        return new Freshness(
                source,
                name,
                day == null ? null : day.toString(),
                day,
                day == null ? null : age(day, today),
                null,
                null,
                silent ? State.SILENT : State.OK,
                silent ? "it was read last on %s; what it has since is not known".formatted(day) : "",
                List.of());
    }

    private static long age(LocalDate day, LocalDate today) {
        return Math.max(0, ChronoUnit.DAYS.between(day, today));
    }
}
