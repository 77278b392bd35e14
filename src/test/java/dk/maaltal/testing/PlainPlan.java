package dk.maaltal.testing;

import dk.maaltal.testing.PlainTruth.Figure;
import dk.maaltal.testing.PlainTruth.Term;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan's official measures worked out a second time, as plainly as can be, straight from what the simulated source
 * shows. It shares no code with the product; the rules are those of the design page on the measures.
 */
public final class PlainPlan {
    public static final String OWN = "707";
    private static final LocalDate REFORM = LocalDate.of(2025, 6, 30);

    private final World world;
    private final LocalDate asOf;
    private final PlainTruth truth;
    private final Map<String, PlainCell> cells = new LinkedHashMap<>();
    private Set<String> localFirst = Set.of();
    private Map<String, String> targets = Map.of();

    /**
     * @param asOf day of the knowledge; the catalogue and every table were read on {@code lastRun}
     * @param lastRun day of the last reading of the catalogue
     */
    public PlainPlan(World world, LocalDate asOf, LocalDate lastRun) {
        this.world = world;
        this.asOf = asOf;
        this.truth = new PlainTruth(world, lastRun);
    }

    /** Everything was read on the day. */
    public PlainPlan(World world, LocalDate asOf) {
        this(world, asOf, asOf);
    }

    /**
     * A table ({@code y09a02}), column ({@code y09a02/measa02_3}) or member ({@code y60a02/Aktivitetsparat}) that was
     * last taken on another day than the rest; null for never.
     */
    public PlainPlan taken(String what, @Nullable LocalDate day) {
        truth.taken(what, day);
        cells.clear();
        return this;
    }

    /** The components ({@code 6.2 value}) whose registers are there and are judged instead. */
    public PlainPlan localFirst(Set<String> components) {
        localFirst = Set.copyOf(components);
        return this;
    }

    /** Where the plan's files were edited: other targets by component, as {@code 1.2 value} and {@code >= 75}. */
    public PlainPlan targets(Map<String, String> edited) {
        targets = Map.copyOf(edited);
        return this;
    }

    private String target(String component) {
        return targets.getOrDefault(component, PlainJudgement.target(component));
    }

    /** What the plan's own municipality, or another area, has before it is judged; exact. */
    public @Nullable Fraction value(String measure, String component, String area, Per period) {
        return cell(measure, component, area, period).value();
    }

    /** The row of the plan's own municipality. */
    public PlainRow own(String measure, String component, Per p) {
        return row(measure, component, OWN, p);
    }

    /** What lies between the plan's own value and what it is judged against, exact; null where it is not judged. */
    public @Nullable Fraction distance(String measure, String component, Per p) {
        PlainCell cell = cell(measure, component, OWN, p);
        Fraction benchmark = cell(measure, component, "DK", p).value();
        Fraction previous =
                cell(measure, component, OWN, p.plus(-Per.perYear(p.type()))).value();
        PlainJudgement verdict =
                PlainJudgement.of(target(measure + " " + component), cell, benchmark, previous, brokenBy(measure, p));
        return Set.of("MET", "NOT_MET").contains(String.valueOf(verdict.status())) ? verdict.deviation() : null;
    }

    /** Every official row of a snapshot: {@code 2024Q1}, {@code 2024H1}, {@code 2024}. */
    public List<PlainRow> rows(String period) {
        Per p = Per.of(period);
        List<PlainRow> rows = new ArrayList<>();
        for (String[] measure : measures(p)) {
            Stream.concat(Municipality.ALL.stream().map(Municipality::code), Stream.of("DK"))
                    .forEach(area -> rows.add(row(measure[0], measure[1], area, p)));
        }
        return rows;
    }

    private static List<String[]> measures(Per p) {
        List<String[]> all = new ArrayList<>();
        if (!p.type().equals("Q") || p.n() % 2 == 0) {
            Stream.of("value", "actual", "expected").forEach(c -> all.add(new String[] {"1.1", c}));
        }
        Stream.of("1.2", "1.3").forEach(m -> all.add(new String[] {m, "value"}));
        all.add(new String[] {"3.1", "count"});
        Stream.of("4.1", "5.1").forEach(m -> all.add(new String[] {m, "value"}));
        Stream.of("fill_rate", "orders_per_month").forEach(c -> all.add(new String[] {"6.1", c}));
        Stream.of("6.2", "6.4", "6.10", "6.11").forEach(m -> all.add(new String[] {m, "value"}));
        return all;
    }

    private PlainRow row(String measure, String component, String area, Per p) {
        PlainCell cell = cell(measure, component, area, p);
        Fraction benchmark = cell(measure, component, "DK", p).value();
        Fraction previous =
                cell(measure, component, area, p.plus(-Per.perYear(p.type()))).value();
        boolean judged = area.equals(OWN) && isPrimary(measure, component);
        PlainJudgement verdict = judged
                ? PlainJudgement.of(target(measure + " " + component), cell, benchmark, previous, brokenBy(measure, p))
                : PlainJudgement.NONE;
        return new PlainRow(
                measure,
                component,
                "official",
                area,
                cell.referencePeriod(),
                rounded(cell.value()),
                cell.numerator(),
                cell.denominator(),
                cell.state(),
                rounded(benchmark),
                rounded(previous),
                rounded(verdict.target()),
                rounded(verdict.deviation()),
                verdict.status(),
                verdict.reason(),
                isPrimary(measure, component),
                null);
    }

    /** Interviews and offers count from the registers where the catalogue has no such table. */
    private boolean isPrimary(String measure, String component) {
        return switch (measure) {
            case "1.2" -> world.tables().containsKey("y30f01");
            case "1.3" -> world.tables().containsKey("y30f02");
            default -> !localFirst.contains(measure + " " + component);
        };
    }

    private static boolean brokenBy(String measure, Per p) {
        return measure.equals("6.11") && p.lastDay().isAfter(REFORM);
    }

    private static @Nullable BigDecimal rounded(@Nullable Fraction n) {
        return n == null ? null : n.rounded();
    }

    private PlainCell cell(String measure, String component, String area, Per p) {
        String key = measure + component + area + p;
        PlainCell cell = cells.get(key);
        if (cell == null) {
            cell = computed(measure, component, area, p);
            cells.put(key, cell);
        }
        return cell;
    }

    private PlainCell computed(String measure, String component, String area, Per p) {
        boolean reformed = p.lastDay().isAfter(REFORM);
        return switch (measure + " " + component) {
            case "1.1 value" -> difference(total("y30r21", "measy30r21_2"), total("y30r21", "measy30r21_1"), area, p);
            case "1.1 actual" -> stock("QMAT", 0, count(total("y30r21", "measy30r21_2")), area, p);
            case "1.1 expected" -> stock("QMAT", 0, count(total("y30r21", "measy30r21_1")), area, p);
            case "1.2 value" -> share("M", 2, of("y30f01", "measf01_2", ""), of("y30f01", "measf01_1", ""), area, p);
            case "1.3 value" -> served("M", 2, total("y30f02", "measf02_2"), total("y30f02", "measf02_1"), area, p);
            case "3.1 count" -> flow(total("y14kval01", "measkval01_1"), false, area, p);
            case "4.1 value" -> share("M", 2, of("mm13", "measmm13_2", ""), of("mm13", "measmm13_1", ""), area, p);
            case "5.1 value" -> {
                List<Term> without = of("y09a02", "measa02_3", "");
                yield share("M", 2, without, and(without, of("y08a02", "measa02_3", "")), area, p);
            }
            case "6.1 fill_rate" -> served("Q", 0, total("jo01", "measjo01_4"), total("jo01", "measjo01_1"), area, p);
            case "6.1 orders_per_month" -> flow(total("jo01", "measjo01_1"), true, area, p);
            case "6.2 value" -> {
                String table = reformed ? "y60b15" : "y38b15";
                List<Term> some = of(table, "measb15_1", "Lønmodtagerbeskæftigelse", "Uddannelse");
                yield share("Q", 0, some, of(table, "measb15_1", ""), area, p);
            }
            case "6.4 value" -> {
                List<Term> some = new ArrayList<>();
                List<Term> all = new ArrayList<>();
                for (String table : List.of("y01b15", "y07b15", "y60b15")) {
                    some.addAll(of(
                            table,
                            "measb15_4",
                            "Lønmodtagerbeskæftigelse",
                            "Uddannelse",
                            "Selvforsørgelse",
                            "Fleksjob"));
                    all.addAll(of(table, "measb15_4", ""));
                }
                some.removeIf(t -> t.member().equals("Fleksjob") && !truth.hasMember(t));
                yield share("Q", 0, some, all, area, p);
            }
            case "6.10 value" ->
                share("M", 2, of("otij01", "measotij01_2", ""), of("otij01", "measotij01_1", ""), area, p);
            case "6.11 value" -> {
                String table = reformed ? "y60a02" : "y38a02";
                yield share("M", 2, of(table, "measa02_3", "Aktivitetsparat"), of(table, "measa02_3", ""), area, p);
            }
            default -> throw new IllegalArgumentException(measure + " " + component);
        };
    }

    private static Term total(String table, String column) {
        return new Term(table, column, "");
    }

    private static List<Term> of(String table, String column, String... members) {
        return Stream.of(members).map(m -> new Term(table, column, m)).toList();
    }

    private static List<Term> and(List<Term> a, List<Term> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** What a cell says once every figure it needs has been looked up. */
    private interface Working {
        PlainCell of(List<BigDecimal> figures);
    }

    private record Recipe(List<Term> terms, Working working) {}

    private static Recipe count(Term term) {
        return new Recipe(List.of(term), f -> PlainCell.count(f.get(0)));
    }

    private PlainCell difference(Term a, Term b, String area, Per p) {
        return stock(
                "QMAT",
                0,
                new Recipe(List.of(a, b), f -> PlainCell.count(f.get(0).subtract(f.get(1)))),
                area,
                p);
    }

    private PlainCell share(String type, int lag, List<Term> n, List<Term> of, String area, Per p) {
        Recipe recipe = new Recipe(
                and(n, of), f -> PlainCell.share(sum(f.subList(0, n.size())), sum(f.subList(n.size(), f.size()))));
        return stock(type, lag, recipe, area, p);
    }

    private PlainCell served(String type, int lag, Term percent, Term count, String area, Per p) {
        return stock(type, lag, new Recipe(List.of(percent, count), f -> PlainCell.served(f.get(0))), area, p);
    }

    private static BigDecimal sum(List<BigDecimal> figures) {
        return figures.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The last reference period, or the newest a little older that every table has. */
    private PlainCell stock(String type, int lag, Recipe recipe, String area, Per p) {
        Per wanted = p.endingAs(type);
        boolean held = recipe.terms.stream().allMatch(truth::isHeld);
        for (int older = 0; held && older <= lag; older++) {
            Per there = wanted.plus(-older);
            if (recipe.terms.stream().allMatch(t -> truth.hasPeriod(t, there))) {
                PlainCell cell = worked(
                        recipe,
                        recipe.terms.stream()
                                .map(t -> truth.figure(t, area, there))
                                .toList());
                return cell.about(there.code(), older > 0 ? "PRELIMINARY" : "OK");
            }
        }
        List<Figure> figures =
                recipe.terms.stream().map(t -> truth.figure(t, area, wanted)).toList();
        return worked(recipe, figures).about(wanted.code(), "OK");
    }

    /** Every month inside, added up. */
    private PlainCell flow(Term term, boolean perMonth, String area, Per p) {
        List<Per> months = p.months().toList();
        List<Term> terms = months.stream().map(m -> term).toList();
        Recipe recipe =
                new Recipe(terms, f -> perMonth ? PlainCell.perMonth(sum(f), months.size()) : PlainCell.count(sum(f)));
        return worked(
                        recipe,
                        months.stream().map(m -> truth.figure(term, area, m)).toList())
                .about(p.planId(), "OK");
    }

    private PlainCell worked(Recipe recipe, List<Figure> figures) {
        for (String state : List.of("SOURCE_MISSING", "NOT_PUBLISHED", "SUPPRESSED", "IMMATURE")) {
            if (figures.stream().anyMatch(f -> f.state().equals(state))) {
                // What was not taken may hold the period.
                boolean unknown =
                        state.equals("NOT_PUBLISHED") && recipe.terms.stream().anyMatch(truth::isBehind);
                return PlainCell.without(unknown ? "SOURCE_MISSING" : state);
            }
        }
        PlainCell cell = recipe.working.of(
                figures.stream().flatMap(f -> Stream.ofNullable(f.value())).toList());
        boolean stale = recipe.terms.stream().anyMatch(t -> truth.isStale(t, asOf));
        return stale && cell.value() != null ? cell.stale() : cell;
    }
}
