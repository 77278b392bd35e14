package dk.maaltal.job;

import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.staging.HeldGeneration;
import dk.maaltal.staging.Intake;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.RegistersKnown;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Takes what lies in the drop folder, each register a partition of its own: what is wrong with one touches no other. One
 * more partition says what is wrong with the folder as a whole.
 */
final class RegisterWork implements Steps.Work, Partitioner {
    private static final String REGISTER = "register";
    private static final String DROP = "drop";
    private static final int STRAYS_NAMED = 5;

    private final RegisterSetup setup;
    private final Registers registers;
    private final Plans plans;
    private final RunLedger ledger;
    private final Progress progress;

    RegisterWork(RegisterSetup setup, Registers registers, Plans plans, RunLedger ledger, Progress progress) {
        this.setup = setup;
        this.registers = registers;
        this.plans = plans;
        this.ledger = ledger;
        this.progress = progress;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        setup.refresh();
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        Set<Register> looked = EnumSet.noneOf(Register.class);
        looked.addAll(waiting());
        String waiting = looked.stream().map(Register::text).collect(Collectors.joining(","));
        partitions.put(DROP, new ExecutionContext(Map.of(REGISTER, DROP, "waiting", waiting)));
        for (Register register : Register.values()) {
            if (looked.contains(register) || standing(register).isPresent()) {
                partitions.put(register.text(), new ExecutionContext(Map.of(REGISTER, register.text())));
            }
        }
        return partitions;
    }

    /** What is wrong with what is held, also when nothing was dropped. */
    private Optional<Problem> standing(Register register) {
        return registers.lost(register).or(() -> registers.refused(register));
    }

    /** A drop folder that cannot be read at all is said by the partition for it. */
    private List<Register> waiting() {
        try {
            return registers.waiting();
        } catch (ProblemException e) {
            return List.of();
        }
    }

    @Override
    public void run(Steps.RunContext run) {
        ExecutionContext context = run.execution().getExecutionContext();
        String name = context.getString(REGISTER);
        List<RunEvent> events = new ArrayList<>();
        if (name.equals(DROP)) {
            folder(run.request().span(), Set.of(context.getString("waiting").split(",")), events);
        } else {
            take(Register.of(name).orElseThrow(), events);
        }
        ledger.record(run.runId(), "register:" + name, events);
    }

    private void take(Register register, List<RunEvent> events) {
        List<Intake> intakes = new ArrayList<>();
        try {
            intakes.addAll(registers.take(register, progress::at));
        } catch (ProblemException e) {
            e.problems().forEach(problem -> events.add(RunEvent.gap(problem)));
        }
        Optional<Problem> refused = registers.refused(register);
        Optional<Intake> last = intakes.stream()
                .filter(intake -> intake instanceof Intake.Refused)
                .reduce((one, next) -> next);
        for (Intake intake : intakes) {
            // As long as it lasts it is said in the same words, this night and the nights after it.
            if (refused.isEmpty() || last.filter(one -> one == intake).isEmpty()) {
                events.addAll(events(intake));
            }
        }
        registers.lost(register).ifPresent(problem -> events.add(RunEvent.gap(problem)));
        refused.ifPresent(problem -> events.add(RunEvent.gap(problem)));
    }

    private void folder(@Nullable BackfillSpan span, Set<String> waiting, List<RunEvent> events) {
        setup.problems().forEach(problem -> events.add(RunEvent.gap(problem)));
        try {
            Alike.merged(registers.strays(), STRAYS_NAMED).forEach(problem -> events.add(RunEvent.note(problem)));
        } catch (ProblemException e) {
            e.problems().forEach(problem -> events.add(RunEvent.gap(problem)));
        }
        Set<Register> missing = EnumSet.noneOf(Register.class);
        missing.addAll(Needs.of(plans, span).registers());
        registers.generations().stream().map(HeldGeneration::register).forEach(missing::remove);
        missing.removeIf(register -> waiting.contains(register.text()));
        if (!missing.isEmpty()) {
            events.add(RunEvent.gap(RegistersKnown.neverTaken(
                    "register " + missing.stream().map(Register::text).collect(Collectors.joining(", ")))));
        }
    }

    private static List<RunEvent> events(Intake intake) {
        String where = "drop/%s/%s".formatted(intake.register().text(), intake.file());
        List<RunEvent> events = new ArrayList<>();
        if (intake instanceof Intake.Taken taken) {
            taken.notes().forEach(note -> events.add(RunEvent.note(Problem.upstream(where, note, "", ""))));
            if (taken.rejected() > 0) {
                events.add(RunEvent.note(Problem.upstream(
                        where,
                        "%d of %d rows were rejected".formatted(taken.rejected(), taken.read()),
                        "",
                        "maaltal list rejections says why each was")));
            }
            events.add(RunEvent.done(
                    where,
                    "taken as of %s: %d rows, %d rejected, %d alike, %d skipped"
                            .formatted(
                                    taken.extractDate(),
                                    taken.rows(),
                                    taken.rejected(),
                                    taken.merged(),
                                    taken.skipped())));
        } else if (intake instanceof Intake.Refused refused) {
            events.add(RunEvent.gap(refused.problem()));
        } else if (intake instanceof Intake.Waiting waiting) {
            events.add(RunEvent.gap(waiting.problem()));
        } else if (intake instanceof Intake.SeenBefore seen) {
            events.add(seen.wasTaken() ? RunEvent.note(seen.problem()) : RunEvent.gap(seen.problem()));
        }
        return events;
    }
}
