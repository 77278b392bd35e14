package dk.maaltal.watch.alert;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.Plans;
import dk.maaltal.problem.Problem;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.TableSelector;
import dk.maaltal.snapshot.PublicationCalendar;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import dk.maaltal.staging.Staging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which reports, measures and periods something reaches that is wrong, in a sentence. */
final class Reports {
    private static final Pattern MEASURES = Pattern.compile("\\bmeasures? ([0-9][0-9., ]*)");
    private static final Pattern TABLE = Pattern.compile("\\btable (\\w+)");
    private static final Pattern CVR = Pattern.compile("(?i)\\bcvr\\b");
    private static final int MOST_TITLES = 6;

    private final Plans plans;
    private final Supplier<Optional<Catalogue>> catalogue;
    private final Clock clock;

    Reports(Plans plans, Staging staging, Clock clock) {
        this(plans, staging::catalogue, clock);
    }

    Reports(Plans plans, Supplier<Optional<Catalogue>> catalogue, Clock clock) {
        this.plans = plans;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** A plan's title and id. */
    String title(String planId) {
        return plans.all().stream()
                .filter(plan -> plan.id().equals(planId))
                .findFirst()
                .map(Reports::title)
                .orElse(planId);
    }

    private static String title(Plan plan) {
        return "%s (%s)".formatted(plan.titleDa(), plan.id());
    }

    /** Every report, with what is published next. */
    String all() {
        return plans.all().stream()
                .map(plan -> title(plan) + next(plan, plan.measures()))
                .collect(Collectors.joining("; "));
    }

    /** The measures that need what could not be had, with what is published next; empty when that cannot be told. */
    String reached(List<Problem> problems) {
        List<String> places = problems.stream().map(Problem::where).toList();
        Optional<Catalogue> offered =
                places.stream().anyMatch(place -> TABLE.matcher(place).find()) ? catalogue.get() : Optional.empty();
        List<String> reports = new ArrayList<>();
        for (Plan plan : plans.all()) {
            Set<Measure> measures = new LinkedHashSet<>();
            for (Measure measure : plan.measures()) {
                if (places.stream().anyMatch(place -> needs(measure, place, offered))) {
                    measures.add(measure);
                }
            }
            if (!measures.isEmpty()) {
                reports.add("%s lacks figures for %s%s"
                        .formatted(title(plan), named(List.copyOf(measures)), next(plan, measures)));
            }
        }
        boolean whole = places.stream().anyMatch(place -> place.startsWith("jobindsats") && !place.contains("table "));
        return reports.isEmpty() && whole
                ? "nothing new of Jobindsats comes in for: " + all()
                : String.join("; ", reports);
    }

    private static boolean needs(Measure measure, String place, Optional<Catalogue> offered) {
        Matcher named = MEASURES.matcher(place);
        if (named.find()) {
            return List.of(named.group(1).trim().split(",\\s*", -1)).contains(measure.id());
        }
        Matcher table = TABLE.matcher(place);
        if (table.find()) {
            return measure.components().stream()
                    .flatMap(Reports::tables)
                    .anyMatch(selector -> isTable(selector, table.group(1), offered));
        }
        return measure.components().stream()
                .map(Component::local)
                .anyMatch(local -> local != null && needs(local, place));
    }

    private static Stream<TableSelector> tables(Component component) {
        return component.official().stream()
                .flatMap(variant -> variant.formulas().stream())
                .flatMap(formula -> formula.terms().stream())
                .map(series -> series.table())
                .distinct();
    }

    private static boolean isTable(TableSelector selector, String id, Optional<Catalogue> offered) {
        return offered.map(tables -> tables.find(selector) instanceof Resolution.Found<CatalogueTable> found
                        && found.value().id().equals(id))
                .orElse(false);
    }

    private static boolean needs(LocalBasis local, String place) {
        return local.cvr() && CVR.matcher(place).find()
                || local.registers().stream()
                        .anyMatch(register -> Pattern.compile("\\b" + register.text() + "\\b")
                                .matcher(place)
                                .find());
    }

    private static String named(List<Measure> measures) {
        String titles = measures.stream()
                .limit(MOST_TITLES)
                .map(measure -> "%s %s".formatted(measure.id(), measure.titleDa()))
                .collect(Collectors.joining("; "));
        List<Measure> rest = measures.subList(Math.min(MOST_TITLES, measures.size()), measures.size());
        return rest.isEmpty()
                ? titles
                : titles + "; and " + rest.stream().map(Measure::id).collect(Collectors.joining(", "));
    }

    /** Of each kind of period that these measures are reported in, the one whose publication day is next. */
    private String next(Plan plan, Iterable<Measure> measures) {
        LocalDate today = PublicationCalendar.dateOf(clock.instant());
        Set<Measure> wanted = new LinkedHashSet<>();
        measures.forEach(wanted::add);
        String days = PublicationCalendar.begun(plan, today).stream()
                .filter(period -> plan.publication().day(period).isAfter(today))
                .filter(period ->
                        wanted.stream().anyMatch(measure -> measure.existsFor(period) && measure.dueIn(period)))
                .collect(Collectors.groupingBy(ReferencePeriod::frequency))
                .values()
                .stream()
                .map(periods -> periods.get(0))
                .sorted(Comparator.comparing(period -> plan.publication().day(period)))
                .map(period -> "%s on %s".formatted(period, plan.publication().day(period)))
                .collect(Collectors.joining(", "));
        return days.isEmpty() ? "" : ", next published " + days;
    }
}
