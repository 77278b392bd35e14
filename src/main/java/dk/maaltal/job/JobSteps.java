package dk.maaltal.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;

/** The steps a declared job is put together from. */
final class JobSteps {
    /** Every step's name, in the order a night has them. */
    static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "catch-up",
            "due-today",
            "catalogue",
            "tables",
            "registers",
            "cvr",
            "settle",
            "publish",
            "preview",
            "forget"));

    /** Step to the steps that must come before it. */
    private static final Map<String, List<String>> NEEDS =
            Map.of("tables", List.of("catalogue"), "publish", List.of("settle"), "preview", List.of("settle"));

    /** Step to the steps that must not come before it: they would have changed what it looks at. */
    private static final Map<String, List<String>> NOT_AFTER = Map.of("due-today", List.of("catalogue", "tables"));

    private final JobRepository repository;
    private final Map<String, Step> steps;

    JobSteps(JobRepository repository, Map<String, Step> steps) {
        if (!steps.keySet().equals(NAMES)) {
            throw new IllegalArgumentException("steps %s, names %s".formatted(steps.keySet(), NAMES));
        }
        this.repository = repository;
        this.steps = Map.copyOf(steps);
    }

    /** What is wrong with the order of steps; empty when nothing is. */
    static List<String> misordered(List<String> steps) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            List<String> before = steps.subList(0, i);
            if (before.contains(step)) {
                problems.add("step '%s' stands twice".formatted(step));
            }
            NEEDS.getOrDefault(step, List.of()).stream()
                    .filter(needed -> !before.contains(needed))
                    .forEach(needed -> problems.add("step '%s' needs '%s' before it".formatted(step, needed)));
            NOT_AFTER.getOrDefault(step, List.of()).stream()
                    .filter(before::contains)
                    .forEach(late -> problems.add("step '%s' must come before '%s'".formatted(step, late)));
        }
        return problems;
    }

    /** The batch job of a declaration: its steps one after another. */
    Job assemble(JobDeclaration declaration) {
        List<Step> inOrder = declaration.steps().stream()
                .map(name -> Objects.requireNonNull(steps.get(name)))
                .toList();
        SimpleJobBuilder job = new JobBuilder(declaration.job(), repository).start(inOrder.get(0));
        inOrder.stream().skip(1).forEach(job::next);
        return job.build();
    }
}
