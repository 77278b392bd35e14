package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.LocalBasis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Says of numbers how long their figures go on moving. */
final class Maturities {
    private static final BigDecimal FINE = new BigDecimal("0.05");
    private static final BigDecimal WHOLE = new BigDecimal("0.5");

    private final Evidence evidence;

    Maturities(Evidence evidence) {
        this.evidence = evidence;
    }

    /** What the triangles tell, in their order; each month is read once for all of them. */
    List<Maturity> of(List<Triangle> triangles) {
        evidence.read(triangles.stream()
                .flatMap(triangle -> IntStream.rangeClosed(0, Revisions.LAST_LAG)
                        .boxed()
                        .flatMap(lag -> triangle.wanted(lag, evidence)))
                .toList());
        return triangles.stream().map(this::one).toList();
    }

    private Maturity one(Triangle triangle) {
        PlanNumber number = triangle.number();
        Component component = number.component();
        Revisions revisions = triangle.revisions(0, evidence);
        List<Maturity.Usual> usual = new ArrayList<>();
        for (int lag = 0; lag <= Revisions.LAST_LAG; lag++) {
            usual.add(new Maturity.Usual(lag, revisions.periods(lag), Ratio.rounded(revisions.usual(lag))));
        }
        OptionalInt settled = revisions.settled(step(component.unit()));
        int present = triangle.presentLag();
        LocalBasis local = component.local();
        return new Maturity(
                number.measure().id(),
                component.name(),
                number.basis(),
                triangle.period(),
                component.unit().text(),
                number.basis() == Basis.LOCAL && local != null ? local.maturity() : null,
                revisions.periods(),
                settled.isPresent() ? settled.getAsInt() : null,
                present < 0 || present > Revisions.LAST_LAG ? null : present,
                usual);
    }

    /** Half of the last digit a reader sees. */
    static BigDecimal step(Unit unit) {
        return switch (unit) {
            case PERCENT, PER_MONTH -> FINE;
            case PERSONS, CASES, COUNT -> WHOLE;
        };
    }
}
