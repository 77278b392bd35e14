package dk.maaltal.source;

import java.time.Duration;

/**
 * How a source is asked.
 *
 * @param source its name, as {@link Answer#source()} has it
 * @param rules what its answers mean
 * @param concurrency requests at once, from 1
 * @param connectTimeout until a connection stands
 * @param readTimeout until the next byte comes
 * @param maxTries tries of one request, the first included
 * @param maxTotalTime after which what was begun is given up, its requests and pauses together
 * @param firstPause the longest pause before the second try; it doubles with each further one
 * @param maxPause the longest pause; when the source asks for a longer one, it is left alone
 * @param pace least time from the beginning of one request to that of the next; zero for none
 */
public record Manner(
        String source,
        AnswerRules rules,
        int concurrency,
        Duration connectTimeout,
        Duration readTimeout,
        int maxTries,
        Duration maxTotalTime,
        Duration firstPause,
        Duration maxPause,
        Duration pace) {}
