package dk.maaltal.source.register;

import dk.maaltal.register.Column;
import dk.maaltal.source.register.Rejection.Rule;

/** Values that say a cell could not be read; no value of a register is among them. */
final class Faults {
    private static final Rule[] RULES = Rule.values();
    private static final long FIRST = Column.SUPPRESSED + 1;

    static final long NUMBER = of(Rule.BAD_NUMBER);
    static final long DATE = of(Rule.BAD_DATE);
    static final long CPR = of(Rule.BAD_CPR);
    static final long CODE = of(Rule.UNKNOWN_CODE);

    private Faults() {}

    static long of(Rule rule) {
        return FIRST + rule.ordinal();
    }

    static boolean is(long value) {
        return value >= FIRST && value < FIRST + RULES.length;
    }

    static Rule rule(long fault) {
        return RULES[(int) (fault - FIRST)];
    }
}
