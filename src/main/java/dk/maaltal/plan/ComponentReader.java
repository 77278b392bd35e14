package dk.maaltal.plan;

import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import dk.maaltal.plan.Component.Primary;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Variant.Rule;
import dk.maaltal.series.Frequency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one number of a measure: its unit, bases and target. */
final class ComponentReader {
    /** Every name the contract knows, with the units it may have. */
    private static final Map<String, Set<Unit>> UNITS = new TreeMap<>(Map.of(
            "value", EnumSet.complementOf(EnumSet.of(Unit.PER_MONTH)),
            "count", EnumSet.of(Unit.PERSONS, Unit.CASES, Unit.COUNT),
            "share", EnumSet.of(Unit.PERCENT),
            "fill_rate", EnumSet.of(Unit.PERCENT),
            "orders_per_month", EnumSet.of(Unit.PER_MONTH),
            "actual", EnumSet.of(Unit.PERSONS),
            "expected", EnumSet.of(Unit.PERSONS)));

    private static final Frequency[] SOURCE_KINDS = {Frequency.M, Frequency.Q, Frequency.QMAT, Frequency.Y};

    private final FormulaReader formulas;
    private final LocalReader locals;

    ComponentReader(FormulaReader formulas, LocalReader locals) {
        this.formulas = formulas;
        this.locals = locals;
    }

    Optional<Component> read(Section section) {
        int before = section.findings().count();
        String name = section.text("name");
        Unit unit = section.choice("unit", Unit.values());
        if (section.findings().count() == before) {
            checkName(section, name, unit);
        }
        List<Variant> official = section.has("official") ? variants(section, unit) : unasked(section, "official");
        Optional<LocalBasis> local = section.optionalSection("local").flatMap(s -> locals.read(s, unit));
        boolean hasOfficial = section.has("official");
        boolean hasLocal = section.has("local");
        Primary primary = primary(section, hasOfficial, hasLocal);
        Optional<Target> target =
                section.optionalSection("target").flatMap(s -> target(s, unit, hasOfficial, local, hasLocal));
        Optional<BigDecimal> tolerance = tolerance(section, hasOfficial && hasLocal);
        section.done();
        if (section.findings().count() > before) {
            return Optional.empty();
        }
        return Optional.of(new Component(
                name, unit, official, local.orElse(null), primary, target.orElse(null), tolerance.orElse(null)));
    }

    private static Optional<BigDecimal> tolerance(Section section, boolean bothBases) {
        Optional<BigDecimal> tolerance = section.optionalDecimal("tolerance");
        if (tolerance.isPresent() && tolerance.get().signum() <= 0) {
            section.wrong("tolerance", "'tolerance' is " + tolerance.get().toPlainString(), "a number above 0");
        }
        if (section.has("tolerance") && !bothBases) {
            section.wrong("tolerance", "a tolerance with one basis only", "official and local, or no tolerance");
        }
        return tolerance;
    }

    private static void checkName(Section section, String name, Unit unit) {
        Set<Unit> units = UNITS.get(name);
        if (units == null) {
            section.wrong(
                    "name",
                    "component '%s' is not known".formatted(name),
                    "one of " + String.join(", ", UNITS.keySet()));
        } else if (!units.contains(unit)) {
            section.wrong(
                    "unit",
                    "component '%s' counts %s".formatted(name, unit.text()),
                    "one of " + String.join(", ", units.stream().map(Unit::text).toList()));
        }
    }

    private static Primary primary(Section section, boolean official, boolean local) {
        if (!official && !local) {
            section.findings().add(section.line(), "the component has no basis", "official, local or both");
        }
        Optional<Primary> said = section.optionalChoice("primary", Primary.values());
        Primary primary = said.orElse(official ? Primary.OFFICIAL : Primary.LOCAL);
        if (official && local && !section.has("primary")) {
            section.wrong("primary", "'primary' is missing, and there are two bases", Values.oneOf(Primary.values()));
        }
        boolean needsBoth = primary == Primary.OFFICIAL_IF_OFFERED || primary == Primary.LOCAL_IF_REGISTERS;
        boolean there = needsBoth ? official && local : primary == Primary.OFFICIAL ? official : local;
        if (said.isPresent() && !there && (official || local)) {
            section.wrong(
                    "primary",
                    "primary: %s without that basis".formatted(Values.word(primary)),
                    "a basis that is declared");
        }
        return primary;
    }

    private static Optional<Target> target(
            Section section, Unit unit, boolean official, Optional<LocalBasis> basis, boolean local) {
        TargetReader.Read read = TargetReader.read(section, unit);
        Target.Against against = read.target().map(Target::against).orElse(Target.Against.FIXED);
        if (against == Target.Against.COUNTRY && !official) {
            section.wrong("against", "against: country without an official basis", "an official basis");
        }
        boolean fromRegister = against == Target.Against.ROW || against == Target.Against.REGISTER;
        if (fromRegister && !local) {
            section.wrong("against", "the level comes from a register, but there is no local basis", "a local basis");
        }
        basis.ifPresent(source -> checkSource(section, against, read.register(), source));
        return read.target();
    }

    /** A level can only come from what the figure itself is counted from. */
    private static void checkSource(Section section, Target.Against against, String register, LocalBasis basis) {
        if (against == Target.Against.ROW && !(basis.rule() instanceof LocalRule.OutsideEducationAndWork)) {
            section.wrong(
                    "against", "%s has no benchmark in its rows".formatted(basis.kind()), "another kind of level");
        }
        if (against == Target.Against.REGISTER
                && basis.registers().stream().noneMatch(read -> read.text().equals(register))) {
            section.wrong("level", "the figure does not read register '%s'".formatted(register), "a register it reads");
        }
    }

    private List<Variant> variants(Section section, Unit unit) {
        List<Variant> variants = new ArrayList<>();
        List<Section> declared = section.sections("official");
        LocalDate before = null;
        for (int i = 0; i < declared.size(); i++) {
            Section variant = declared.get(i);
            LocalDate until = variant.optionalDate("until");
            checkUntil(variant, until, before, i == declared.size() - 1);
            before = until == null ? before : until;
            variant(variant, until, unit).ifPresent(variants::add);
        }
        return variants;
    }

    private static void checkUntil(
            Section variant, @Nullable LocalDate until, @Nullable LocalDate before, boolean last) {
        if (last && until != null) {
            variant.wrong(
                    "until",
                    "the last variant ends %s: later periods have none".formatted(until),
                    "no 'until' in the last one");
        }
        if (!last && until == null && !variant.has("until")) {
            variant.findings()
                    .add(
                            variant.line(),
                            "a variant without 'until' hides those after it",
                            "'until' in all but the last");
        }
        if (until != null && before != null && !until.isAfter(before)) {
            variant.wrong(
                    "until",
                    "the variant ends %s, the one before it %s".formatted(until, before),
                    "a later day than the one before");
        }
    }

    private Optional<Variant> variant(Section section, @Nullable LocalDate until, Unit unit) {
        int before = section.findings().count();
        Rule rule = section.choice("rule", Rule.values());
        Frequency frequency = section.choice("frequency", SOURCE_KINDS);
        boolean known = section.findings().count() == before;
        int maxLag = section.optionalNumber("max_lag", 0, 24).orElse(0);
        if (known && rule == Rule.SUM && (frequency != Frequency.M || maxLag != 0)) {
            section.wrong(
                    "rule",
                    "rule: sum with frequency %s and max_lag %d".formatted(frequency, maxLag),
                    "all months: frequency M, max_lag 0");
        }
        List<Formula> read = new ArrayList<>();
        for (Section formula : section.sections("formulas")) {
            formulas.formula(formula, frequency).ifPresent(f -> {
                checkUnit(formula, f, unit, rule);
                read.add(f);
            });
        }
        boolean definitionBreak = section.flag("definition_break");
        String note = section.optionalText("note").orElse("");
        section.done();
        return read.isEmpty()
                ? Optional.empty()
                : Optional.of(new Variant(until, rule, frequency, maxLag, read, definitionBreak, note));
    }

    private static void checkUnit(Section section, Formula formula, Unit unit, Rule rule) {
        boolean share = formula instanceof Formula.Share || formula instanceof Formula.Served;
        boolean perMonth = formula instanceof Formula.PerMonth;
        if (share != (unit == Unit.PERCENT) || perMonth != (unit == Unit.PER_MONTH)) {
            section.findings()
                    .add(
                            section.line(),
                            "a formula %s for the unit %s".formatted(kind(formula), unit.text()),
                            "share or served for percent, per_month for per_month, count for all else");
        }
        if (perMonth && rule != Rule.SUM) {
            section.findings().add(section.line(), "per_month with rule: last", "rule: sum");
        }
    }

    private static String kind(Formula formula) {
        return formula instanceof Formula.PerMonth
                ? "per_month"
                : formula.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static <T> List<T> unasked(Section section, String key) {
        section.raw(key);
        return List.of();
    }
}
