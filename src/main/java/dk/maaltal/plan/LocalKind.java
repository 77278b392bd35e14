package dk.maaltal.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of computation from registers and CVR, with what each reads and must be told (design: measures, the table). */
enum LocalKind {
    INTERVIEWS_IN_WINDOW(List.of("forloeb", "samtaler"), "population spell_months window_months status least"),
    OFFERS_OR_HOURS_IN_WINDOW(
            List.of("forloeb", "tilbud", "loentimer"), "population spell_months window_months offers"),
    CASES_SENT_BACK(List.of("vandrende_sager"), "from to", "definition_break_from"),
    LONG_SPELLS(List.of("forloeb"), "population spell_months"),
    UPSKILLING_STARTED(List.of("forloeb", "tilbud"), "population offer toward"),
    HIRINGS(List.of("ansaettelser"), "types"),
    ORDERS_FILLED(List.of("jobordrer"), "least_filled"),
    ORDERS_CREATED(List.of("jobordrer"), ""),
    STATUS_AFTER_SPELL(List.of("forloeb", "arbejdsmarkedsstatus"), "population days_after statuses"),
    YOUTH_CHOICE(List.of("ungdomsvalg"), "choice max_lag_years"),
    COMPLETED_EDUCATION(List.of("unge_25"), "max_lag_years"),
    OUTSIDE_EDUCATION_AND_WORK(List.of("unge_rest"), "max_age_months"),
    WORKPLACE_COOPERATION(
            List.of("cvr", "tilbud", "sygefravaer"), "more_than_employees size_max_age_months window_months offers"),
    PARTIAL_RETURN(List.of("forloeb", "sygefravaer"), "population"),
    HOURS_IN_MONTH(List.of("forloeb", "loentimer"), "population"),
    PARTICIPANTS(List.of("danskuddannelse"), "");

    /** Every canonical register (design: registers), and CVR. */
    static final Set<String> REGISTERS = Set.of(
            "forloeb",
            "samtaler",
            "tilbud",
            "loentimer",
            "sygefravaer",
            "arbejdsmarkedsstatus",
            "jobordrer",
            "vandrende_sager",
            "ungdomsvalg",
            "unge_25",
            "unge_rest",
            "danskuddannelse",
            "ansaettelser",
            "cvr");

    private final List<String> registers;
    private final Set<String> required;
    private final Set<String> optional;

    LocalKind(List<String> registers, String required) {
        this(registers, required, "");
    }

    LocalKind(List<String> registers, String required, String optional) {
        this.registers = registers;
        this.required = words(required);
        this.optional = words(optional);
    }

    /** The registers it reads. */
    List<String> registers() {
        return registers;
    }

    Set<String> requiredParameters() {
        return required;
    }

    Set<String> optionalParameters() {
        return optional;
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split(" "))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
