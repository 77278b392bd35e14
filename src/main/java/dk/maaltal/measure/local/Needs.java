package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.Optional;

/** From which day on a rule must know a register, to count a period. */
public final class Needs {
    private Needs() {}

    /** The first day that is needed; empty where what counts is whether the sheet has the row. */
    public static Optional<LocalDate> from(LocalRule rule, Register register, ReferencePeriod period) {
        LocalDate last = period.lastDay();
        if (rule instanceof LocalRule.Interviews interviews) {
            return Optional.of(
                    register == Register.FORLOEB
                            ? last.minusMonths(interviews.spellMonths())
                            : window(last, interviews.windowMonths()));
        }
        if (rule instanceof LocalRule.OffersOrHours offers) {
            return Optional.of(
                    register == Register.FORLOEB
                            ? last.minusMonths(offers.spellMonths())
                            : window(last, offers.windowMonths()));
        }
        if (rule instanceof LocalRule.LongSpells spells) {
            return Optional.of(last.minusMonths(spells.spellMonths()));
        }
        if (rule instanceof LocalRule.StatusAfterSpell after) {
            return Optional.of(
                    register == Register.FORLOEB ? period.firstDay().minusDays(after.daysAfter()) : period.firstDay());
        }
        if (rule instanceof LocalRule.WorkplaceCooperation cooperation) {
            return Optional.of(window(last, cooperation.windowMonths()));
        }
        if (rule instanceof LocalRule.PartialReturn) {
            return Optional.of(last);
        }
        if (rule instanceof LocalRule.HoursInMonth) {
            return Optional.of(register == Register.FORLOEB ? last : last.withDayOfMonth(1));
        }
        boolean readyMade = rule instanceof LocalRule.YouthChoice
                || rule instanceof LocalRule.CompletedEducation
                || rule instanceof LocalRule.OutsideEducationAndWork
                || rule instanceof LocalRule.Participants;
        return readyMade ? Optional.empty() : Optional.of(period.firstDay());
    }

    private static LocalDate window(LocalDate last, int months) {
        return last.minusMonths(months).plusDays(1);
    }
}
