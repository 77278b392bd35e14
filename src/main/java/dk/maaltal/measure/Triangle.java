package dk.maaltal.measure;

import dk.maaltal.measure.Evidence.Shown;
import dk.maaltal.plan.Component;
import dk.maaltal.plan.Variant;
import dk.maaltal.series.ReferencePeriod;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One number's earlier periods, each seen at every lag that is behind it: what each showed then, and what it shows when
 * the newest month starts.
 *
 * @param number whose periods they are
 * @param period the period they tell about
 * @param newest the month in whose start everything is known
 */
record Triangle(PlanNumber number, ReferencePeriod period, YearMonth newest) {
    /** How many earlier periods are looked at. */
    private static final int PERIODS = 12;

    /** How old the period is when the newest month starts; below 0 when it is not over. */
    int presentLag() {
        return Months.lag(period, newest);
    }

    /** Whether so many periods can tell of a lag that it has a usual revision; asks for nothing that must be read. */
    boolean canTell(int lag, Evidence evidence) {
        return seen(lag, evidence).size() >= Revisions.NEEDED;
    }

    /** What must be read to know the revisions since a lag. */
    Stream<Shown> wanted(int lag, Evidence evidence) {
        return seen(lag, evidence).stream()
                .flatMap(earlier -> Stream.of(shown(earlier, Months.after(earlier, lag)), shown(earlier, newest)));
    }

    /** The revisions since each lag from one on; what was {@link #wanted} was read. */
    Revisions revisions(int from, Evidence evidence) {
        Revisions revisions = new Revisions();
        for (int lag = from; lag <= Revisions.LAST_LAG; lag++) {
            add(lag, revisions, evidence);
        }
        return revisions;
    }

    /** The revisions since one lag. */
    Revisions revisionsSince(int lag, Evidence evidence) {
        return add(lag, new Revisions(), evidence);
    }

    private Revisions add(int lag, Revisions revisions, Evidence evidence) {
        for (ReferencePeriod earlier : seen(lag, evidence)) {
            Ratio then = evidence.value(shown(earlier, Months.after(earlier, lag)));
            Ratio now = evidence.value(shown(earlier, newest));
            if (then != null && now != null) {
                revisions.add(lag, now.minus(then).abs());
            }
        }
        return revisions;
    }

    /** Earlier periods that are past the lag, when anything was known already. */
    private List<ReferencePeriod> seen(int lag, Evidence evidence) {
        return earlier().stream()
                .filter(earlier -> !Months.after(earlier, lag + 1).isAfter(newest))
                .filter(earlier -> evidence.reaches(number.basis(), Months.after(earlier, lag)))
                .toList();
    }

    private List<ReferencePeriod> earlier() {
        List<ReferencePeriod> earlier = new ArrayList<>();
        for (int back = 1; back <= PERIODS; back++) {
            ReferencePeriod candidate = period.shift(-back);
            if (number.measure().existsFor(candidate) && isSameDefinition(candidate)) {
                earlier.add(candidate);
            }
        }
        return earlier;
    }

    private boolean isSameDefinition(ReferencePeriod other) {
        Component component = number.component();
        if (number.basis() == Basis.OFFICIAL) {
            Optional<Variant> variant = OfficialBasis.variantOf(component, other);
            return variant.isPresent() && variant.equals(OfficialBasis.variantOf(component, period));
        }
        return RegisterLevel.told(component, other).beyondBreak()
                == RegisterLevel.told(component, period).beyondBreak();
    }

    private Shown shown(ReferencePeriod earlier, YearMonth month) {
        return Shown.of(number, earlier, month);
    }
}
