package dk.maaltal.job;

import dk.maaltal.plan.Installation;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Explanation;
import dk.maaltal.source.register.Masked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the declarations as a run would and says everything that is wrong with them. */
public final class Checks {
    private final String planSetting;
    private final String jobsSetting;
    private final Installation installation;
    private final PlanReader reader;
    private final RegisterSetup registers;

    Checks(
            String planSetting,
            String jobsSetting,
            Installation installation,
            PlanReader reader,
            RegisterSetup registers) {
        this.planSetting = planSetting;
        this.jobsSetting = jobsSetting;
        this.installation = installation;
        this.reader = reader;
        this.registers = registers;
    }

    /** Every problem of the plans; empty when all can be used. */
    public List<Problem> plans() {
        return Plans.check(planSetting, installation, reader);
    }

    /** Every problem of the jobs. */
    public List<Problem> jobs() {
        try {
            JobDeclarations.read(installation.find("maaltal.jobs", jobsSetting), JobSteps.NAMES);
            return List.of();
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    /** Every problem of the layouts, the code lists and the pseudonym key. */
    public List<Problem> registers() {
        return registers.problems();
    }

    /**
     * What a dropped file is understood as.
     *
     * @param lines for a person; nothing in them can be a CPR number
     * @param fits whether it would be taken, as far as the file alone tells
     */
    public record Explained(List<String> lines, boolean fits) {}

    /**
     * Reads a file as a night would, and keeps nothing of it.
     *
     * @param register whose file it is, or null for the one its folder is named after
     * @throws ProblemException when that is no register, or the file cannot be read
     */
    public Explained explain(Path file, @Nullable String register) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        String name = register != null
                ? register
                : folder == null || folder.getFileName() == null
                        ? ""
                        : folder.getFileName().toString();
        String where = Masked.text(file.toString());
        Register of = Register.of(name).orElseThrow(() -> noRegister(where, name));
        if (!Files.isRegularFile(absolute)) {
            throw new ProblemException(Problem.declaration(where, "there is no such file", "a file", "mend its name"));
        }
        try {
            Explanation explanation = registers.explain(of, absolute);
            List<String> lines = new ArrayList<>(List.of(where + " as " + of.text()));
            explanation.lines().forEach(line -> lines.add("  " + line));
            return new Explained(lines, explanation.reading().refusal() == null);
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.declaration(where, "the file cannot be read", "a readable file", "check its rights"), e);
        }
    }

    private static ProblemException noRegister(String where, String name) {
        return new ProblemException(Problem.declaration(
                where,
                "'%s' is no register".formatted(Masked.text(name)),
                Stream.of(Register.values()).map(Register::text).collect(Collectors.joining(", ")),
                "name it with --register, or put the file in a folder of that name"));
    }
}
