package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The declared jobs, read from a folder of YAML files, all problems at once. */
public final class JobDeclarations {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    private static final Duration LONGEST_DEADLINE = Duration.ofDays(1);

    private final List<JobDeclaration> all;

    private JobDeclarations(List<JobDeclaration> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Reads {@code *.yml} of the folder.
     *
     * @throws ProblemException with every problem of every file
     */
    static JobDeclarations read(Path folder, Set<String> knownSteps) {
        List<Problem> problems = new ArrayList<>();
        List<JobDeclaration> jobs = new ArrayList<>();
        for (Path file : files(folder)) {
            read(file, knownSteps, problems).ifPresent(jobs::add);
        }
        if (jobs.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.declaration(
                    folder.toString(), "no job is declared", "files like nightly.yml", "put the shipped ones back"));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return new JobDeclarations(jobs);
    }

    /** In the order of their files' names. */
    public List<JobDeclaration> all() {
        return all;
    }

    /** Those that run by themselves, in the same order. */
    public List<JobDeclaration> scheduled() {
        return all.stream().filter(job -> job.schedule() != null).toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".yml")).sorted().toList();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.declaration(
                            folder.toString(), "the jobs cannot be read", "a folder of YAML files", "mend its rights"),
                    e);
        }
    }

    private static Optional<JobDeclaration> read(Path file, Set<String> knownSteps, List<Problem> problems) {
        String name = file.getFileName().toString().replaceFirst("\\.yml$", "");
        try {
            JobDeclaration job = YAML.readValue(file.toFile(), JobDeclaration.class);
            int before = problems.size();
            if (!name.equals(job.job())) {
                problems.add(wrong(file, "job: " + job.job(), "the file's own name, " + name));
            }
            if (job.description() == null || job.description().isBlank()) {
                problems.add(wrong(file, "description is missing", "one sentence"));
            }
            if (job.deadline() == null
                    || job.deadline().isNegative()
                    || job.deadline().isZero()) {
                problems.add(wrong(file, "deadline is missing or not positive", "a duration like PT4H"));
            }
            if (job.steps() == null || job.steps().isEmpty()) {
                problems.add(wrong(file, "steps are missing", "some of " + String.join(", ", knownSteps)));
            } else {
                job.steps().stream()
                        .filter(s -> !knownSteps.contains(s))
                        .forEach(s -> problems.add(
                                wrong(file, "step '" + s + "' is unknown", String.join(", ", knownSteps))));
            }
            if (job.steps() != null) {
                JobSteps.misordered(job.steps())
                        .forEach(what -> problems.add(wrong(file, what, "the order of nightly.yml")));
            }
            problems.addAll(scheduled(file, job));
            return problems.size() == before ? Optional.of(job) : Optional.empty();
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String line = at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr();
            problems.add(Problem.declaration(
                    file + line, e.getOriginalMessage(), "a job as docs/reference/jobs.md has it", "mend the line"));
            return Optional.empty();
        }
    }

    private static List<Problem> scheduled(Path file, JobDeclaration job) {
        List<Problem> problems = new ArrayList<>();
        JobDeclaration.Schedule schedule = job.schedule();
        if (schedule == null) {
            if (job.overlap() == JobDeclaration.Overlap.SKIP) {
                problems.add(wrong(file, "overlap: skip without a schedule", "a job that is due by itself"));
            }
            return problems;
        }
        if (schedule.at() == null || schedule.zone() == null) {
            problems.add(wrong(file, "schedule is not whole", "at (\"02:30\") and zone (Europe/Copenhagen)"));
        } else if (schedule.at().getSecond() != 0 || schedule.at().getNano() != 0) {
            problems.add(wrong(file, "schedule.at: " + schedule.at(), "hours and minutes, as \"02:30\""));
        }
        if (job.deadline() != null && job.deadline().compareTo(LONGEST_DEADLINE) > 0) {
            problems.add(wrong(file, "deadline: " + job.deadline(), "a day at most: the next run is due then"));
        }
        if (job.givesWay()) {
            problems.add(wrong(file, "gives-way with a schedule", "a scheduled job, or one that gives way"));
        }
        return problems;
    }

    private static Problem wrong(Path file, String what, String expected) {
        return Problem.declaration(file.toString(), what, expected, "mend the file");
    }
}
