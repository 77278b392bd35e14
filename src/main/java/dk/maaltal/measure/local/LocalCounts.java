package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's local rules count, as the registers were known. Persons are folded once for all rules and periods, when
 * the first of them is asked for; each sheet is read once. Used by one thread.
 */
public final class LocalCounts {
    private final RegistersKnown registers;
    private final List<LocalBasis> bases;
    private final Grid grid;
    private final String municipality;
    private final boolean splitting;
    private @Nullable Map<LocalRule, Counter> counters;
    private final Map<Register, Map<LocalRule, Sheet>> sheets = new HashMap<>();

    /**
     * @param bases every basis whose rule may be asked for
     * @param periods every period that may be asked for
     * @param municipality whose workplaces are counted
     */
    public LocalCounts(
            RegistersKnown registers,
            Collection<LocalBasis> bases,
            Collection<ReferencePeriod> periods,
            String municipality) {
        this(registers, bases, periods, municipality, false);
    }

    /** @param splitting whether {@link #breakdown} will be asked for */
    public LocalCounts(
            RegistersKnown registers,
            Collection<LocalBasis> bases,
            Collection<ReferencePeriod> periods,
            String municipality,
            boolean splitting) {
        this.splitting = splitting;
        this.registers = registers;
        this.bases = bases.stream()
                .filter(basis -> isThere(registers, basis))
                .distinct()
                .toList();
        this.grid = new Grid(periods);
        this.municipality = municipality;
    }

    /** Whether everything the basis reads was ever taken. */
    public static boolean isThere(RegistersKnown registers, LocalBasis basis) {
        return basis.registers().stream()
                        .allMatch(register -> registers.of(register).isPresent())
                && (!basis.cvr() || registers.units().isPresent());
    }

    /**
     * The count of a rule for a period.
     *
     * @throws NullPointerException when the rule or the period was not announced, or its registers are not there
     */
    public Tally tally(LocalBasis basis, ReferencePeriod period) {
        return basis.rule() instanceof LocalRule.OfSheets
                ? sheet(basis).tally(period)
                : counter(basis.rule()).tally(grid.place(period));
    }

    /**
     * What the count of a rule for a period is made of, small numbers and all; empty where that is not known.
     *
     * @throws NullPointerException as {@link #tally}
     * @throws IllegalStateException when it was not announced that this would be asked for
     */
    public Breakdown breakdown(LocalBasis basis, ReferencePeriod period) {
        if (!splitting) {
            throw new IllegalStateException("the counts were made without their parts");
        }
        return basis.rule() instanceof LocalRule.OfSheets
                ? sheet(basis).breakdown(period)
                : counter(basis.rule()).breakdown(grid.place(period));
    }

    private Sheet sheet(LocalBasis basis) {
        Register register = basis.registers().get(0);
        return Objects.requireNonNull(
                sheets.computeIfAbsent(register, this::read).get(basis.rule()));
    }

    private Counter counter(LocalRule rule) {
        if (counters == null) {
            List<LocalBasis> ofPersons = bases.stream()
                    .filter(b -> b.rule() instanceof LocalRule.OfPersons)
                    .toList();
            counters = PersonFold.count(registers, ofPersons, grid, municipality, splitting);
        }
        return Objects.requireNonNull(counters.get(rule));
    }

    private Map<LocalRule, Sheet> read(Register register) {
        RegisterKnown known = registers.of(register).orElseThrow();
        Map<LocalRule, Sheet> readers = new HashMap<>();
        for (LocalBasis basis : bases) {
            if (basis.registers().contains(register)) {
                sheet(basis.rule(), known).ifPresent(sheet -> readers.put(basis.rule(), sheet));
            }
        }
        List<Sheet> all = List.copyOf(readers.values());
        registers.rows(register, row -> all.forEach(sheet -> sheet.take(row)));
        return readers;
    }

    private static Optional<Sheet> sheet(LocalRule rule, RegisterKnown known) {
        if (rule instanceof LocalRule.CasesSentBack cases) {
            return Optional.of(new CaseSheet(cases, known));
        }
        if (rule instanceof LocalRule.Hirings hirings) {
            return Optional.of(new MonthSheets.Hirings(hirings, known));
        }
        if (rule instanceof LocalRule.OrdersFilled filled) {
            return Optional.of(new MonthSheets.OrdersFilled(filled));
        }
        if (rule instanceof LocalRule.OrdersCreated) {
            return Optional.of(new MonthSheets.OrdersCreated());
        }
        if (rule instanceof LocalRule.YouthChoice choice) {
            return Optional.of(new ReadySheets.Youth(choice, known));
        }
        if (rule instanceof LocalRule.CompletedEducation completed) {
            return Optional.of(new ReadySheets.Completed(completed));
        }
        if (rule instanceof LocalRule.OutsideEducationAndWork outside) {
            return Optional.of(new ReadySheets.Outside(outside));
        }
        return rule instanceof LocalRule.Participants ? Optional.of(new ReadySheets.Participants()) : Optional.empty();
    }
}
