package dk.maaltal.staging;

import dk.maaltal.series.Frequency;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.TableMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses a reading that holds less than the one before. Only what both asked for in the same way is compared: the same
 * kind of period and dimensions, by at least the same area hierarchies. So a plan that asks for other members or other
 * areas has not shrunk, and one that merely names its measures in another way is guarded as before.
 */
final class ShrinkGuard {
    private final String tableId;
    private final List<DataRequest> comparable;
    private final Optional<Extent> before;
    private final Scope scope;

    /** What is asked together: a kind of period, broken down by the same dimensions. */
    private record Asked(Frequency frequency, Set<String> dimensions) {
        static Asked by(DataRequest request) {
            Set<String> dimensions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            dimensions.addAll(request.members().keySet());
            return new Asked(request.frequency(), dimensions);
        }
    }

    private ShrinkGuard(
            String tableId,
            List<DataRequest> comparable,
            Optional<Extent> before,
            TableMetadata metadata,
            Collection<FigureBook.Figure> known) {
        this.tableId = tableId;
        this.comparable = comparable;
        this.before = before;
        this.scope = new Scope(metadata, comparable, known);
    }

    /**
     * Against the newest reading of the table that was taken.
     *
     * @param known the table's figures before the reading
     */
    static ShrinkGuard of(
            JdbcClient db,
            String tableId,
            TableMetadata metadata,
            List<DataRequest> requests,
            Collection<FigureBook.Figure> known) {
        Optional<Extent.Taken> last = Extent.lastTaken(db, tableId);
        Map<Asked, Set<String>> then = hierarchies(
                last.map(taken -> new Readings(db).requests(taken.readingId())).orElse(List.of()));
        Map<Asked, Set<String>> now = hierarchies(requests);
        List<DataRequest> comparable = requests.stream()
                .filter(request -> then.containsKey(Asked.by(request)))
                .filter(request -> now.getOrDefault(Asked.by(request), Set.of())
                        .containsAll(then.getOrDefault(Asked.by(request), Set.of())))
                .toList();
        return new ShrinkGuard(tableId, comparable, last.map(Extent.Taken::extent), metadata, known);
    }

    private static Map<Asked, Set<String>> hierarchies(List<DataRequest> requests) {
        Map<Asked, Set<String>> hierarchies = new HashMap<>();
        requests.forEach(request -> hierarchies
                .computeIfAbsent(Asked.by(request), asked -> new HashSet<>())
                .add(request.areaHierarchy().toLowerCase(Locale.ROOT)));
        return hierarchies;
    }

    /** The figures whose areas must all be there again. */
    Scope scope() {
        return scope;
    }

    /**
     * Compares.
     *
     * @param areasBefore codes of the areas known so far with a figure in the scope
     * @throws Refusal SHRUNK
     */
    void check(Extent extent, Set<String> areasBefore) {
        TreeSet<String> lost = new TreeSet<>(areasBefore);
        lost.removeAll(extent.areas());
        if (!lost.isEmpty()) {
            throw Refusal.of(
                    Outcome.SHRUNK,
                    tableId,
                    "it lost %d of %d areas: %s".formatted(lost.size(), areasBefore.size(), String.join(", ", lost)),
                    "every area that was there before");
        }
        before.ifPresent(was -> extent.refuseIfShrunk(tableId, was, comparable));
    }
}
