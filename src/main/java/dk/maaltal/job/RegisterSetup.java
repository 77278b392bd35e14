package dk.maaltal.job;

import dk.maaltal.declaration.Findings;
import dk.maaltal.plan.Installation;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.register.CodeLists;
import dk.maaltal.register.Register;
import dk.maaltal.source.register.Explanation;
import dk.maaltal.source.register.FileReading;
import dk.maaltal.source.register.LayoutFiles;
import dk.maaltal.source.register.Layouts;
import dk.maaltal.source.register.PseudonymKey;
import dk.maaltal.source.register.RegisterFiles;
import dk.maaltal.source.register.RowSink;
import dk.maaltal.staging.KeyState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What dropped files are read by: layouts, code lists and the pseudonym key, as they were when they were last looked at.
 * What is wrong with them stops no other source; it is kept, to be said by the step that reads registers and by
 * {@code check}.
 */
final class RegisterSetup implements RegisterFiles {
    private final Installation installation;
    private final String registers;
    private final String codelists;
    private final @Nullable Path keyFile;
    private final Path salt;
    private @Nullable Looked looked;

    /**
     * @param registers the setting {@code maaltal.registers}
     * @param codelists the setting {@code maaltal.codelists}
     * @param keyFile the setting {@code maaltal.pseudonym.key-file}, or null
     * @param salt see {@link LayoutFiles}
     */
    RegisterSetup(Installation installation, String registers, String codelists, @Nullable Path keyFile, Path salt) {
        this.installation = installation;
        this.registers = registers;
        this.codelists = codelists;
        this.keyFile = keyFile;
        this.salt = salt;
    }

    /** One look: the key that is told of is the one that rows are read with. */
    private record Looked(LayoutFiles files, @Nullable PseudonymKey key, KeyState keyState, List<Problem> problems) {}

    /** Looks again: what was mended since holds from now on. */
    synchronized void refresh() {
        looked = null;
    }

    private synchronized Looked looked() {
        Looked now = looked;
        if (now == null) {
            now = look();
            looked = now;
        }
        return now;
    }

    private Looked look() {
        List<Problem> problems = new ArrayList<>();
        CodeLists codes = codes(problems);
        Findings wrong = new Findings(registers);
        Path folder = find("maaltal.registers", registers, problems).orElse(Path.of(registers));
        Layouts layouts = Layouts.read(folder, codes, wrong);
        if (problems.isEmpty()) {
            problems.addAll(wrong.problems()); // otherwise they only follow from what is wrong already
        }
        PseudonymKey key = null;
        KeyState state = KeyState.of(null);
        if (keyFile != null) {
            try {
                key = PseudonymKey.read(keyFile);
                state = new KeyState(key.fingerprint(), null);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
                state = new KeyState(null, e.problems().get(0));
            }
        }
        return new Looked(new LayoutFiles(layouts, codes, key, salt), key, state, List.copyOf(problems));
    }

    private CodeLists codes(List<Problem> problems) {
        Findings findings = new Findings(codelists);
        CodeLists codes = find("maaltal.codelists", codelists, problems)
                .flatMap(file -> CodeLists.read(file, findings))
                .orElseGet(() -> new CodeLists(List.of()));
        problems.addAll(findings.problems());
        return codes;
    }

    private Optional<Path> find(String setting, String path, List<Problem> problems) {
        try {
            return Optional.of(installation.find(setting, path));
        } catch (ProblemException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    @Override
    public FileReading read(Register register, Path file, RowSink sink) throws IOException {
        return looked().files().read(register, file, sink);
    }

    Explanation explain(Register register, Path file) throws IOException {
        return looked().files().explain(register, file);
    }

    String stamp(Register register) {
        return looked().files().stamp(register);
    }

    /** Null when none is set, or what is set cannot be used. */
    @Nullable
    PseudonymKey key() {
        return looked().key();
    }

    KeyState keyState() {
        return looked().keyState();
    }

    /** The key as its file is now; rows are read with {@link #key} all the same until the next look. */
    KeyState lookAtKey() {
        return KeyState.of(keyFile);
    }

    /** All that is wrong; layouts and codes that are not stand all the same. */
    List<Problem> problems() {
        return looked().problems();
    }
}
