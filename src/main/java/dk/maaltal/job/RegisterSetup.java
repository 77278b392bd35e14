package dk.maaltal.job;

import dk.maaltal.declaration.Findings;
import dk.maaltal.plan.Installation;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.CodeLists;
import dk.maaltal.source.register.LayoutFiles;
import dk.maaltal.source.register.Layouts;
import dk.maaltal.source.register.PseudonymKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What dropped files are read by: layouts, code lists and the pseudonym key. What is wrong with them stops no other
 * source; it is kept, to be said by the step that reads registers and by {@code check}.
 */
final class RegisterSetup {
    private final LayoutFiles files;
    private final @Nullable PseudonymKey key;
    private final List<Problem> blocking;
    private final List<Problem> problems;

    private RegisterSetup(
            LayoutFiles files, @Nullable PseudonymKey key, List<Problem> blocking, List<Problem> problems) {
        this.files = files;
        this.key = key;
        this.blocking = List.copyOf(blocking);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads all three.
     *
     * @param registers the setting {@code maaltal.registers}
     * @param codelists the setting {@code maaltal.codelists}
     * @param keyFile the setting {@code maaltal.pseudonym.key-file}, or null
     * @param salt see {@link LayoutFiles}
     */
    static RegisterSetup read(
            Installation installation, String registers, String codelists, @Nullable Path keyFile, Path salt) {
        List<Problem> blocking = new ArrayList<>();
        CodeLists codes = codes(installation, codelists, blocking);
        PseudonymKey key = null;
        if (keyFile != null) {
            try {
                key = PseudonymKey.read(keyFile);
            } catch (ProblemException e) {
                // Without it words would be mixed with the salt, and not be told from those taken before.
                blocking.addAll(e.problems());
            }
        }
        List<Problem> problems = new ArrayList<>(blocking);
        Findings wrong = new Findings(registers);
        Path folder =
                find(installation, "maaltal.registers", registers, problems).orElse(Path.of(registers));
        Layouts layouts = Layouts.read(folder, codes, wrong);
        if (problems.isEmpty()) {
            problems.addAll(wrong.problems()); // otherwise they only follow from what is wrong already
        }
        return new RegisterSetup(new LayoutFiles(layouts, codes, key, salt), key, blocking, problems);
    }

    private static CodeLists codes(Installation installation, String setting, List<Problem> problems) {
        Findings findings = new Findings(setting);
        CodeLists codes = find(installation, "maaltal.codelists", setting, problems)
                .flatMap(file -> CodeLists.read(file, findings))
                .orElseGet(() -> new CodeLists(List.of()));
        problems.addAll(findings.problems());
        return codes;
    }

    private static Optional<Path> find(Installation installation, String setting, String path, List<Problem> problems) {
        try {
            return Optional.of(installation.find(setting, path));
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    LayoutFiles files() {
        return files;
    }

    /** Null when none is set, or what is set cannot be used. */
    @Nullable
    PseudonymKey key() {
        return key;
    }

    /** Those without which no file can be taken; a wrong layout is none, for the others stand. */
    List<Problem> blocking() {
        return blocking;
    }

    /** All that is wrong. */
    List<Problem> problems() {
        return problems;
    }
}
