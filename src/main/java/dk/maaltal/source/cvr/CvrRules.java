package dk.maaltal.source.cvr;

import static dk.maaltal.source.OutcomeRule.ALWAYS;
import static dk.maaltal.source.OutcomeRule.ONCE;
import static dk.maaltal.source.OutcomeRule.TWICE;
import static java.util.Map.entry;

import dk.maaltal.problem.Mover;
import dk.maaltal.source.AnswerRules;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.OutcomeRule;
import java.util.Map;

/** What is done and said about each way an answer of CVR can end badly. The one place for both. */
final class CvrRules implements AnswerRules {
    private static final String ASK = "write to cvrselvbetjening@erst.dk with the request and the time";
    private static final String TOMORROW =
            "the workplaces known before stand, and the next run tries again; if it goes on, ";

    private static final Map<Outcome, OutcomeRule> RULES = Map.ofEntries(
            entry(
                    Outcome.UNAUTHORIZED,
                    new OutcomeRule(
                            ONCE,
                            Mover.DECLARATION,
                            "CVR does not accept the user and password (401)",
                            "a user of Virk's system-til-system access",
                            "set maaltal.sources.cvr.user and .password; they are had from cvrselvbetjening@erst.dk")),
            entry(
                    Outcome.FORBIDDEN,
                    new OutcomeRule(
                            TWICE,
                            Mover.UPSTREAM,
                            "CVR refuses us (403)",
                            "an answer for a user that is accepted",
                            TOMORROW + "ask cvrselvbetjening@erst.dk whether the user or the server's address is"
                                    + " blocked")),
            entry(
                    Outcome.NOT_FOUND,
                    new OutcomeRule(
                            ONCE,
                            Mover.DECLARATION,
                            "there is no such search (404)",
                            "cvr-permanent, with or without produktionsenhed",
                            "see that maaltal.sources.cvr.url is the host, ends in /cvr-permanent, or in /_search")),
            entry(
                    Outcome.TOO_LARGE,
                    new OutcomeRule(
                            ONCE,
                            Mover.DECLARATION,
                            "CVR finds the request too large",
                            "a page within the source's result window",
                            "lower maaltal.sources.cvr.page-size")),
            entry(
                    Outcome.REJECTED,
                    new OutcomeRule(
                            ONCE, Mover.UPSTREAM, "CVR rejects the request", "an answer to a search", TOMORROW + ASK)),
            entry(
                    Outcome.THROTTLED,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "CVR says we ask too much (429)",
                            "an answer",
                            TOMORROW + "raise maaltal.sources.cvr.pace and see what else uses the user")),
            entry(
                    Outcome.SERVER_ERROR,
                    new OutcomeRule(
                            ALWAYS, Mover.UPSTREAM, "CVR has an error of its own", "an answer", TOMORROW + ASK)),
            entry(
                    Outcome.TIMEOUT,
                    new OutcomeRule(
                            TWICE,
                            Mover.UPSTREAM,
                            "CVR did not answer in time",
                            "an answer within maaltal.sources.cvr.read-timeout",
                            TOMORROW + "lower maaltal.sources.cvr.page-size")),
            entry(
                    Outcome.UNREACHABLE,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the connection to CVR could not be made or was cut",
                            "a connection; Virk answers on port 80 alone, without https",
                            TOMORROW + "see whether this machine may reach maaltal.sources.cvr.url through the"
                                    + " firewall")),
            entry(
                    Outcome.TRUNCATED,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the answer broke off before its end",
                            "a whole answer",
                            TOMORROW + "lower maaltal.sources.cvr.page-size")),
            entry(
                    Outcome.EMPTY,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "CVR's answer is empty",
                            "at least the workplace that is known to be there",
                            TOMORROW + "the index or a field has a new name, which CVR answers with nothing at all: "
                                    + ASK)),
            entry(
                    Outcome.NOT_JSON,
                    new OutcomeRule(
                            ALWAYS,
                            Mover.UPSTREAM,
                            "the answer is not JSON",
                            "JSON",
                            TOMORROW + "see whether a proxy or a maintenance page answers instead of CVR")),
            entry(
                    Outcome.MISMATCH,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "the answer does not have the form of CVR's workplaces",
                            "documents as the index's mapping has them",
                            TOMORROW + "the index's form has changed: " + ASK)),
            entry(
                    Outcome.CONFLICT,
                    new OutcomeRule(
                            ONCE,
                            Mover.UPSTREAM,
                            "CVR's pages do not fit together",
                            "every unit once, as many as CVR counts",
                            TOMORROW + "run at an hour when CVR is not being updated")));

    @Override
    public Outcome outcome(int status, String text) {
        return CvrErrors.outcome(status, text);
    }

    @Override
    public String detail(int status, String text) {
        return CvrErrors.detail(status, text);
    }

    @Override
    public OutcomeRule rule(Outcome outcome) {
        OutcomeRule rule = RULES.get(outcome);
        if (rule == null) {
            throw new IllegalArgumentException("%s is not how a request ends".formatted(outcome));
        }
        return rule;
    }
}
