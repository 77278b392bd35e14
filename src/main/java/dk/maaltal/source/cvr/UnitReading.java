package dk.maaltal.source.cvr;

import dk.maaltal.source.Answer;
import java.util.List;

/**
 * A whole reading of CVR's workplaces.
 *
 * @param municipality whose workplaces were asked for: {@code 707}
 * @param pages the answers that hold them, in order of P-number, at least one
 * @param lookups the answers that say which other P-numbers are CVR's at all
 */
public record UnitReading(String municipality, List<Answer> pages, List<Answer> lookups) {
    public UnitReading {
        pages = List.copyOf(pages);
        lookups = List.copyOf(lookups);
    }
}
