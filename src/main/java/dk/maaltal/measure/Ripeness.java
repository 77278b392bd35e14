package dk.maaltal.measure;

import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Finds the judged cells whose figure usually moves by more than its distance to the target. */
final class Ripeness {
    private final Evidence evidence;
    private final YearMonth newest;

    Ripeness(Evidence evidence, YearMonth newest) {
        this.evidence = evidence;
        this.newest = newest;
    }

    /** A judged cell beside the triangle of its earlier periods. */
    private record Aged(JudgedCell cell, Triangle triangle) {
        int lag() {
            return triangle.presentLag();
        }
    }

    /** For each period and cell that cannot be judged yet the first day it can, by all that is known of such figures. */
    Map<ReferencePeriod, Map<RowKey, LocalDate>> judgedFrom(Collection<JudgedCell> cells) {
        List<Aged> aged = cells.stream()
                .map(cell -> new Aged(cell, new Triangle(cell.number(), cell.period(), newest)))
                .filter(one -> one.lag() >= 0 && one.lag() <= Revisions.LAST_LAG)
                .filter(one -> one.triangle().canTell(one.lag(), evidence))
                .toList();
        evidence.read(aged.stream()
                .flatMap(one -> one.triangle().wanted(one.lag(), evidence))
                .toList());
        List<Aged> unripe = new ArrayList<>();
        for (Aged one : aged) {
            Ratio usual = one.triangle().revisionsSince(one.lag(), evidence).usual(one.lag());
            if (usual != null && usual.compare(one.cell().distance()) > 0) {
                unripe.add(one);
            }
        }
        evidence.read(unripe.stream()
                .flatMap(one -> IntStream.rangeClosed(one.lag(), Revisions.LAST_LAG)
                        .boxed()
                        .flatMap(lag -> one.triangle().wanted(lag, evidence)))
                .toList());
        Map<ReferencePeriod, Map<RowKey, LocalDate>> judged = new HashMap<>();
        unripe.forEach(one -> judged.computeIfAbsent(one.cell().period(), p -> new HashMap<>())
                .put(one.cell().key(), judgedFrom(one)));
        return judged;
    }

    private LocalDate judgedFrom(Aged one) {
        Revisions revisions = one.triangle().revisions(one.lag(), evidence);
        int lag = revisions.judgeable(one.lag(), one.cell().distance());
        return Months.after(one.cell().period(), lag).atDay(1);
    }
}
