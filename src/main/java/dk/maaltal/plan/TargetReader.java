package dk.maaltal.plan;

import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.series.Frequency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the level a component should reach. */
final class TargetReader {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Frequency[] KINDS = {Frequency.Q, Frequency.H, Frequency.Y};

    private TargetReader() {}

    /** How a level follows from a register. */
    private enum Rule {
        HIGHEST_QUARTER
    }

    /**
     * @param target the target, or empty after a finding
     * @param ceiling how its level follows from a register; empty when it does not
     */
    record Read(Optional<Target> target, Map<String, Object> ceiling) {
        static final Read NONE = new Read(Optional.empty(), Map.of());
    }

    static Read read(Section section, Unit unit) {
        int before = section.findings().count();
        Target.Operator operator = section.choice("operator", Target.Operator.values());
        Against against = section.choice("against", Against.values());
        boolean againstKnown = section.findings().count() == before;
        Optional<BigDecimal> value = section.optionalDecimal("value");
        Frequency frequency = section.optionalChoice("only_for", KINDS).orElse(null);
        String origin = section.text("origin");
        LocalDate from = section.optionalDate("valid_from");
        LocalDate to = section.optionalDate("valid_to");
        Integer due = section.optionalNumber("due_year", 2000, 2199).orElse(null);
        boolean comparable = section.flag("comparable_across_break");
        Map<String, Object> ceiling =
                section.optionalSection("level").map(TargetReader::level).orElse(Map.of());
        section.done();
        if (from != null && to != null && to.isBefore(from)) {
            section.wrong("valid_to", "the target ends %s, before it begins %s".formatted(to, from), "a later day");
        }
        if (againstKnown) {
            checkLevel(section, against, value, ceiling, unit);
        }
        if (section.findings().count() > before) {
            return Read.NONE;
        }
        Target target = new Target(
                operator,
                against,
                value.orElse(BigDecimal.ZERO),
                frequency,
                origin,
                from,
                to,
                due,
                comparable,
                (Integer) ceiling.get("year"));
        return new Read(Optional.of(target), ceiling.isEmpty() ? ceiling : whole(ceiling, target));
    }

    /** What computes the level must know for which periods, and which way, it holds. */
    private static Map<String, Object> whole(Map<String, Object> ceiling, Target target) {
        Map<String, Object> whole = new TreeMap<>(ceiling);
        whole.put("operator", Values.word(target.operator()));
        if (target.frequency() != null) {
            whole.put("only_for", target.frequency().name());
        }
        return whole;
    }

    private static Map<String, Object> level(Section section) {
        Map<String, Object> level = new TreeMap<>();
        String register = section.text("register");
        if (!register.isEmpty() && !LocalKind.REGISTERS.contains(register)) {
            section.wrong("register", "register '%s' is not known".formatted(register), "a register of the plan");
        }
        level.put("register", register);
        level.put("year", section.number("year", 2000, 2199));
        level.put("rule", Values.word(section.choice("rule", Rule.values())));
        section.done();
        return level;
    }

    private static void checkLevel(
            Section section, Against against, Optional<BigDecimal> value, Map<String, Object> level, Unit unit) {
        String how = "against: " + Values.word(against);
        if (against == Against.FIXED && value.isEmpty()) {
            section.wrong("value", "'value' is missing", "a number, because of " + how);
        }
        if (against != Against.FIXED && against != Against.COUNTRY && value.isPresent()) {
            section.wrong("value", "'value' stands beside " + how, "no value, or against: fixed");
        }
        if ((against == Against.REGISTER) != section.has("level")) {
            section.wrong("level", "'level' and " + how + " do not go together", "level with against: register");
        }
        BigDecimal number = value.orElse(BigDecimal.ZERO);
        if (unit == Unit.PERCENT && (number.abs().compareTo(HUNDRED) > 0 || isNegativeShare(against, number))) {
            section.wrong("value", "'value' is %s percent".formatted(number), "0 to 100");
        }
    }

    /** Only a margin may be below zero. */
    private static boolean isNegativeShare(Against against, BigDecimal number) {
        return against == Against.FIXED && number.signum() < 0;
    }
}
