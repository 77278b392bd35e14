package dk.maaltal.snapshot.explanation;

import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Reason;
import org.jspecify.annotations.Nullable;

/** Why there is no value or no judgement, in words, and what to do. */
final class ReasonWords {
    private ReasonWords() {}

    /** What a state means. */
    static String of(CellState state) {
        return switch (state) {
            case OK -> "as it should be";
            case PRELIMINARY -> "an older reference period than wanted stands in";
            case STALE -> "the last known figure: the source has, or should have, a newer one";
            case IMMATURE -> "not yet ripe: it cannot be judged so soon after the period";
            case NOT_PUBLISHED -> "the source has not come to this period";
            case SUPPRESSED -> "hidden: too small to show, or it would give away a number that is";
            case NO_POPULATION -> "there is nobody to take a share of; that is not 0 %";
            case SOURCE_MISSING -> "no source: never fetched, refused, or not found";
        };
    }

    /** What to do about a state; empty where nothing is to be done. */
    static String next(CellState state) {
        return switch (state) {
            case OK, NO_POPULATION -> "";
            case PRELIMINARY, NOT_PUBLISHED ->
                "wait: the nightly run takes it when the source or the next extract has it, and publishes a new version";
            case IMMATURE -> "wait: the nightly run publishes a new version when the figure is ripe";
            case SUPPRESSED -> "nothing: it stays hidden; a longer period may be large enough to show";
            case STALE, SOURCE_MISSING -> "see the problems here and `maaltal status`; then `maaltal run nightly`";
        };
    }

    /** What a reason means for the judgement. */
    static String of(@Nullable Reason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case IMMATURE -> "the figure is not yet ripe";
            case HIDDEN -> "the figure is hidden";
            case NOT_PUBLISHED -> "the source has not come to this period";
            case SOURCE_MISSING -> "there is no source";
            case STALE -> "the figure is the last known";
            case NO_POPULATION -> "there is nobody to take a share of";
            case NO_PREVIOUS -> "there is no figure of the same period last year to hold it against";
            case NO_BENCHMARK -> "there is no benchmark to hold it against";
            case DEFINITION_BREAK -> "what is counted was defined otherwise before";
        };
    }
}
