package dk.maaltal.job;

import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Maturity;
import dk.maaltal.plan.Plan;
import dk.maaltal.report.Grid;
import java.math.BigDecimal;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How long the figures of a plan's measures go on moving: one row for each component and kind of period. */
public final class MaturityList {
    private final Evaluation evaluation;
    private final NightClock clock;

    MaturityList(Evaluation evaluation, NightClock clock) {
        this.evaluation = evaluation;
        this.clock = clock;
    }

    /** For machines: a column for each lag's usual revision, with how many periods tell of it. */
    public Grid of(Plan plan) {
        List<String> columns = new ArrayList<>(columns());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Maturity maturity : known(plan)) {
            List<@Nullable Object> row = row(maturity, maturity.declared() == null ? null : text(maturity.declared()));
            row.add(maturity.settledLag());
            for (Maturity.Usual usual : maturity.usual()) {
                row.add(usual.revision() == null ? null : plain(usual.revision()));
                row.add(usual.periods());
            }
            rows.add(row);
        }
        columns.add("settled_months");
        for (int lag = 0; lag <= Maturity.LAST_LAG; lag++) {
            columns.add("usual_" + lag);
            columns.add("periods_" + lag);
        }
        return new Grid(columns, rows);
    }

    /** For people: {@code 0: 1.2, 1: 0.4, 2: 0}, up to the lag from which nothing changes any more. */
    public Grid forPeople(Plan plan) {
        List<String> columns = new ArrayList<>(columns());
        columns.addAll(List.of("settled", "usual revision by months"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Maturity maturity : known(plan)) {
            List<@Nullable Object> row =
                    row(maturity, maturity.declared() == null ? "none" : text(maturity.declared()));
            row.add(settled(maturity));
            row.add(usual(maturity));
            rows.add(row);
        }
        return new Grid(columns, rows);
    }

    private List<Maturity> known(Plan plan) {
        return evaluation.at(clock.instant()).maturities(plan);
    }

    private static List<String> columns() {
        return List.of("measure", "component", "basis", "kind", "unit", "declared", "evidence");
    }

    private static List<@Nullable Object> row(Maturity maturity, @Nullable String declared) {
        List<@Nullable Object> row = new ArrayList<>();
        row.add(maturity.measureId());
        row.add(maturity.component());
        row.add(maturity.basis().text());
        row.add(maturity.period().frequency().name());
        row.add(maturity.unit());
        row.add(declared);
        row.add(maturity.periods());
        return row;
    }

    private static String settled(Maturity maturity) {
        if (!maturity.isKnown()) {
            return "not enough vintages (%d of %d)".formatted(maturity.periods(), Maturity.NEEDED);
        }
        Integer lag = maturity.settledLag();
        if (lag == null) {
            return "not within %d months".formatted(Maturity.LAST_LAG);
        }
        return lag == 1 ? "after 1 month" : "after %d months".formatted(lag);
    }

    private static String usual(Maturity maturity) {
        return maturity.usual().stream()
                .filter(usual -> usual.revision() != null)
                .map(usual -> usual.lag() + ": " + plain(usual.revision()))
                .collect(Collectors.joining(", "));
    }

    /** {@code 3 months}, {@code 14 days}. */
    private static String text(Period period) {
        List<String> parts = new ArrayList<>();
        if (period.toTotalMonths() != 0) {
            parts.add(period.toTotalMonths() == 1 ? "1 month" : period.toTotalMonths() + " months");
        }
        if (period.getDays() != 0 || parts.isEmpty()) {
            parts.add(period.getDays() == 1 ? "1 day" : period.getDays() + " days");
        }
        return String.join(" ", parts);
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null ? "" : number.stripTrailingZeros().toPlainString();
    }
}
