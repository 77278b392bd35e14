package dk.maaltal.source.jobindsats;

import static dk.maaltal.source.OutcomeRule.ALWAYS;
import static dk.maaltal.source.OutcomeRule.ONCE;
import static dk.maaltal.source.OutcomeRule.TWICE;
import static java.util.Map.entry;

import dk.maaltal.problem.Mover;
import dk.maaltal.source.AnswerRules;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.OutcomeRule;
import java.util.Map;

/** What is done and said about each way an answer of Jobindsats can end badly. The one place for both. */
final class JobindsatsRules implements AnswerRules {
    private static final String ASK = "write to jobindsats@star.dk with the request and the time";
    private static final String TOMORROW =
            "the last known figures stay, marked as such, and the next run tries again; if it goes on, ";

    private static final Map<Outcome, OutcomeRule> RULES = Map.ofEntries(
            entry(
                    Outcome.UNAUTHORIZED,
                    new OutcomeRule(
                            ONCE,
                            Mover.DECLARATION,
                            "Jobindsats does not accept the token (401)",
                            "a valid v3 token",
                            "set maaltal.sources.jobindsats.token; a new token is had from jobindsats@star.dk")),
            entry(
                    Outcome.FORBIDDEN,
                    new OutcomeRule(
                            3,
                            Mover.UPSTREAM,
                            "Jobindsats refuses us (403), and did so again after pauses",
                            "data for a token that is accepted",
                            TOMORROW + "ask jobindsats@star.dk whether the token or the server's address is blocked")),
            entry(
                    Outcome.NOT_FOUND,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "Jobindsats does not know this address (404)",
                            "the table the catalogue lists",
                            "see whether the table has moved in the catalogue, and that"
                                    + " maaltal.sources.jobindsats.url ends in /v3")),
            entry(
                    Outcome.TOO_LARGE,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "Jobindsats finds the request too large, and it cannot be split any further",
                            "an answer to a request for one period, area and member",
                            ASK)),
            entry(
                    Outcome.REJECTED,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "Jobindsats rejects the request",
                            "data for ids that its own metadata lists",
                            TOMORROW + ASK)),
            entry(
                    Outcome.THROTTLED,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "Jobindsats says we ask too much (429)",
                            "data",
                            TOMORROW + "set maaltal.sources.jobindsats.concurrency to 1 and see what else uses the"
                                    + " token")),
            entry(
                    Outcome.SERVER_ERROR,
                    new OutcomeRule(
                            ALWAYS, Mover.UPSTREAM, "Jobindsats has an error of its own", "data", TOMORROW + ASK)),
            entry(
                    Outcome.TIMEOUT,
                    new OutcomeRule(
                            TWICE, // each try waits three minutes
                            Mover.UPSTREAM,
                            "Jobindsats did not answer in time",
                            "an answer within maaltal.sources.jobindsats.read-timeout",
                            TOMORROW + "lower maaltal.sources.jobindsats.max-cells")),
            entry(
                    Outcome.UNREACHABLE,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the connection to Jobindsats could not be made or was cut",
                            "a connection",
                            TOMORROW + "see whether this machine may reach maaltal.sources.jobindsats.url through the"
                                    + " firewall")),
            entry(
                    Outcome.TRUNCATED,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the answer broke off before its end",
                            "a whole answer",
                            TOMORROW + "lower maaltal.sources.jobindsats.max-cells")),
            entry(
                    Outcome.EMPTY,
                    new OutcomeRule(ALWAYS, Mover.UPSTREAM, "the answer has no text", "JSON", TOMORROW + ASK)),
            entry(
                    Outcome.NOT_JSON,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the answer is not JSON",
                            "JSON",
                            TOMORROW + "see whether a proxy or a maintenance page answers instead of Jobindsats")),
            entry(
                    Outcome.MISMATCH,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "the answer does not fit the table's metadata",
                            "columns and labels of the metadata",
                            TOMORROW + "the table's form has changed: " + ASK)));

    @Override
    public Outcome outcome(int status, String text) {
        return ErrorText.outcome(status, text);
    }

    @Override
    public String detail(int status, String text) {
        return ErrorText.detail(status, text);
    }

    @Override
    public OutcomeRule rule(Outcome outcome) {
        return of(outcome);
    }

    /** The rule of an outcome that ended a request badly. */
    static OutcomeRule of(Outcome outcome) {
        OutcomeRule rule = RULES.get(outcome);
        if (rule == null) {
            throw new IllegalArgumentException("%s is not how a request ends".formatted(outcome));
        }
        return rule;
    }
}
