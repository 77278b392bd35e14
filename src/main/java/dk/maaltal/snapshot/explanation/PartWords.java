package dk.maaltal.snapshot.explanation;

import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.LocalRule;
import java.util.Map;

/** What the parts of a count are, in words. */
final class PartWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("neither", "neither an offer nor paid hours"),
            Map.entry("offer_only", "an offer, no paid hours"),
            Map.entry("hours_only", "paid hours, no offer"),
            Map.entry("offer_and_hours", "both an offer and paid hours"),
            Map.entry("nothing_registered", "nothing registered for the month"),
            Map.entry("no_hours", "0 hours registered for the month"),
            Map.entry("hours", "more than 0 hours in the month"),
            Map.entry("off_support_at_month_end", "on support in the month, not on its last day"),
            Map.entry("not_back", "absent from an employer, not back"),
            Map.entry("partially_back", "absent from an employer, partially back"),
            Map.entry("no_open_absence", "on the benefit on the last day, no open absence registered"),
            Map.entry("no_employer", "an open absence without an employer's P or CVR number"),
            Map.entry("no_offer_begun", "began no such offer in the period"),
            Map.entry("begun_off_support", "began one on a day without the benefit"),
            Map.entry("begun_without_aim", "began one without the aim"),
            Map.entry("begun_with_aim", "began one with the aim"),
            Map.entry("no_status", "no status on that day"),
            Map.entry("resumed", "spells that ended, and went on within 28 days"),
            Map.entry("none", "neither an offer nor a partial return"),
            Map.entry("matched_by_p", "found by P-number"),
            Map.entry("matched_by_cvr", "found by CVR number: the company has one large workplace"),
            Map.entry("size_unknown", "workplaces of which only a band of employees is known"),
            Map.entry("not_large", "workplaces not known to be so large on the last day"),
            Map.entry("rows_not_looked_up", "rows with a P-number that CVR was not yet asked for"),
            Map.entry("filled", "filled"),
            Map.entry("not_filled", "not filled"),
            Map.entry("never_sent_on_before", "cases moved so that had not moved the other way before"));

    private PartWords() {}

    static String of(String key, LocalRule rule) {
        int months = months(rule);
        return switch (key) {
            case "spell_too_young" -> "on support on the last day, spell younger than %d months".formatted(months);
            case "spell_broken" ->
                "on support on the last day and %d months before, with a break of more than 28 days between"
                        .formatted(months);
            case "off_support" -> "on support within the %d months, not on the last day".formatted(months);
            default -> WORDS.getOrDefault(key, plain(key));
        };
    }

    /** {@code interviews_4_or_more} is "4 or more interviews", {@code status: Uddannelse} "status Uddannelse". */
    private static String plain(String key) {
        String words = key.replace(": ", " ").replace('_', ' ');
        String counted = "interviews ";
        return words.startsWith(counted) ? words.substring(counted.length()) + " interviews" : words;
    }

    private static int months(LocalRule rule) {
        if (rule instanceof LocalRule.Interviews interviews) {
            return interviews.spellMonths();
        }
        return rule instanceof LocalRule.OffersOrHours offers ? offers.spellMonths() : 0;
    }

    static String of(Place place) {
        return switch (place) {
            case COUNTED -> "n";
            case REST -> "N - n";
            case OUTSIDE -> "left out";
        };
    }
}
