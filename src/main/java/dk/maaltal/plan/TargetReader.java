package dk.maaltal.plan;

import dk.maaltal.declaration.Section;
import dk.maaltal.declaration.Values;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.series.Frequency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

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
     * @param register the register its level comes from; empty when it does not
     */
    record Read(Optional<Target> target, String register) {}

    /** A year's register tells the level. */
    private record Level(String register, int year) {}

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
        Optional<Level> level = section.optionalSection("level").map(TargetReader::level);
        section.done();
        if (from != null && to != null && to.isBefore(from)) {
            section.wrong("valid_to", "the target ends %s, before it begins %s".formatted(to, from), "a later day");
        }
        if (againstKnown) {
            checkLevel(section, against, value, unit);
        }
        if (section.findings().count() > before) {
            return new Read(Optional.empty(), "");
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
                level.map(Level::year).orElse(null));
        return new Read(Optional.of(target), level.map(Level::register).orElse(""));
    }

    private static Level level(Section section) {
        String register = section.text("register");
        if (!register.isEmpty() && !LocalKind.SOURCES.contains(register)) {
            section.wrong("register", "register '%s' is not known".formatted(register), "a register of the plan");
        }
        int year = section.number("year", 2000, 2199);
        section.choice("rule", Rule.values());
        section.done();
        return new Level(register, year);
    }

    private static void checkLevel(Section section, Against against, Optional<BigDecimal> value, Unit unit) {
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
