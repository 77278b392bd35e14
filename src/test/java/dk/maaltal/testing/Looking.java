package dk.maaltal.testing;

import dk.maaltal.measure.Difference;
import dk.maaltal.measure.Evaluation;
import dk.maaltal.measure.Maturity;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One look by the product at what was known at an instant. */
public record Looking(Evaluation.At evaluation, Plan plan) {
    /** The rows of a period, by the contract's column names. */
    public List<Map<String, @Nullable String>> rows(String period) {
        return evaluation.evaluate(plan, ReferencePeriod.parse(period)).rows().stream()
                .map(Looking::columns)
                .toList();
    }

    /** The months after which a component's figures have settled, and its usual revision by age in months. */
    public String maturity(String measure, String component, String period) {
        Maturity maturity = evaluation.maturity(plan, measure, component, ReferencePeriod.parse(period));
        Map<Integer, String> usual = new TreeMap<>();
        maturity.usual().forEach(u -> {
            if (u.revision() != null) {
                usual.put(u.lag(), PlainNumbers.text(u.revision().setScale(4, RoundingMode.HALF_UP)));
            }
        });
        return maturity.settledLag() + " " + usual;
    }

    /** What lies between local and official figures: the difference, timing, population and rest; a dash where not known. */
    public List<String> differences(List<String> periods) {
        List<String> lines = new ArrayList<>();
        for (Difference difference : evaluation.differences(
                plan, periods.stream().map(ReferencePeriod::parse).toList())) {
            if (difference instanceof Difference.Compared) {
                Difference.Compared c = (Difference.Compared) difference;
                lines.add("%s %s %s: %s = %s + %s + %s"
                        .formatted(
                                c.measureId(),
                                c.component(),
                                c.period(),
                                PlainNumbers.text(c.difference()),
                                PlainNumbers.text(c.timing()),
                                PlainNumbers.text(c.population()),
                                PlainNumbers.text(c.rest())));
            }
        }
        return lines;
    }

    private static Map<String, @Nullable String> columns(Row row) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("measure_id", row.key().measureId());
        columns.put("component", row.key().component());
        columns.put("is_primary", Boolean.toString(row.primary()));
        columns.put("twin_difference", text(row.twinDifference()));
        columns.put("basis", row.key().basis().toString().toLowerCase(Locale.ROOT));
        columns.put("area_code", row.key().areaCode());
        columns.put("state", row.state().name());
        columns.put("reference_period", row.referencePeriod());
        columns.put("value", text(row.value()));
        columns.put("numerator", text(row.numerator()));
        columns.put("denominator", text(row.denominator()));
        columns.put("benchmark_value", text(row.benchmarkValue()));
        columns.put("previous_value", text(row.previousValue()));
        columns.put("target_value", text(row.targetValue()));
        columns.put("deviation", text(row.deviation()));
        columns.put("provisional", Boolean.toString(row.provisional()));
        columns.put("attributes", row.attributes());
        columns.put("status", row.status() == null ? null : row.status().name());
        columns.put("reason", row.reason() == null ? null : row.reason().name().toLowerCase(Locale.ROOT));
        return columns;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
