package dk.maaltal.job;

import dk.maaltal.problem.Failures;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.problem.StoppedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Ends a run: its verdict, computed from what stands in the database about it. */
final class Closing {
    /** The scope of what is known of a run before its work begins. */
    static final String BEGUN = "begun";

    private static final int WRONG_USE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunLedger ledger;

    Closing(RunLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Gives the verdict and writes it into the ledger.
     *
     * @param failure what ended the run before its end, or null
     */
    RunOutcome close(JobRequest request, @Nullable Throwable failure) {
        List<RunEvent> events = ledger.events(request.runId());
        List<Problem> held = of(events, RunEvent.Kind.HELD);
        List<Problem> gaps = of(events, RunEvent.Kind.GAP);
        Verdict verdict = Verdict.COMPLETE;
        if (failure != null) {
            LOG.debug("run {} failed", request.runId(), failure);
            verdict = Verdict.FAILED;
            gaps = Stream.concat(failures(request.runId(), failure).stream(), gaps.stream())
                    .toList();
        } else if (!held.isEmpty()) {
            verdict = Verdict.REFUSED;
        } else if (!gaps.isEmpty()) {
            verdict = Verdict.COMPLETE_WITH_GAPS;
        }
        List<String> done = of(events, RunEvent.Kind.DONE).stream()
                .map(p -> p.where() + ": " + p.what())
                .toList();
        String waits = held.isEmpty() ? "" : ", %d held for a person to decide on".formatted(held.size());
        List<Problem> notes = of(events, RunEvent.Kind.NOTE);
        String from = notes.stream()
                .filter(note -> note.where().equals(BEGUN))
                .map(note -> "; " + note.what())
                .collect(Collectors.joining());
        String summary = "%d done, %d missing%s%s".formatted(done.size(), gaps.size(), waits, from);
        int exitCode = exitCode(verdict, failure);
        ledger.close(
                request.runId(),
                verdict,
                exitCode,
                summary,
                JSON.writeValueAsString(Stream.concat(held.stream(), gaps.stream())
                        .map(Problem::toString)
                        .toList()));
        RunRow run = ledger.find(request.runId()).orElseThrow();
        return new RunOutcome(run, summary, done, held, gaps, withTries(run, notes));
    }

    /** How often its process died changes no figure, and yet a person should know. */
    private static List<Problem> withTries(RunRow run, List<Problem> notes) {
        if (run.abandoned() == 0) {
            return notes;
        }
        String what = "its process died %d times before it came to its end".formatted(run.abandoned());
        return Stream.concat(Stream.of(new Problem(Mover.US, what, "run " + run.runId(), "", "")), notes.stream())
                .toList();
    }

    /**
     * Ends a run that is to go on where it stopped.
     *
     * @param why one line
     */
    RunOutcome pause(JobRequest request, int exitCode, String why) {
        ledger.pause(request.runId(), exitCode, why);
        RunRow run = ledger.find(request.runId()).orElseThrow();
        return new RunOutcome(run, why, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * What can be told of a run that could not be closed: its row stands as it was, and whoever takes the next turn finds
     * it.
     *
     * @param began what stood in the ledger when it began
     * @param failures what ended it, and why it was not closed
     */
    RunOutcome unclosed(RunRow began, List<Throwable> failures) {
        List<Problem> problems = failures.stream()
                .flatMap(f -> failures(began.runId(), f).stream())
                .distinct()
                .toList();
        RunRow run = new RunRow(
                began.runId(),
                began.job(),
                began.requestedBy(),
                began.asOf(),
                began.startedAt(),
                null,
                Verdict.FAILED,
                Verdict.FAILED.exitCode(),
                began.tries(),
                began.abandoned());
        return new RunOutcome(
                run,
                "its end could not be written down; it goes on where it stopped",
                List.of(),
                List.of(),
                problems,
                List.of());
    }

    /** What was asked for wrongly is wrong use, though a run had begun. */
    private static int exitCode(Verdict verdict, @Nullable Throwable failure) {
        boolean wrongUse = failure != null
                && known(failure)
                        .map(ProblemException::problems)
                        .filter(problems -> problems.stream().allMatch(p -> p.mover() == Mover.DECLARATION))
                        .isPresent();
        return wrongUse ? WRONG_USE : verdict.exitCode();
    }

    private static Optional<ProblemException> known(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof ProblemException known) {
                return Optional.of(known);
            }
            if (t instanceof StoppedException stopped && stopped.why() != null) {
                return Optional.of(new ProblemException(stopped.why()));
            }
        }
        return Optional.empty();
    }

    private static List<Problem> of(List<RunEvent> events, RunEvent.Kind kind) {
        return events.stream()
                .filter(e -> e.kind() == kind)
                .map(RunEvent::problem)
                .collect(Collectors.toList());
    }

    private static List<Problem> failures(String runId, Throwable failure) {
        return known(failure)
                .map(ProblemException::problems)
                .or(() -> Failures.named(failure).map(List::of))
                .orElseGet(() -> List.of(new Problem(
                        Mover.US,
                        failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                        "run " + runId,
                        "a run to its end",
                        "run it again; it goes on where it stopped (--debug shows the stack trace)")));
    }
}
