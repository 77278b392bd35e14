package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Evaluates and looks at one cell. */
final class Cells {
    static final Instant AS_OF = Instant.parse("2024-10-01T00:30:00Z");

    private Cells() {}

    static Evaluated evaluate(Plan plan, FakeKnowledge knowledge, String period, Instant asOf) {
        return new Evaluation(knowledge, Origins.ALL_REAL).at(asOf).evaluate(plan, ReferencePeriod.parse(period));
    }

    static Evaluated evaluate(Component component, FakeKnowledge knowledge, String period) {
        return evaluate(Fixture.plan(Fixture.measure("5.1", component)), knowledge, period, AS_OF);
    }

    static Row own(Component component, FakeKnowledge knowledge, String period) {
        return row(evaluate(component, knowledge, period), Basis.OFFICIAL, "707");
    }

    static Row row(Evaluated evaluated, Basis basis, String area) {
        return evaluated.rows().stream()
                .filter(r -> r.key().basis() == basis && r.key().areaCode().equals(area))
                .reduce((a, b) -> {
                    throw new AssertionError("two rows " + a.key());
                })
                .orElseThrow(() -> new AssertionError("no row of " + basis + " " + area));
    }

    /** Trailing zeros off, or {@code -} for none. */
    static String plain(@Nullable BigDecimal number) {
        return number == null ? "-" : number.stripTrailingZeros().toPlainString();
    }

    static String text(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
