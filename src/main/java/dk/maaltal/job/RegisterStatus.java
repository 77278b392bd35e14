package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.report.Grid;
import dk.maaltal.source.cvr.UnitFetcher;
import dk.maaltal.staging.HeldGeneration;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Staging;
import dk.maaltal.staging.UnitsKnown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the registers and CVR stand, and what to do where something is wrong. */
final class RegisterStatus {
    private static final Comparator<HeldGeneration> NEWEST =
            Comparator.comparing(HeldGeneration::extractDate).thenComparing(HeldGeneration::knownFrom);

    private final Home home;
    private final RegisterSetup setup;
    private final Registers registers;
    private final UnitFetcher cvr;
    private final Staging staging;
    private final Plans plans;

    RegisterStatus(Home home, RegisterSetup setup, Registers registers, UnitFetcher cvr, Staging staging, Plans plans) {
        this.home = home;
        this.setup = setup;
        this.registers = registers;
        this.cvr = cvr;
        this.staging = staging;
        this.plans = plans;
    }

    /** One row for each register that the plan needs or that is held. */
    Grid registers(NextSteps next) {
        Map<Register, HeldGeneration> held = registers.generations().stream()
                .collect(Collectors.toMap(HeldGeneration::register, one -> one, RegisterStatus::newer));
        Map<Register, Integer> waiting = dropped(next);
        Needs needs = Needs.of(plans);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Register register : Register.values()) {
            HeldGeneration newest = held.get(register);
            int files = waiting.getOrDefault(register, 0);
            if (newest == null && files == 0 && !needs.registers().contains(register)) {
                continue;
            }
            String state = state(register, newest, files);
            rows.add(row(register, newest, files, state));
            registers.lost(register).ifPresent(next::add);
            registers.refused(register).ifPresent(next::add);
        }
        setup.problems().forEach(next::add);
        registers.unreadable().values().forEach(next::add);
        return new Grid(
                List.of(
                        "register",
                        "extract_date",
                        "rows",
                        "persons",
                        "rejected",
                        "taken_at",
                        "layout",
                        "waiting_files",
                        "state"),
                rows);
    }

    private Map<Register, Integer> dropped(NextSteps next) {
        try {
            return registers.dropped();
        } catch (ProblemException e) {
            e.problems().forEach(next::add);
            return Map.of();
        }
    }

    private static HeldGeneration newer(HeldGeneration one, HeldGeneration other) {
        return NEWEST.compare(one, other) >= 0 ? one : other;
    }

    private String state(Register register, @Nullable HeldGeneration newest, int files) {
        if (registers.lost(register).isPresent()) {
            return "lost";
        }
        if (files > 0) {
            return "waiting";
        }
        return registers.refused(register).isPresent() ? "refused" : newest == null ? "never delivered" : "ok";
    }

    private static List<@Nullable Object> row(
            Register register, @Nullable HeldGeneration newest, int files, String state) {
        return newest == null
                ? Arrays.asList(register.text(), null, null, null, null, null, null, files, state)
                : Arrays.asList(
                        register.text(),
                        newest.extractDate().toString(),
                        newest.rows(),
                        register.isPersonal() ? newest.persons() : null,
                        newest.rejected(),
                        newest.knownFrom().toString(),
                        newest.layout(),
                        files,
                        state);
    }

    /** CVR and the key of pseudonyms, a row each. */
    Grid others(NextSteps next) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Optional<UnitsKnown> units = staging.units();
        Needs needs = Needs.of(plans);
        if (needs.cvr() || units.isPresent()) {
            boolean isConfigured = home.demo() || cvr.isConfigured() || units.isPresent();
            rows.add(Arrays.asList(
                    "cvr",
                    units.map(known -> known.fetchedOn().toString()).orElse(null),
                    units.map(known -> "%d workplaces, municipality %s"
                                    .formatted(known.units().size(), known.municipality()))
                            .orElse(""),
                    units.isPresent() ? "ok" : isConfigured ? "never read" : "not configured"));
            if (!isConfigured) {
                next.add(Problem.declaration(
                        "cvr",
                        "it has no user",
                        "",
                        "write to cvrselvbetjening@erst.dk for one and its password (free, about two weeks), then set"
                                + " maaltal.sources.cvr.user and maaltal.sources.cvr.password"));
            }
        }
        if (needs.registers().stream().anyMatch(Register::isPersonal)) {
            rows.add(key(next));
        }
        return new Grid(List.of("source", "fetched_on", "what", "state"), rows);
    }

    private List<@Nullable Object> key(NextSteps next) {
        String fingerprint = setup.keyState().fingerprint();
        String held = registers.keyFingerprint().orElse(null);
        String state = fingerprint == null ? "missing" : held == null || held.equals(fingerprint) ? "ok" : "changed";
        if (!state.equals("ok")) {
            registers.keyProblem().ifPresent(next::add);
        }
        String what = fingerprint == null ? "" : "fingerprint " + fingerprint;
        return Arrays.asList("pseudonym key", null, what, state);
    }
}
