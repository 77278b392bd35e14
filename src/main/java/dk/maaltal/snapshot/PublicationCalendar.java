package dk.maaltal.snapshot;

import dk.maaltal.plan.Plan;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Which periods of a plan have begun, are over, and may be published. */
public final class PublicationCalendar {
    /** The zone in which people read dates. */
    static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

    private PublicationCalendar() {}

    /** The date of an instant for people in Denmark. */
    public static LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, ZONE);
    }

    /** Quarters, half-years and years from the plan's first publication on that have begun by the day, in order. */
    public static List<ReferencePeriod> begun(Plan plan, LocalDate day) {
        LocalDate first = plan.publication().from().firstDay();
        List<ReferencePeriod> periods = new ArrayList<>();
        for (Frequency kind : List.of(Frequency.Q, Frequency.H, Frequency.Y)) {
            for (ReferencePeriod p = ReferencePeriod.containing(kind, first);
                    !p.firstDay().isAfter(day);
                    p = p.shift(1)) {
                if (!p.firstDay().isBefore(first)) {
                    periods.add(p);
                }
            }
        }
        periods.sort(null);
        return List.copyOf(periods);
    }

    /** Those that are over and whose publication day has come. */
    public static List<ReferencePeriod> due(Plan plan, LocalDate day) {
        return begun(plan, day).stream()
                .filter(p -> !plan.publication().day(p).isAfter(day))
                .toList();
    }

    /** Whether the plan publishes a period on that day. */
    public static boolean isDay(Plan plan, LocalDate day) {
        return begun(plan, day).stream().anyMatch(p -> plan.publication().day(p).equals(day));
    }
}
