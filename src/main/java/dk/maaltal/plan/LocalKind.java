package dk.maaltal.plan;

import static dk.maaltal.register.Register.ANSAETTELSER;
import static dk.maaltal.register.Register.ARBEJDSMARKEDSSTATUS;
import static dk.maaltal.register.Register.DANSKUDDANNELSE;
import static dk.maaltal.register.Register.FORLOEB;
import static dk.maaltal.register.Register.JOBORDRER;
import static dk.maaltal.register.Register.LOENTIMER;
import static dk.maaltal.register.Register.SAMTALER;
import static dk.maaltal.register.Register.SYGEFRAVAER;
import static dk.maaltal.register.Register.TILBUD;
import static dk.maaltal.register.Register.UNGDOMSVALG;
import static dk.maaltal.register.Register.UNGE_25;
import static dk.maaltal.register.Register.UNGE_REST;
import static dk.maaltal.register.Register.VANDRENDE_SAGER;

import dk.maaltal.plan.Component.Unit;
import dk.maaltal.register.Register;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of computation from registers and CVR: what each reads, counts and must be told (design: the table). */
enum LocalKind {
    INTERVIEWS_IN_WINDOW(
            Counts.SHARE,
            List.of(FORLOEB, SAMTALER),
            told -> new LocalRule.Interviews(
                    population(told),
                    months(told, "spell_months"),
                    months(told, "window_months"),
                    told.code("status", "samtaler.status"),
                    told.number("least", 1, 1000))),
    OFFERS_OR_HOURS_IN_WINDOW(
            Counts.SHARE,
            List.of(FORLOEB, TILBUD, LOENTIMER),
            told -> new LocalRule.OffersOrHours(
                    population(told),
                    months(told, "spell_months"),
                    months(told, "window_months"),
                    told.codes("offers", "tilbud.type"))),
    LONG_SPELLS(
            Counts.SHARE,
            List.of(FORLOEB),
            told -> new LocalRule.LongSpells(population(told), months(told, "spell_months"))),
    UPSKILLING_STARTED(
            Counts.SHARE,
            List.of(FORLOEB, TILBUD),
            told -> new LocalRule.UpskillingStarted(
                    population(told),
                    told.codes("offer", "tilbud.type"),
                    told.words("toward", List.of("gode_muligheder", "konkret_job")))),
    STATUS_AFTER_SPELL(
            Counts.SHARE,
            List.of(FORLOEB, ARBEJDSMARKEDSSTATUS),
            told -> new LocalRule.StatusAfterSpell(
                    population(told),
                    told.number("days_after", 1, 3660),
                    told.codes("statuses", "arbejdsmarkedsstatus.status"))),
    PARTIAL_RETURN(Counts.SHARE, List.of(FORLOEB, SYGEFRAVAER), told -> new LocalRule.PartialReturn(population(told))),
    HOURS_IN_MONTH(Counts.SHARE, List.of(FORLOEB, LOENTIMER), told -> new LocalRule.HoursInMonth(population(told))),
    WORKPLACE_COOPERATION(
            Counts.SHARE,
            List.of(TILBUD, SYGEFRAVAER),
            told -> new LocalRule.WorkplaceCooperation(
                    told.number("more_than_employees", 0, 1_000_000),
                    told.number("size_max_age_months", 0, 120),
                    months(told, "window_months"),
                    told.codes("offers", "tilbud.type"))),
    CASES_SENT_BACK(
            Counts.NUMBER,
            List.of(VANDRENDE_SAGER),
            told -> new LocalRule.CasesSentBack(
                    told.code("from", "vandrende_sager.instans"),
                    told.code("to", "vandrende_sager.instans"),
                    told.optionalPeriod("definition_break_from"))),
    HIRINGS(
            Counts.NUMBER,
            List.of(ANSAETTELSER),
            told -> new LocalRule.Hirings(told.codes("types", "ansaettelser.type"))),
    ORDERS_FILLED(
            Counts.SHARE, List.of(JOBORDRER), told -> new LocalRule.OrdersFilled(told.number("least_filled", 1, 1000))),
    ORDERS_CREATED(Counts.PER_MONTH, List.of(JOBORDRER), told -> new LocalRule.OrdersCreated()),
    YOUTH_CHOICE(
            Counts.SHARE,
            List.of(UNGDOMSVALG),
            told -> new LocalRule.YouthChoice(told.text("choice"), told.number("max_lag_years", 0, 10))),
    COMPLETED_EDUCATION(
            Counts.SHARE,
            List.of(UNGE_25),
            told -> new LocalRule.CompletedEducation(told.number("max_lag_years", 0, 10))),
    OUTSIDE_EDUCATION_AND_WORK(
            Counts.SHARE,
            List.of(UNGE_REST),
            told -> new LocalRule.OutsideEducationAndWork(told.number("max_age_months", 0, 120))),
    PARTICIPANTS(Counts.NUMBER, List.of(DANSKUDDANNELSE), told -> new LocalRule.Participants());

    /** How a plan writes CVR among the registers. */
    static final String CVR = "cvr";

    /** Every name a plan may write: the registers and CVR. */
    static final Set<String> SOURCES = Stream.concat(
                    Stream.of(CVR), Stream.of(Register.values()).map(Register::text))
            .collect(Collectors.toCollection(TreeSet::new));

    /** What a kind gives. */
    private enum Counts {
        /** n of N, or n alone. */
        SHARE,
        /** A number of something. */
        NUMBER,
        PER_MONTH
    }

    private final Counts counts;
    private final List<Register> registers;
    private final Function<Parameters, LocalRule> reader;

    LocalKind(Counts counts, List<Register> registers, Function<Parameters, LocalRule> reader) {
        this.counts = counts;
        this.registers = registers;
        this.reader = reader;
    }

    List<Register> registers() {
        return registers;
    }

    boolean readsCvr() {
        return this == WORKPLACE_COOPERATION;
    }

    /** What it reads, as a plan writes it. */
    Set<String> sources() {
        Set<String> sources = registers.stream().map(Register::text).collect(Collectors.toCollection(TreeSet::new));
        if (readsCvr()) {
            sources.add(CVR);
        }
        return sources;
    }

    /** The units its number may have. */
    Set<Unit> units() {
        return switch (counts) {
            case SHARE -> EnumSet.of(Unit.PERCENT, Unit.PERSONS, Unit.CASES, Unit.COUNT);
            case NUMBER -> EnumSet.of(Unit.PERSONS, Unit.CASES, Unit.COUNT);
            case PER_MONTH -> EnumSet.of(Unit.PER_MONTH);
        };
    }

    /** Reads its parameters. */
    LocalRule read(Parameters told) {
        return reader.apply(told);
    }

    private static List<String> population(Parameters told) {
        return told.codes("population", "ydelse");
    }

    private static int months(Parameters told, String key) {
        return told.number(key, 1, 600);
    }
}
