package dk.maaltal.watch;

import java.util.List;
import java.util.Objects;

/**
 * Something that is wrong at this moment and that a person should know of.
 *
 * @param key names the cause, 1 to 300 characters, as {@code run nightly}: the same as long as the cause is the same,
 *     so never with a count, a duration or a moment in it that changes while it lasts. One key is one alert, one
 *     reminder a day and one all-clear
 * @param what what happened, one sentence, 1 to 4000 characters; it may name counts and times
 * @param meaning what it means: which report, which measures by number and title, which periods; empty when nothing
 *     that is published suffers
 * @param cause the likely cause; empty when {@code what} says it
 * @param next the next step, best as a command; empty when there is none to take
 * @param severity how pressing it is
 */
public record Condition(String key, String what, String meaning, String cause, String next, Severity severity) {
    private static final int LONGEST_KEY = 300;

    /** The key of a job whose last run failed, or is overdue: whoever finds that, it is one cause. */
    public static String keyOf(String job) {
        return "run " + job;
    }

    /** How pressing a condition is, the most pressing first. */
    public enum Severity {
        /** Nothing is fetched or published until someone acts. */
        FAILED,
        /** A report will lack something, or be late. */
        WARNING,
        /** A person is asked for something; nothing is wrong. */
        ASKED
    }

    public Condition {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a condition's key has 1 to %d characters".formatted(LONGEST_KEY));
        }
        if (what.isBlank()) {
            throw new IllegalArgumentException("a condition says what happened");
        }
        Objects.requireNonNull(severity);
    }

    /**
     * Finds conditions of one kind; each bean of this type is asked after every run and on every tick. What it cannot
     * find out it says by throwing: its earlier conditions then stand as they were, neither new nor over.
     */
    @FunctionalInterface
    public interface Source {
        /** What is wrong now; empty when all is well. */
        List<Condition> now();

        /**
         * Whether it cannot tell at present if a cause is over, as while the failed run is tried again. A cause of this
         * key that it no longer finds then stays open.
         */
        default boolean undecided(String key) {
            return false;
        }
    }
}
