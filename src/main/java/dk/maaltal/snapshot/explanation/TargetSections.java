package dk.maaltal.snapshot.explanation;

import dk.maaltal.measure.Account;
import dk.maaltal.measure.Distance;
import dk.maaltal.measure.Row;
import dk.maaltal.plan.Target;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** What a component is held against, and how far it is from the other side. */
final class TargetSections {
    private TargetSections() {}

    static Section target(Account.OfComponent component, @Nullable Row row, ReferencePeriod period) {
        Section.Writer section = new Section.Writer("target", "Target");
        Target target = component.component().target();
        if (target == null || row == null || row.targetText() == null) {
            return section.fact("text", "Target", null)
                    .fact("level", "Judged against", null)
                    .fact("level_from", "Which is", target == null ? "the plan sets no target" : noneForPeriod(target))
                    .fact("origin", "Where the target comes from", target == null ? null : target.origin())
                    .fact("status", "Status", status(row))
                    .fact("reason", "Reason", reason(row))
                    .fact("deviation", "Value minus level", null)
                    .done();
        }
        return section.fact("text", "Target", row.targetText())
                .fact("level", "Judged against", row.targetValue())
                .fact("level_from", "Which is", from(target, row, period))
                .fact("origin", "Where the target comes from", target.origin())
                .fact("status", "Status", status(row))
                .fact("reason", "Reason", reason(row))
                .fact("deviation", "Value minus level", row.deviation())
                .done();
    }

    private static String noneForPeriod(Target target) {
        return "the plan's target does not hold for this period"
                + (target.frequency() == null ? "" : ", only for kind " + target.frequency());
    }

    private static @Nullable String status(@Nullable Row row) {
        return row == null || row.status() == null ? null : row.status().name();
    }

    private static @Nullable String reason(@Nullable Row row) {
        return row == null || row.reason() == null
                ? null
                : "%s: %s".formatted(row.reason().text(), ReasonWords.of(row.reason()));
    }

    private static String from(Target target, Row row, ReferencePeriod period) {
        return switch (target.against()) {
            case FIXED -> "the plan's own number";
            case COUNTRY ->
                "the whole country's official figure%s%s".formatted(told(row.benchmarkValue()), margin(target.value()));
            case LAST_YEAR ->
                "the own figure of the same period last year, %s%s"
                        .formatted(period.yearBefore(), told(row.previousValue()));
            case ROW -> "the benchmark that stands in the same row of the sheet" + told(row.targetValue());
            case REGISTER ->
                "the highest quarter of %d in the register%s".formatted(target.levelYear(), told(row.targetValue()));
        };
    }

    private static String told(@Nullable BigDecimal value) {
        return value == null ? ", which is not known" : " (" + plain(value) + ")";
    }

    private static String margin(BigDecimal margin) {
        if (margin.signum() == 0) {
            return "";
        }
        return (margin.signum() > 0 ? " plus " : " less ") + plain(margin.abs()) + " percentage points";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** @param shown whether the judged figure is shown, and is the one that was computed anew */
    static Section distance(Account.OfComponent component, @Nullable Row row, boolean shown) {
        Section.Writer section = new Section.Writer("distance", "Distance to the target");
        Distance distance = shown ? component.distance() : null;
        if (distance == null || row == null) {
            return section.fact("unit", "Reckoned in", null)
                    .fact("to_meet", "To meet it", null)
                    .fact("margin", "Margin", null)
                    .fact("direction", "Direction", null)
                    .fact("possible", "Possible at unchanged N", null)
                    .fact("in_words", "In words", none(component, row))
                    .done();
        }
        String noun = RuleWords.noun(component.component());
        return section.fact("unit", "Reckoned in", noun)
                .fact("to_meet", "To meet it", distance.toMeet())
                .fact("margin", "Margin", distance.margin())
                .fact("direction", "Toward the target is", distance.rise() ? "more" : "fewer")
                .fact("possible", "Possible at unchanged N", distance.possible())
                .fact("in_words", "In words", words(distance, noun, row.denominator() != null))
                .done();
    }

    private static String words(Distance distance, String noun, boolean share) {
        String unchanged = share ? ", all else unchanged (N, and what it is held against)" : ", all else unchanged";
        if (distance.toMeet().signum() > 0) {
            String words = "%s %s %s would meet it%s"
                    .formatted(
                            distance.toMeet(),
                            distance.rise() ? "more" : "fewer",
                            of(noun, distance.toMeet()),
                            unchanged);
            return distance.possible() ? words : words + "; N is too small for that";
        }
        return "met; with %s %s %s it still would be%s"
                .formatted(
                        distance.margin(), distance.rise() ? "fewer" : "more", of(noun, distance.margin()), unchanged);
    }

    private static String of(String noun, BigInteger number) {
        return number.equals(BigInteger.ONE) ? noun.substring(0, noun.length() - 1) : noun;
    }

    private static String none(Account.OfComponent component, @Nullable Row row) {
        if (component.component().target() == null || row != null && row.targetText() == null) {
            return "no target";
        }
        if (row == null || row.value() == null || row.targetValue() == null) {
            return "nothing is judged";
        }
        return row.numerator() == null ? "the source gives no counts" : "not told: see 'recomputed'";
    }
}
