package dk.maaltal.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The level a component should reach.
 *
 * @param operator how the value is held against the level
 * @param against what the level is
 * @param value the fixed level, or the margin added to a benchmark (0 for none, and where the level is not declared)
 * @param frequency the only period kind it holds for ({@code Q} in measure 2.1), or null for all
 * @param origin where it comes from: the plan's page or a decision
 * @param validFrom first day of the first period it holds for, or null
 * @param validTo last day, or null
 * @param dueYear a long-range target is not due before this year (2030), or null
 * @param comparableAcrossBreak whether the plan declares periods on both sides of a definition break comparable
 * @param levelYear the year whose register tells the level, with {@link Against#REGISTER}; else null
 */
public record Target(
        Operator operator,
        Against against,
        BigDecimal value,
        dk.maaltal.series.@Nullable Frequency frequency,
        String origin,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable Integer dueYear,
        boolean comparableAcrossBreak,
        @Nullable Integer levelYear) {
    public Target {
        if ((against == Against.REGISTER) != (levelYear != null)) {
            throw new IllegalArgumentException("a level of a register, and only that, is of a year");
        }
    }

    /** A target whose level no register tells. */
    public Target(
            Operator operator,
            Against against,
            BigDecimal value,
            dk.maaltal.series.@Nullable Frequency frequency,
            String origin,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Integer dueYear,
            boolean comparableAcrossBreak) {
        this(operator, against, value, frequency, origin, validFrom, validTo, dueYear, comparableAcrossBreak, null);
    }

    /** How a value is held against the level. */
    public enum Operator {
        AT_LEAST(">="),
        MORE_THAN(">"),
        AT_MOST("<="),
        LESS_THAN("<");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        /** @param comparison of value with level: negative, 0 or positive */
        public boolean met(int comparison) {
            return switch (this) {
                case AT_LEAST -> comparison >= 0;
                case MORE_THAN -> comparison > 0;
                case AT_MOST -> comparison <= 0;
                case LESS_THAN -> comparison < 0;
            };
        }
    }

    /** What the level is. */
    public enum Against {
        /** The declared value. */
        FIXED,
        /** The whole country, official basis, plus the declared margin in percentage points. */
        COUNTRY,
        /** The same period last year. */
        LAST_YEAR,
        /** The benchmark that stands in the same row of the sheet (6.7). */
        ROW,
        /** The plan's ceiling: a figure of a year's register (2.1), not known before the register is there. */
        REGISTER
    }
}
