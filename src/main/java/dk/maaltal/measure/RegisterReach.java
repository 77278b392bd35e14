package dk.maaltal.measure;

import dk.maaltal.measure.local.Needs;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.UnitsKnown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From when to when the registers of a local basis reach, and which files they rest on. */
final class RegisterReach {
    /** So long a register may be without a row and still have been kept. */
    private static final int QUIET_MONTHS = 3;

    private final LocalBasis basis;
    private final RegistersKnown registers;
    private final List<RegisterKnown> known;
    private final @Nullable UnitsKnown units;

    RegisterReach(LocalBasis basis, RegistersKnown registers) {
        this.basis = basis;
        this.registers = registers;
        this.known = basis.registers().stream()
                .flatMap(register -> registers.of(register).stream())
                .toList();
        this.units = basis.cvr() ? registers.units().orElse(null) : null;
    }

    /** Why nothing can be counted: what was never taken, or is lost. */
    List<Problem> missing(String municipality) {
        List<Problem> problems = new ArrayList<>();
        for (Register register : basis.registers()) {
            Optional<Problem> lost = registers.lost(register);
            if (lost.isPresent()) {
                problems.add(lost.get());
            } else if (registers.of(register).isEmpty()) {
                problems.add(RegistersKnown.neverTaken("register " + register.text()));
            }
        }
        if (basis.cvr() && units == null) {
            problems.add(new Problem(
                    Mover.INPUT,
                    "CVR's workplaces were never read",
                    "cvr",
                    "one complete reading",
                    "give the access to CVR; see docs/reference/cvr.md"));
        } else if (units != null && !units.municipality().equals(municipality)) {
            problems.add(Problem.declaration(
                    "cvr",
                    "its workplaces are those of municipality %s".formatted(units.municipality()),
                    "those of municipality " + municipality,
                    "see docs/reference/cvr.md"));
        }
        return problems;
    }

    /** Whether the period can be counted: every register reaches from the days that are needed to its last day. */
    boolean covers(ReferencePeriod period) {
        return shortOf(period).isEmpty();
    }

    /** Which extracts end before the period does, or do not reach back to the days that are needed for it. */
    List<Problem> shortOf(ReferencePeriod period) {
        List<Problem> problems = new ArrayList<>();
        for (RegisterKnown register : known) {
            if (register.extractDate().isBefore(period.lastDay())) {
                problems.add(new Problem(
                        Mover.INPUT,
                        "the extract is of %s".formatted(register.extractDate()),
                        "register " + register.register().text(),
                        "one that shows the period's last day",
                        "put a newer extract into the drop folder's %s/"
                                .formatted(register.register().text())));
            }
            begins(register, period).ifPresent(problems::add);
        }
        if (units != null && units.fetchedOn().isBefore(period.lastDay())) {
            problems.add(new Problem(
                    Mover.INPUT,
                    "it was last read on %s".formatted(units.fetchedOn()),
                    "cvr",
                    "a reading after the period's last day",
                    "maaltal run nightly"));
        }
        return problems;
    }

    private Optional<Problem> begins(RegisterKnown register, ReferencePeriod period) {
        Optional<LocalDate> needed = Needs.from(basis.rule(), register.register(), period);
        LocalDate declared = register.declaredFrom();
        LocalDate first = declared == null ? register.firstDay() : declared;
        if (needed.isEmpty() || first == null) {
            return Optional.empty();
        }
        boolean reaches = declared == null
                ? looksBackTo(needed.get(), first, register.register(), period)
                : !declared.isAfter(needed.get());
        String name = register.register().text();
        return reaches
                ? Optional.empty()
                : Optional.of(new Problem(
                        Mover.INPUT,
                        "the extract of %s reaches back to %s only".formatted(register.extractDate(), first),
                        "register " + name,
                        declared == null
                                ? "an extract that reaches back to the period; covers_from in its layout where it does"
                                : "an extract that reaches back to the period",
                        "put one that does into the drop folder's %s/ (docs/reference/registers.md)".formatted(name)));
    }

    /**
     * Where the layout does not say how far back the extracts reach, their earliest day tells: a quarter may pass without
     * a row, but no count is made of days before any. A spell begins long before whatever extract shows it, so that an
     * early one says nothing.
     */
    private static boolean looksBackTo(LocalDate needed, LocalDate first, Register register, ReferencePeriod period) {
        if (first.isAfter(period.lastDay())) {
            return false;
        }
        return register == Register.FORLOEB || first.isBefore(needed.plusMonths(QUIET_MONTHS));
    }

    /** Whether the registers show how things stood long enough after the period's end: what came later they cannot tell. */
    boolean isMature(ReferencePeriod period) {
        return basis.maturity() == null || !oldest().isBefore(period.lastDay().plus(basis.maturity()));
    }

    /** That CVR was last asked before it could be asked for every P-number of the registers. */
    Problem notLookedUp() {
        Objects.requireNonNull(units);
        List<String> newer = known.stream()
                .map(RegisterKnown::extract)
                .filter(extract -> !units.lookedUp().contains(extract))
                .map(extract -> "%s of %s".formatted(extract.register(), extract.extractDate()))
                .toList();
        return Problem.upstream(
                "cvr",
                "its last reading, of %s, does not cover the P-numbers of %s; the last known workplaces stand, and rows that need an answer are left out"
                        .formatted(units.fetchedOn(), String.join(" and ", newer)),
                "a reading of CVR after every extract was taken",
                "see the problems of the last nightly run; maaltal run nightly asks again");
    }

    /** The day until which all of them are known. */
    private LocalDate oldest() {
        return dates().min(LocalDate::compareTo).orElse(LocalDate.MIN);
    }

    private Stream<LocalDate> dates() {
        return Stream.concat(
                known.stream().map(RegisterKnown::extractDate),
                Stream.ofNullable(units).map(UnitsKnown::fetchedOn));
    }

    /** Whether every register's first day is no later than the period's. */
    boolean goesBackTo(ReferencePeriod period) {
        return known.stream()
                .map(RegisterKnown::firstDay)
                .allMatch(first -> first != null && !first.isAfter(period.firstDay()));
    }

    /** The newest extract date or reading; null when nothing was taken. */
    @Nullable
    LocalDate updatedOn() {
        return dates().max(LocalDate::compareTo).orElse(null);
    }

    /** What is read, by register. */
    List<Account.ExtractUsed> extractsUsed() {
        return Stream.concat(
                        known.stream()
                                .map(register -> new Account.ExtractUsed(
                                        register.register().text(), register.extractDate(), register.firstDay())),
                        Stream.ofNullable(units).map(cvr -> new Account.ExtractUsed("cvr", cvr.fetchedOn(), null)))
                .toList();
    }

    /** What a count rests on, as a reader looks for it: {@code register forloeb of 2024-07-01}. */
    List<String> extracts() {
        Stream<String> registersOf = known.stream()
                .map(register ->
                        "register %s of %s".formatted(register.register().text(), register.extractDate()));
        return Stream.concat(registersOf, Stream.ofNullable(units).map(all -> "CVR of " + all.fetchedOn()))
                .toList();
    }

    /** Every file a count rests on. */
    Set<Lineage.Entry> files() {
        Set<Lineage.Entry> files = new LinkedHashSet<>();
        known.forEach(register ->
                register.files().forEach(file -> files.add(new Lineage.Entry(file.sha256(), file.knownFrom()))));
        if (units != null) {
            units.files().forEach(file -> files.add(new Lineage.Entry(file.sha256(), file.knownFrom())));
        }
        return files;
    }
}
