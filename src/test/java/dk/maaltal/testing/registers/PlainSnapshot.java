package dk.maaltal.testing.registers;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.Per;
import dk.maaltal.testing.PlainPlan;
import dk.maaltal.testing.PlainRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole snapshot as it should be: both bases, which of them is judged, and what lies between the two. */
public final class PlainSnapshot {
    /** Judged from the registers as soon as they are there; official figures stand in until then. */
    private static final Set<String> LOCAL_WHERE_THERE = Set.of("6.1 orders_per_month", "6.2 value", "6.4 value");
    /** Judged from Jobindsats. */
    private static final Set<String> OFFICIAL_FIRST =
            Set.of("1.2 value", "1.3 value", "3.1 count", "6.1 fill_rate", "6.10 value");

    private final PlainPlan official;
    private final PlainLocal local;
    private final Set<String> focusTables;
    private Map<String, String> targets = Map.of();

    /** @param focusTables of 1.2 and 1.3, those that the catalogue has a table for */
    public PlainSnapshot(PlainPlan official, PlainLocal local, Set<String> focusTables) {
        this.local = local;
        this.focusTables = Set.copyOf(focusTables);
        this.official = official.localFirst(
                LOCAL_WHERE_THERE.stream().filter(local::hasRegisters).collect(Collectors.toSet()));
    }

    /** Both focus tables are in the catalogue. */
    public PlainSnapshot(PlainPlan official, PlainLocal local) {
        this(official, local, Set.of("1.2", "1.3"));
    }

    /** Where the plan's files were edited: other targets by component, as {@code 1.2 value} and {@code >= 75}. */
    public PlainSnapshot targets(Map<String, String> edited) {
        targets = Map.copyOf(edited);
        official.targets(edited);
        return this;
    }

    /** Components that are worked out from Jobindsats and from registers. */
    public static Set<String> onBothBases() {
        return Stream.concat(LOCAL_WHERE_THERE.stream(), OFFICIAL_FIRST.stream())
                .collect(Collectors.toSet());
    }

    /**
     * What lies between a local figure and an official one.
     *
     * @param then what was known locally when the source was updated
     * @return null where there are not two figures to compare
     */
    public @Nullable PlainDifference difference(String component, String period, PlainLocal then) {
        Per p = Per.of(period);
        String[] words = component.split(" ", -1);
        return PlainDifference.between(
                local.cell(component, p),
                then.cell(component, p),
                official.own(words[0], words[1], p),
                official.value(words[0], words[1], PlainPlan.OWN, p));
    }

    /** What lies between a local figure and what it is judged against, exact; null where it is not judged. */
    @Nullable
    Fraction distance(String component, Per p) {
        Fraction benchmark = component.equals("6.2 value") ? official.value("6.2", "value", "DK", p) : null;
        Verdict verdict = verdict(component, p, local.cell(component, p), benchmark, local.previous(component, p));
        boolean judged = isPrimary(component) && Set.of("MET", "NOT_MET").contains(String.valueOf(verdict.status));
        return judged ? verdict.deviation : null;
    }

    /** What is said beside the cooperation with workplaces, by name; empty where there is no figure. */
    public Map<String, Long> cooperation(String period) {
        Per p = Per.of(period);
        if (local.cell("6.8 value", p).denominator() == null) {
            return Map.of();
        }
        Workplaces w = local.workplaces(p.lastDay());
        return Map.of("matched_by_p", w.byP(), "matched_by_cvr", w.byCvr(), "size_unknown", w.sizeUnknown());
    }

    public List<PlainRow> rows(String period) {
        Per p = Per.of(period);
        Map<String, @Nullable Fraction> locals = new HashMap<>();
        PlainLocal.components(p).forEach(c -> locals.put(c, local.cell(c, p).value()));
        List<PlainRow> rows = new ArrayList<>();
        for (PlainRow row : official.rows(period)) {
            String component = row.measure() + " " + row.component();
            boolean own = row.isPrimary() && row.area().equals(PlainPlan.OWN);
            rows.add(own ? row.twin(between(officialValue(component, p), locals.get(component))) : row);
        }
        PlainLocal.components(p).forEach(c -> rows.add(row(c, p)));
        return rows;
    }

    /** Local rows alone. */
    public List<PlainRow> localRows(String period) {
        return rows(period).stream().filter(r -> r.basis().equals("local")).toList();
    }

    private @Nullable Fraction officialValue(String component, Per p) {
        boolean both = OFFICIAL_FIRST.contains(component) || LOCAL_WHERE_THERE.contains(component);
        String[] words = component.split(" ", -1);
        return both ? official.value(words[0], words[1], PlainPlan.OWN, p) : null;
    }

    private static @Nullable BigDecimal between(@Nullable Fraction primary, @Nullable Fraction other) {
        return primary == null || other == null ? null : primary.minus(other).rounded();
    }

    private boolean isPrimary(String component) {
        if (LOCAL_WHERE_THERE.contains(component)) {
            return local.hasRegisters(component);
        }
        return !OFFICIAL_FIRST.contains(component)
                || (component.matches("1[.][23] value") && !focusTables.contains(component.substring(0, 3)));
    }

    private PlainRow row(String component, Per p) {
        LocalCell cell = local.cell(component, p);
        boolean primary = isPrimary(component);
        Fraction previous = local.previous(component, p);
        // Only here does a local figure have a benchmark: what Jobindsats says of the whole country.
        Fraction benchmark = component.equals("6.2 value") ? official.value("6.2", "value", "DK", p) : null;
        Verdict verdict = primary ? verdict(component, p, cell, benchmark, previous) : Verdict.NONE;
        String[] words = component.split(" ", -1);
        return new PlainRow(
                words[0],
                words[1],
                "local",
                PlainPlan.OWN,
                cell.referencePeriod(),
                rounded(cell.value()),
                decimal(cell.numerator()),
                decimal(cell.denominator()),
                cell.state(),
                rounded(benchmark),
                rounded(previous),
                rounded(verdict.level),
                rounded(verdict.deviation),
                verdict.status,
                verdict.reason,
                primary,
                primary ? between(cell.value(), officialValue(component, p)) : null);
    }

    private record Verdict(
            @Nullable Fraction level,
            @Nullable Fraction deviation,
            @Nullable String status,
            @Nullable String reason) {
        static final Verdict NONE = new Verdict(null, null, null, null);
    }

    /** What a component is held against, as a sign and a word. */
    private static String target(String component, Per p) {
        return switch (component) {
            case "1.2 value" -> ">= 80";
            case "1.3 value" -> ">= 70";
            case "2.1 value" -> p.type().equals("Q") ? "<= ceiling" : "";
            case "2.2 count", "2.2 share" -> "< last";
            case "5.2 value", "6.4 value", "6.9 value", "6.12 value", "6.13 value" -> "> last";
            case "6.1 orders_per_month" -> ">= 50";
            case "6.2 value" -> ">= DK";
            case "6.3 value" -> ">= 35";
            case "6.5 value" -> ">= 55";
            case "6.6 value" -> ">= 90 2030";
            case "6.7 value" -> "<= row";
            case "6.8 value" -> "> 80";
            default -> "";
        };
    }

    private Verdict verdict(
            String component, Per p, LocalCell cell, @Nullable Fraction benchmark, @Nullable Fraction previous) {
        String target = targets.getOrDefault(component, target(component, p));
        String reason = reason(cell.state());
        if (target.isEmpty()) {
            return new Verdict(null, null, "NO_TARGET", reason);
        }
        String[] words = target.split(" ", -1);
        Fraction level = switch (words[1]) {
            case "DK" -> benchmark;
            case "last" -> previous;
            case "ceiling" -> local.ceiling();
            case "row" -> local.expected(p);
            default -> Fraction.of(Long.parseLong(words[1]));
        };
        Fraction deviation =
                cell.value() == null || level == null ? null : cell.value().minus(level);
        if (words.length == 3 && p.lastDay().getYear() < Integer.parseInt(words[2])) {
            return new Verdict(level, deviation, "NOT_DUE", reason);
        }
        if (cell.value() == null) {
            return new Verdict(level, null, "NOT_ASSESSABLE", reason);
        }
        if (deviation == null) {
            return new Verdict(null, null, "NOT_ASSESSABLE", words[1].equals("last") ? "no_previous" : "no_benchmark");
        }
        int sign = deviation.against(Fraction.of(0));
        boolean met = switch (words[0]) {
            case ">=" -> sign >= 0;
            case ">" -> sign > 0;
            case "<=" -> sign <= 0;
            default -> sign < 0;
        };
        return new Verdict(level, deviation, met ? "MET" : "NOT_MET", reason);
    }

    private static @Nullable String reason(String state) {
        return switch (state) {
            case "IMMATURE" -> "immature";
            case "SUPPRESSED" -> "hidden";
            case "NOT_PUBLISHED" -> "not_published";
            case "SOURCE_MISSING" -> "source_missing";
            case "NO_POPULATION" -> "no_population";
            default -> null;
        };
    }

    private static @Nullable BigDecimal rounded(@Nullable Fraction n) {
        return n == null ? null : n.rounded();
    }

    private static @Nullable BigDecimal decimal(@Nullable Long n) {
        return n == null ? null : BigDecimal.valueOf(n);
    }
}
