package dk.maaltal.snapshot.explanation;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import java.util.List;

/** What a definition counts, in words made from the definition itself. */
final class RuleWords {
    /**
     * Both sides of a fraction.
     *
     * @param numerator what n counts
     * @param denominator what N counts; empty where there is no such number
     */
    record Words(String numerator, String denominator) {}

    private RuleWords() {}

    static Words of(LocalRule rule, Component.Unit unit) {
        Words words = of(rule);
        boolean share = unit == Component.Unit.PERCENT || unit == Component.Unit.PER_MONTH;
        return share ? words : new Words(words.numerator(), "");
    }

    private static Words of(LocalRule rule) {
        if (rule instanceof LocalRule.Interviews r) {
            return new Words(
                    "of them, those with at least %d interviews of status %s in the %d months that end with the last day"
                            .formatted(r.least(), r.status(), r.windowMonths()),
                    longOnSupport(r.population(), r.spellMonths()));
        }
        if (rule instanceof LocalRule.OffersOrHours r) {
            return new Words(
                    "of them, those with an offer (%s) on any day of the %d months that end with the last day, or with more than 0 paid hours in the %d calendar months that end with its month"
                            .formatted(listed(r.offers()), r.windowMonths(), r.windowMonths()),
                    longOnSupport(r.population(), r.spellMonths()));
        }
        if (rule instanceof LocalRule.LongSpells r) {
            return new Words(
                    "of them, those whose unbroken spell began at least %d months before".formatted(r.spellMonths()),
                    onSupport(r.population()));
        }
        if (rule instanceof LocalRule.UpskillingStarted r) {
            return new Words(
                    "of them, those who in the period began an offer (%s) with the aim %s, on a day they were on the benefit"
                            .formatted(listed(r.offers()), String.join(" or ", r.toward())),
                    "persons on " + listed(r.population()) + " on any day of the period");
        }
        if (rule instanceof LocalRule.StatusAfterSpell r) {
            return new Words(
                    "of them, those whose person has status %s on that day"
                            .formatted(String.join(" or ", r.statuses())),
                    "unbroken spells on %s that ended %d days before a day of the period"
                            .formatted(listed(r.population()), r.daysAfter()));
        }
        if (rule instanceof LocalRule.PartialReturn r) {
            return new Words(
                    "of them, those partially back at work on the last day",
                    onSupport(r.population()) + ", with an open absence from an employer (P or CVR number)");
        }
        if (rule instanceof LocalRule.HoursInMonth r) {
            return new Words(
                    "of them, those with more than 0 paid hours in the last day's month", onSupport(r.population()));
        }
        if (rule instanceof LocalRule.WorkplaceCooperation r) {
            return new Words(
                    "of them, those with an offer (%s) or a partial return from sickness on any day of the %d months that end with the last day"
                            .formatted(listed(r.offers()), r.windowMonths()),
                    "workplaces of the municipality with more than %d employees on the last day (CVR, a count at most %d months old)"
                            .formatted(r.moreThanEmployees(), r.sizeMaxAgeMonths()));
        }
        return ofSheet(rule);
    }

    private static Words ofSheet(LocalRule rule) {
        if (rule instanceof LocalRule.CasesSentBack r) {
            return new Words(
                    "distinct cases moved from %s to %s in a quarter that had moved the other way no later; longer periods sum their quarters"
                            .formatted(r.from(), r.to()),
                    "");
        }
        if (rule instanceof LocalRule.Hirings r) {
            return new Words("hirings in the period: " + listed(r.types()), "");
        }
        if (rule instanceof LocalRule.OrdersFilled r) {
            return new Words(
                    "of them, those with at least %d place(s) filled".formatted(r.leastFilled()),
                    "job orders created in the period");
        }
        if (rule instanceof LocalRule.OrdersCreated) {
            return new Words("job orders created in the period", "months of the period");
        }
        if (rule instanceof LocalRule.YouthChoice r) {
            return new Words(
                    "of them, those who chose " + r.choice(),
                    "pupils of the school year that ends in the period's year, or at most %d before"
                            .formatted(r.maxLagYears()));
        }
        if (rule instanceof LocalRule.CompletedEducation r) {
            return new Words(
                    "of them, those with a completed youth education",
                    "25-year-olds of the period's year, or at most %d before".formatted(r.maxLagYears()));
        }
        if (rule instanceof LocalRule.OutsideEducationAndWork r) {
            return new Words(
                    "of them, those neither in education nor attached to work",
                    "25-year-olds on the newest day not after the last day, at most %d months before it"
                            .formatted(r.maxAgeMonths()));
        }
        return new Words("participants of the half-year", "");
    }

    /** Of an official formula; the series themselves are listed beside. */
    static Words of(Formula formula) {
        if (formula instanceof Formula.Share) {
            return new Words("the sum of the numerator's series", "the sum of the denominator's series");
        }
        if (formula instanceof Formula.Count count) {
            return new Words(
                    count.minus().isEmpty()
                            ? "the sum of the series"
                            : "the sum of the plus series less the sum of the minus series",
                    "");
        }
        if (formula instanceof Formula.Served) {
            return new Words("the share as the source serves it, used only where its own count is not hidden", "");
        }
        return new Words("the sum of the series over the period's months", "months of the period");
    }

    /** What a component counts, in the plural. */
    static String noun(Component component) {
        LocalBasis local = component.local();
        if (component.unit() == Component.Unit.CASES) {
            return "cases";
        }
        if (local == null) {
            return component.unit() == Component.Unit.PER_MONTH ? "orders" : "persons";
        }
        LocalRule rule = local.rule();
        if (rule instanceof LocalRule.StatusAfterSpell) {
            return "spells";
        }
        if (rule instanceof LocalRule.WorkplaceCooperation) {
            return "workplaces";
        }
        if (rule instanceof LocalRule.Hirings) {
            return "hirings";
        }
        if (rule instanceof LocalRule.OrdersFilled || rule instanceof LocalRule.OrdersCreated) {
            return "orders";
        }
        return "persons";
    }

    private static String longOnSupport(List<String> benefits, int months) {
        return onSupport(benefits)
                + ", whose unbroken spell began at least %d months before (at most 28 days without benefit do not break it)"
                        .formatted(months);
    }

    private static String onSupport(List<String> benefits) {
        return "persons on " + listed(benefits) + " on the last day";
    }

    private static String listed(List<String> names) {
        return String.join(", ", names);
    }
}
