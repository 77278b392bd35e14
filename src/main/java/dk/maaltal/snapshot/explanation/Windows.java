package dk.maaltal.snapshot.explanation;

import static dk.maaltal.snapshot.explanation.Section.row;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which days a local rule looks at, first and last inclusive. */
final class Windows {
    private final List<List<@Nullable Object>> all = new ArrayList<>();
    private final LocalDate last;

    private Windows(LocalDate last) {
        this.last = last;
    }

    static List<List<@Nullable Object>> of(LocalRule rule, ReferencePeriod period) {
        Windows windows = new Windows(period.lastDay());
        windows.add(rule, period);
        return windows.all;
    }

    private void add(LocalRule rule, ReferencePeriod period) {
        if (rule instanceof LocalRule.Interviews r) {
            began(r.spellMonths());
            window("interviews", r.windowMonths());
        } else if (rule instanceof LocalRule.OffersOrHours r) {
            began(r.spellMonths());
            window("offers", r.windowMonths());
            LocalDate first = last.withDayOfMonth(1).minusMonths(r.windowMonths() - 1L);
            window("paid hours, whole months", first, last);
        } else if (rule instanceof LocalRule.LongSpells r) {
            began(r.spellMonths());
        } else if (rule instanceof LocalRule.StatusAfterSpell r) {
            window("spells that ended", period.firstDay().minusDays(r.daysAfter()), last.minusDays(r.daysAfter()));
            window("their status %d days later".formatted(r.daysAfter()), period.firstDay(), last);
        } else if (rule instanceof LocalRule.WorkplaceCooperation r) {
            window("offers and partial returns", r.windowMonths());
            window("workplaces", last, last);
        } else if (rule instanceof LocalRule.PartialReturn) {
            window("benefit and absence", last, last);
        } else if (rule instanceof LocalRule.HoursInMonth) {
            window("on support", last, last);
            window("paid hours", last.withDayOfMonth(1), last);
        } else if (rule instanceof LocalRule.OutsideEducationAndWork r) {
            window("newest row of the sheet", last.minusMonths(r.maxAgeMonths()), last);
        } else {
            window("the period", period.firstDay(), last);
        }
    }

    private void began(int months) {
        all.add(row("unbroken spell began no later than", null, last.minusMonths(months)));
    }

    private void window(String what, int months) {
        window(what, last.minusMonths(months).plusDays(1), last);
    }

    private void window(String what, LocalDate first, LocalDate end) {
        all.add(row(what, first, end));
    }
}
