package dk.maaltal.staging;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.Register;
import dk.maaltal.source.Outcome;
import java.time.LocalDate;
import java.util.List;

/** What became of one dropped file; {@code file} is its name, masked. */
public sealed interface Intake {
    Register register();

    String file();

    /**
     * It is a generation from now on.
     *
     * @param rows distinct rows the generation holds
     * @param read rows of the file, the rejected ones included
     * @param rejected of them
     * @param merged rows alike in everything with another, or replaced by a later one
     * @param skipped declared total and footnote rows
     * @param notes what is worth knowing and no failure
     */
    record Taken(
            Register register,
            String file,
            LocalDate extractDate,
            long rows,
            long read,
            long rejected,
            long merged,
            long skipped,
            List<String> notes)
            implements Intake {
        public Taken {
            notes = List.copyOf(notes);
        }
    }

    /** It lies in {@code rejected/} now, and what was held before goes on serving. */
    record Refused(Register register, String file, Outcome outcome, Problem problem, long rejected) implements Intake {}

    /** It lies where it was dropped; the next run looks at it again. */
    record Waiting(Register register, String file, Problem problem) implements Intake {}

    /**
     * Its bytes were judged before and it was moved away without being read.
     *
     * @param wasTaken then, or refused
     */
    record SeenBefore(Register register, String file, boolean wasTaken, Problem problem) implements Intake {}
}
