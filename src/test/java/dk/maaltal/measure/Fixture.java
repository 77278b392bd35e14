package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Disclosure;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant;
import dk.maaltal.plan.Variant.Rule;
import dk.maaltal.register.Register;
import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.AreaKind;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small plans for tests, read like the files they stand for. */
public final class Fixture {
    public static final Area OWN = new Area("707", "Norddjurs");
    public static final Area OTHER = new Area("101", "København");

    private Fixture() {}

    public static Plan plan(Measure... measures) {
        return plan(Plan.Publication.HOLD_CHANGED_PERCENT, measures);
    }

    /** @param holdChangedPercent 100 where holding is not what is tested */
    public static Plan plan(int holdChangedPercent, Measure... measures) {
        return new Plan(
                "norddjurs-2024",
                "Beskæftigelsesplan 2024",
                OWN,
                new AreaBook(List.of(OWN, OTHER), Map.of()),
                LocalDate.of(2024, 1, 1),
                LocalDate.of(2024, 12, 31),
                new Plan.Publication(ReferencePeriod.parse("2024Q1"), 45, 75, 75, holdChangedPercent),
                Period.ofDays(14),
                List.of(measures),
                new TreeMap<>());
    }

    public static Measure measure(String id, Component... components) {
        return measure(id, "sha-" + id, components);
    }

    public static Measure measure(String id, String definition, Component... components) {
        return new Measure(
                id,
                2,
                "Mål " + id,
                "Measure " + id,
                "Beskrivelse",
                "Planens ord",
                Measure.Direction.HIGHER,
                Measure.FollowUp.HALF_YEARLY,
                Set.of("Q", "H", "Y"),
                List.of(components),
                null,
                null,
                definition,
                id + ".yml");
    }

    public static Component component(Unit unit, @Nullable Target target, Variant... variants) {
        return new Component("value", unit, List.of(variants), null, Primary.OFFICIAL, target);
    }

    public static Component both(Primary primary, @Nullable Target target, Variant... variants) {
        return new Component("value", Unit.PERCENT, List.of(variants), local(), primary, target);
    }

    public static LocalBasis local() {
        return new LocalBasis(
                "interviews_in_window",
                List.of(Register.SAMTALER, Register.FORLOEB),
                false,
                new LocalRule.Interviews(List.of("Kontanthjælp"), 12, 12, "Afholdt", 4),
                Disclosure.STAR_3,
                null,
                Map.of());
    }

    /** A stock without an end. */
    public static Variant last(Frequency frequency, int maxLag, Formula... formulas) {
        return new Variant(null, Rule.LAST, frequency, maxLag, List.of(formulas), false, "");
    }

    /** A flow without an end. */
    public static Variant sum(Formula... formulas) {
        return new Variant(null, Rule.SUM, Frequency.M, 0, List.of(formulas), false, "");
    }

    public static Target target(Operator operator, Against against, String value) {
        return new Target(operator, against, new BigDecimal(value), null, "the plan", null, null, null, false);
    }

    public static Formula share(SeriesSelector n, SeriesSelector of) {
        return new Formula.Share(List.of(n), List.of(of));
    }

    public static Formula count(SeriesSelector... plus) {
        return new Formula.Count(List.of(plus), List.of());
    }

    /** {@code table/measure} or {@code table/measure/member}, by months. */
    public static SeriesSelector month(String path) {
        return series(path, Frequency.M, false, null);
    }

    public static SeriesSelector optional(String path) {
        return series(path, Frequency.M, true, null);
    }

    public static SeriesSelector ended(String path, String last) {
        return series(path, Frequency.M, false, ReferencePeriod.parse(last));
    }

    public static SeriesSelector series(
            String path, Frequency frequency, boolean optional, @Nullable ReferencePeriod ended) {
        String[] part = path.split("/");
        return new SeriesSelector(
                new TableSelector(part[0], part[0], null, ended),
                frequency,
                AreaKind.MUNICIPALITY,
                new MeasureSelector(null, null, List.of(part[1])),
                part.length > 2 ? List.of(new MemberSelector("_h", part[2])) : List.of(),
                optional);
    }
}
