package dk.maaltal.declaration;

import dk.maaltal.problem.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with a plan's files, each with its file and line. */
public final class Findings {
    private static final Comparator<Finding> ORDER =
            Comparator.comparing(Finding::file).thenComparing(Finding::line);

    private final String file;
    private final List<Finding> all;

    private Findings(String file, List<Finding> all) {
        this.file = file;
        this.all = all;
    }

    public Findings(String file) {
        this(file, new ArrayList<>());
    }

    /** The same collection, for another file. */
    public Findings in(String other) {
        return new Findings(other, all);
    }

    public String file() {
        return file;
    }

    public void add(int line, String what, String expected) {
        add(line, what, expected, "");
    }

    public void add(int line, String what, String expected, String next) {
        all.add(new Finding(file, line, Problem.declaration(file + ":" + line, what, expected, next)));
    }

    /** How many there are, to tell later whether something was added. */
    public int count() {
        return all.size();
    }

    /** By file and line; those of one line in the order they were met. */
    public List<Problem> problems() {
        return all.stream().sorted(ORDER).map(Finding::problem).toList();
    }

    private record Finding(String file, int line, Problem problem) {}
}
