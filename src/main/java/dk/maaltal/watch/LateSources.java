package dk.maaltal.watch;

import dk.maaltal.watch.Freshness.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says of each source that is late, unless the last run said so itself. Looks every ten minutes, for it reads much. */
final class LateSources implements Condition.Source {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private final SourceCalendar calendar;
    private final Readings readings;
    private final Clock clock;
    private Instant looked = Instant.MIN;
    private List<Condition> found = List.of();

    LateSources(SourceCalendar calendar, Readings readings, Clock clock) {
        this.calendar = calendar;
        this.readings = readings;
        this.clock = clock;
    }

    @Override
    public synchronized List<Condition> now() {
        Instant now = clock.instant();
        if (now.isBefore(looked) || !now.isBefore(looked.plus(LOOK_EVERY))) {
            List<Condition> late = new ArrayList<>();
            for (Freshness source : calendar.at(now)) {
                if (source.isLate() && !saysItself(source)) {
                    late.add(condition(source));
                }
            }
            found = List.copyOf(late);
            looked = now;
        }
        return found;
    }

    private boolean saysItself(Freshness source) {
        return switch (source.state()) {
            case BEHIND -> readings.saysItself("table:" + source.source().replaceFirst("jobindsats ", ""));
            case SILENT -> readings.saysItself(source.source().replaceFirst("jobindsats ", ""));
            default -> false;
        };
    }

    private static Condition condition(Freshness source) {
        String which = source.measures().isEmpty()
                ? "what is counted from it stays"
                : "measures %s stay".formatted(String.join(", ", source.measures()));
        return new Condition(
                "late " + source.source(),
                "%s (%s): %s".formatted(source.source(), source.name(), source.why()),
                "%s as of %s, the newest that is held".formatted(which, source.newest()),
                cause(source.state()),
                next(source),
                Condition.Severity.WARNING);
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
                source.source().startsWith("jobindsats ")
                        ? "ask jobindsats@star.dk"
                        : "ask for a new extract and put it into the drop folder";
            default -> "maaltal run nightly";
        };
    }
}
