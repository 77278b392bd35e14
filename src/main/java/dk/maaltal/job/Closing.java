package dk.maaltal.job;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
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
            gaps = Stream.concat(failures(request, failure).stream(), gaps.stream())
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
        String summary = "%d done, %d missing%s".formatted(done.size(), gaps.size(), waits);
        int exitCode = exitCode(verdict, failure);
        ledger.close(
                request.runId(),
                verdict,
                exitCode,
                summary,
                JSON.writeValueAsString(Stream.concat(held.stream(), gaps.stream())
                        .map(Problem::toString)
                        .toList()));
        return new RunOutcome(
                request.runId(), verdict, exitCode, summary, done, held, gaps, of(events, RunEvent.Kind.NOTE));
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
        }
        return Optional.empty();
    }

    private static List<Problem> of(List<RunEvent> events, RunEvent.Kind kind) {
        return events.stream()
                .filter(e -> e.kind() == kind)
                .map(RunEvent::problem)
                .collect(Collectors.toList());
    }

    private static List<Problem> failures(JobRequest request, Throwable failure) {
        return known(failure)
                .map(ProblemException::problems)
                .orElseGet(() -> List.of(new Problem(
                        Mover.US,
                        failure.getClass().getSimpleName() + ": " + failure.getMessage(),
                        "run " + request.runId(),
                        "a run to its end",
                        "run it again; it goes on where it stopped (--debug shows the stack trace)")));
    }
}
