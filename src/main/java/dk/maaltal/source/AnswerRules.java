package dk.maaltal.source;

/** What the answers of one source mean, and what is done about those that are no good. */
public interface AnswerRules {
    /**
     * Which outcome an answer's status is; OK for 2xx.
     *
     * @param text the beginning of the body, empty for 2xx
     */
    Outcome outcome(int status, String text);

    /** The same for people, with what the source itself says. */
    String detail(int status, String text);

    /**
     * The rule of an outcome that ended a request badly.
     *
     * @throws IllegalArgumentException when no request ends so
     */
    OutcomeRule rule(Outcome outcome);
}
