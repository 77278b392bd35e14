package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.PseudonymKey;
import dk.maaltal.source.register.Pseudonyms;
import dk.maaltal.staging.Extract;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.Staging;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The P-numbers of the registers that CVR may be asked for. The question travels in clear text, and a P-number has the
 * form of a CPR number: only those go that begin with 10, as all that CVR ever gave out do, and are nobody's in any
 * register held.
 */
final class WorkplaceNumbers {
    private static final List<Register> WITH_WORKPLACES = List.of(Register.TILBUD, Register.SYGEFRAVAER);

    private final RegisterSetup setup;
    private final Registers registers;
    private final Staging staging;
    private final Clock clock;

    WorkplaceNumbers(RegisterSetup setup, Registers registers, Staging staging, Clock clock) {
        this.setup = setup;
        this.registers = registers;
        this.staging = staging;
        this.clock = clock;
    }

    /**
     * What may be asked for.
     *
     * @param numbers none when {@code problems} says why it cannot be told which are nobody's
     * @param extracts those whose numbers these are; none either when there are problems
     */
    record Askable(Set<Long> numbers, List<Extract> extracts, List<Problem> problems) {}

    Askable now() {
        RegistersKnown known = staging.at(clock.instant()).registers();
        Set<Long> all = known.fold(Set.copyOf(WITH_WORKPLACES), HashSet::new, WorkplaceNumbers::collect, (a, b) -> {
            a.addAll(b);
            return a;
        });
        List<Extract> extracts = WITH_WORKPLACES.stream()
                .flatMap(register -> known.of(register).stream())
                .map(RegisterKnown::extract)
                .toList();
        PseudonymKey key = setup.key();
        if (all.isEmpty()) {
            return new Askable(Set.of(), extracts, List.of());
        }
        if (key == null || registers.keyProblem().isPresent()) {
            return new Askable(
                    Set.of(),
                    List.of(),
                    List.of(registers
                            .keyProblem()
                            .orElseGet(() -> setup.keyState().problem())));
        }
        Pseudonyms pseudonyms = key.pseudonyms();
        Map<Long, Registers.Person> candidates = new HashMap<>();
        for (long number : all) {
            pseudonyms.of(number);
            candidates.put(number, new Registers.Person(pseudonyms.high(), pseudonyms.low()));
        }
        try {
            return new Askable(registers.nobodys(candidates), extracts, List.of());
        } catch (ProblemException e) {
            return new Askable(Set.of(), List.of(), e.problems());
        }
    }

    private static void collect(Set<Long> into, PersonRows person) {
        for (Register register : WITH_WORKPLACES) {
            int count = person.count(register);
            long[] numbers = person.column(register, register.place("p"));
            for (int i = 0; i < count; i++) {
                if (ProductionUnit.isGivenOut(numbers[i])) {
                    into.add(numbers[i]);
                }
            }
        }
    }
}
