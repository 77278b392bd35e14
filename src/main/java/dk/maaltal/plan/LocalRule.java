package dk.maaltal.plan;

import dk.maaltal.series.ReferencePeriod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is counted from registers and CVR (design: measures, the table). Codes are labels of the plan's code lists,
 * sorted, groups of them resolved. {@code R} is the last day of the period.
 */
public sealed interface LocalRule {
    /** Counted by folding persons. */
    sealed interface OfPersons extends LocalRule {}

    /** Counted from rows that belong to nobody. */
    sealed interface OfSheets extends LocalRule {}

    /**
     * Of those on the population's benefits at R, whose unbroken spell began at least so many months before, those with
     * at least so many interviews of a status in the window that ends with R.
     */
    record Interviews(List<String> population, int spellMonths, int windowMonths, String status, int least)
            implements OfPersons {}

    /** Of the same, those with one of the offers touching the window, or with paid hours in its calendar months. */
    record OffersOrHours(List<String> population, int spellMonths, int windowMonths, List<String> offers)
            implements OfPersons {}

    /** Of those on the population's benefits at R, those whose unbroken spell began at least so many months before. */
    record LongSpells(List<String> population, int spellMonths) implements OfPersons {}

    /**
     * Of those on the population's benefits on any day of the period, those who were on them the day they began one of
     * the offers with one of the aims.
     */
    record UpskillingStarted(List<String> population, List<String> offers, List<String> toward) implements OfPersons {}

    /** Of the unbroken spells that ended so many days before a day of the period, those with a status on that day. */
    record StatusAfterSpell(List<String> population, int daysAfter, List<String> statuses) implements OfPersons {}

    /** Of those on the population's benefits at R and absent from an employer then, those partially back. */
    record PartialReturn(List<String> population) implements OfPersons {}

    /** Of those on the population's benefits at R, those with paid hours in R's month. */
    record HoursInMonth(List<String> population) implements OfPersons {}

    /**
     * Of the workplaces with more than so many employees at R, those with one of the offers or a partial return touching
     * the window.
     */
    record WorkplaceCooperation(int moreThanEmployees, int sizeMaxAgeMonths, int windowMonths, List<String> offers)
            implements OfPersons {}

    /**
     * Cases moved one way in a quarter that had moved the other way no later; longer periods are sums of quarters.
     *
     * @param breakFrom the first period in which the cases are of another kind, or null
     */
    record CasesSentBack(String from, String to, @Nullable ReferencePeriod breakFrom) implements OfSheets {}

    /** Hirings of some types in the period. */
    record Hirings(List<String> types) implements OfSheets {}

    /** Of the job orders created in the period, those with at least so many places filled. */
    record OrdersFilled(int leastFilled) implements OfSheets {}

    /** Job orders created in the period. */
    record OrdersCreated() implements OfSheets {}

    /** Pupils with a choice, of their year, in the school year that ends in the period's year or so many before. */
    record YouthChoice(String choice, int maxLagYears) implements OfSheets {}

    /** 25-year-olds with a youth education, in the period's year or so many before. */
    record CompletedEducation(int maxLagYears) implements OfSheets {}

    /** 25-year-olds outside education and work, on the newest day up to R, at most so many months before it. */
    record OutsideEducationAndWork(int maxAgeMonths) implements OfSheets {}

    /** Participants of the half-year. */
    record Participants() implements OfSheets {}
}
