package dk.maaltal.watch;

import dk.maaltal.watch.Freshness.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Says of each source that is late, unless the last run said so itself; tables of one source that wait for the same
 * thing are one cause. Looks every ten minutes, for it reads much.
 */
final class LateSources implements Condition.Source {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final String JOBINDSATS = "jobindsats ";
    private static final int NAMED = 5;

    private final Function<Instant, List<Freshness>> calendar;
    private final Predicate<String> saysItself;
    private final InstantSource clock;
    private Instant looked = Instant.MIN;
    private List<Condition> found = List.of();

    /**
     * @param calendar how fresh every source is at an instant
     * @param saysItself whether the last run that tried a scope said that something is missing
     */
    LateSources(Function<Instant, List<Freshness>> calendar, Predicate<String> saysItself, InstantSource clock) {
        this.calendar = calendar;
        this.saysItself = saysItself;
        this.clock = clock;
    }

    @Override
    public synchronized List<Condition> now() {
        Instant now = clock.instant();
        if (now.isBefore(looked) || !now.isBefore(looked.plus(LOOK_EVERY))) {
            Map<String, List<Freshness>> late = calendar.apply(now).stream()
                    .filter(source -> source.isLate() && !isSaid(source))
                    .collect(Collectors.groupingBy(LateSources::key, LinkedHashMap::new, Collectors.toList()));
            found = late.entrySet().stream()
                    .map(cause -> condition(cause.getKey(), cause.getValue()))
                    .toList();
            looked = now;
        }
        return found;
    }

    private boolean isSaid(Freshness source) {
        return switch (source.state()) {
            case BEHIND -> saysItself.test("table:" + source.source().replaceFirst(JOBINDSATS, ""));
            case SILENT -> saysItself.test(source.source().replaceFirst(JOBINDSATS, ""));
            default -> false;
        };
    }

    /** What was announced for another day, and does not come either, is a cause of its own. */
    private static String key(Freshness source) {
        return switch (source.state()) {
            case BEHIND -> "late jobindsats behind";
            case AWAITED -> "late jobindsats awaited " + source.updateNext();
            default -> "late " + source.source();
        };
    }

    private static Condition condition(String key, List<Freshness> sources) {
        Freshness first = sources.get(0);
        return new Condition(
                key,
                what(sources),
                "%s, the newest that is held".formatted(meaning(sources)),
                cause(first.state()),
                next(first),
                Condition.Severity.WARNING);
    }

    private static String what(List<Freshness> sources) {
        List<String> named = new ArrayList<>();
        sources.stream()
                .limit(sources.size() == NAMED + 1 ? NAMED + 1 : NAMED)
                .map(source -> "%s (%s): %s".formatted(source.source(), source.name(), source.why()))
                .forEach(named::add);
        if (named.size() < sources.size()) {
            named.add("and %d more: maaltal status --all".formatted(sources.size() - named.size()));
        }
        String all = String.join("; ", named);
        return sources.size() == 1 ? all : "%d tables are late: %s".formatted(sources.size(), all);
    }

    private static String meaning(List<Freshness> sources) {
        String measures = sources.stream()
                .flatMap(source -> source.measures().stream())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String newest = sources.stream()
                .map(source -> String.valueOf(source.newest()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "%s as of %s"
                .formatted(
                        measures.isEmpty() ? "what is counted from it stays" : "measures %s stay".formatted(measures),
                        newest);
    }

    private static String cause(State state) {
        return switch (state) {
            case AWAITED -> "the source is late";
            case OLD -> "whoever delivers it did not";
            case SHORT -> "the source published an update without it, or took it back";
            case SILENT -> "no run that asks it ended well";
            default -> "the last run did not fetch it";
        };
    }

    private static String next(Freshness source) {
        return switch (source.state()) {
            case AWAITED -> "nothing: it is fetched when it comes; ask jobindsats@star.dk if it lasts";
            case SHORT -> "look at the table on jobindsats.dk; if it has the period there, write to jobindsats@star.dk";
            case OLD ->
                source.source().startsWith(JOBINDSATS)
                        ? "ask jobindsats@star.dk"
                        : "ask for a new extract and put it into the drop folder";
            default -> "maaltal run nightly";
        };
    }
}
