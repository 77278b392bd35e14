package dk.maaltal.watch.alert;

import dk.maaltal.watch.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What follows from what is open and what was found: one alert for a cause, all that is open again after a day, an
 * all-clear when it is over. Decides only; knows no database and no clock.
 *
 * <p>A cause that comes back within {@link #SOON} of its all-clear is told again, as being back; from then on it must
 * stay away as long before it is called over. So a cause that comes and goes is told twice and not every few seconds.
 *
 * @param opened causes to tell of now
 * @param reminded all that is open, where a reminder of one of them is due; else empty
 * @param closed causes to call over
 * @param changed open alerts that are worded anew, or are gone but not yet called over, or found again
 */
record Judgement(List<OpenAlert> opened, List<OpenAlert> reminded, List<OpenAlert> closed, List<OpenAlert> changed) {
    /** How soon after an all-clear a cause counts as the same one come back. */
    static final Duration SOON = Duration.ofMinutes(30);

    /**
     * @param open what is open
     * @param returned of causes that were called over less than {@link #SOON} ago: how it was when it was closed
     * @param thread the message that will tell of what is new
     * @param again how long after the last time people are reminded; a last time that is to come was told by a clock that
     *     was ahead, and counts for nothing
     */
    static Judgement of(
            Collection<OpenAlert> open,
            Map<String, OpenAlert> returned,
            Found found,
            String thread,
            Instant now,
            Duration again) {
        List<OpenAlert> closed = new ArrayList<>();
        List<OpenAlert> changed = new ArrayList<>();
        List<OpenAlert> staying = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (OpenAlert alert : open) {
            known.add(alert.key());
            Condition condition = found.conditions().get(alert.key());
            if (condition != null) {
                OpenAlert worded = alert.as(condition);
                staying.add(worded);
                if (!worded.equals(alert)) {
                    changed.add(worded);
                }
            } else if (!found.isOver(alert.key())) {
                staying.add(alert);
            } else if (isLongEnoughGone(alert, now)) {
                closed.add(alert);
            } else if (alert.goneAt() == null) {
                changed.add(alert.goneSince(now));
            }
        }
        List<OpenAlert> opened = found.conditions().values().stream()
                .filter(condition -> !known.contains(condition.key()))
                .map(condition -> opened(condition, returned.get(condition.key()), thread, now))
                .toList();
        boolean due = staying.stream()
                .map(OpenAlert::toldAt)
                .anyMatch(told -> !told.plus(again).isAfter(now) || told.isAfter(now.plus(SOON)));
        return new Judgement(opened, due ? staying : List.of(), closed, changed);
    }

    private static boolean isLongEnoughGone(OpenAlert alert, Instant now) {
        Instant gone = alert.goneAt();
        return alert.timesReturned() == 0 || gone != null && !gone.plus(SOON).isAfter(now);
    }

    private static OpenAlert opened(Condition condition, @Nullable OpenAlert before, String thread, Instant now) {
        return new OpenAlert(
                UUID.randomUUID().toString(),
                condition,
                now,
                now,
                1,
                before == null ? thread : before.thread(),
                before == null ? 0 : before.timesReturned() + 1,
                null);
    }
}
