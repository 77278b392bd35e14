package dk.maaltal.source.cvr;

import dk.maaltal.problem.Problem;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of one reading as they come in: they must make up exactly what CVR counts. */
final class Walk {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final List<ProductionUnit> units = new ArrayList<>();
    private final List<Answer> pages = new ArrayList<>();
    private long total = -1;
    private @Nullable JsonNode after;

    /**
     * Whether a page goes on where the ones before ended.
     *
     * @throws UnreadableAnswer CONFLICT
     */
    SearchAnswer<ProductionUnit> check(SearchAnswer<ProductionUnit> page) throws UnreadableAnswer {
        if (total >= 0 && page.total() != total) {
            throw conflict("CVR counted %d workplaces on the first page and %d on page %d"
                    .formatted(total, page.total(), pages.size() + 1));
        }
        long last = units.isEmpty() ? 0 : units.get(units.size() - 1).pNumber();
        for (int i = 0; i < page.hits().size(); i++) {
            long pNumber = page.hits().get(i).pNumber();
            if (pNumber <= last) {
                throw conflict("hit %d of page %d is not behind the one before it".formatted(i + 1, pages.size() + 1));
            }
            last = pNumber;
        }
        long fetched = units.size() + (long) page.hits().size();
        if (fetched > page.total() || page.hits().isEmpty() && fetched < page.total()) {
            throw conflict("CVR counts %d workplaces and gave %d".formatted(page.total(), fetched));
        }
        return page;
    }

    void add(SearchAnswer<ProductionUnit> page, Answer answer) {
        total = page.total();
        units.addAll(page.hits());
        pages.add(answer);
        if (!units.isEmpty()) {
            String last = String.valueOf(units.get(units.size() - 1).pNumber());
            after = page.lastSort() != null
                    ? page.lastSort()
                    : MAPPER.createArrayNode().add(last);
        }
    }

    boolean isBegun() {
        return !pages.isEmpty();
    }

    boolean isComplete() {
        return units.size() == total;
    }

    /** Where the next page begins; null for the first. */
    @Nullable
    JsonNode after() {
        return after;
    }

    /** @throws UnreadableAnswer CONFLICT when pages are missing */
    List<ProductionUnit> complete() throws UnreadableAnswer {
        if (!isComplete()) {
            throw conflict("CVR counts %d workplaces and gave %d".formatted(total, units.size()));
        }
        return units;
    }

    List<ProductionUnit> units() {
        return units;
    }

    List<Answer> pages() {
        return pages;
    }

    private static UnreadableAnswer conflict(String what) {
        return new UnreadableAnswer(
                Outcome.CONFLICT, Problem.upstream("", what, "every unit once, as many as CVR counts", ""));
    }
}
