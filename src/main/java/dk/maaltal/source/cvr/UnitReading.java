package dk.maaltal.source.cvr;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.UnreadableAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /**
     * Every workplace of the pages, by P-number.
     *
     * @throws UnreadableAnswer when they are not all that CVR counted, each once
     */
    public List<ProductionUnit> units(AnswerKeeper keeper) throws UnreadableAnswer, IOException {
        Walk walk = new Walk();
        for (Answer page : pages) {
            try (InputStream body = keeper.open(page.sha256())) {
                walk.add(walk.check(SearchAnswer.units(body)), page);
            }
        }
        return walk.complete();
    }

    /**
     * The P-numbers that were looked up and are CVR's.
     *
     * @throws UnreadableAnswer when an answer is no good
     */
    public SortedSet<Long> found(AnswerKeeper keeper) throws UnreadableAnswer, IOException {
        SortedSet<Long> found = new TreeSet<>();
        for (Answer lookup : lookups) {
            try (InputStream body = keeper.open(lookup.sha256())) {
                found.addAll(SearchAnswer.pNumbers(body).hits());
            }
        }
        return found;
    }
}
