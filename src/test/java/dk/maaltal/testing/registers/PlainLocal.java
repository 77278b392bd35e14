package dk.maaltal.testing.registers;

import dk.maaltal.testing.Fraction;
import dk.maaltal.testing.Per;
import dk.maaltal.testing.registers.Line.Absence;
import dk.maaltal.testing.registers.Line.Hours;
import dk.maaltal.testing.registers.Line.Interview;
import dk.maaltal.testing.registers.Line.Offer;
import dk.maaltal.testing.registers.Line.Status;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The plan's local figures worked out a second time, slowly and plainly, from what a world's registers hold. It shares no
 * code with the product; the rules are those of the design page on the measures.
 */
public final class PlainLocal {
    /** CVR as it was last asked. */
    public record Virk(LocalDate day, List<Unit> units) {}

    private static final List<String> UNEMPLOYED =
            List.of("A-dagpenge", "Kontanthjælp", "Uddannelseshjælp", "Selvforsørgelses- og hjemrejseydelse");
    private static final Set<String> TEMPORARY = Stream.concat(
                    UNEMPLOYED.stream(),
                    Stream.of(
                            "Sygedagpenge",
                            "Jobafklaringsforløb",
                            "Ressourceforløb",
                            "Revalidering",
                            "Forrevalidering",
                            "Ledighedsydelse",
                            "FGU-ydelse"))
            .collect(Collectors.toSet());
    private static final Set<String> COMPANY_DIRECTED = Set.of("Virksomhedspraktik", "Løntilskud", "Småjob");

    private final Map<String, Held> registers;
    private final @Nullable Virk virk;
    private final Map<Set<String>, Persons> persons = new HashMap<>();
    private final Map<String, LocalCell> cells = new LinkedHashMap<>();

    /** @param registers the newest generation of each that was ever accepted */
    public PlainLocal(Map<String, Held> registers, @Nullable Virk virk) {
        this.registers = Map.copyOf(registers);
        this.virk = virk;
    }

    /** Every component with a local basis that a period has a row for, as {@code 6.1 fill_rate}. */
    static List<String> components(Per period) {
        List<String> all = new ArrayList<>(List.of(
                "1.2 value",
                "1.3 value",
                "2.1 value",
                "2.2 count",
                "2.2 share",
                "3.1 count",
                "3.1 share",
                "5.2 value",
                "6.1 fill_rate",
                "6.1 orders_per_month",
                "6.2 value",
                "6.3 value",
                "6.4 value",
                "6.5 value",
                "6.6 value",
                "6.7 value",
                "6.8 value",
                "6.9 value",
                "6.10 value",
                "6.13 value"));
        if (period.type().equals("H")) {
            all.add("6.12 value");
        }
        return all;
    }

    static List<String> registersOf(String component) {
        return switch (component) {
            case "1.2 value" -> List.of("forloeb", "samtaler");
            case "1.3 value" -> List.of("forloeb", "tilbud", "loentimer");
            case "2.1 value" -> List.of("vandrende_sager");
            case "2.2 count", "2.2 share" -> List.of("forloeb");
            case "3.1 count", "3.1 share" -> List.of("forloeb", "tilbud");
            case "5.2 value", "6.13 value" -> List.of("ansaettelser");
            case "6.1 fill_rate", "6.1 orders_per_month" -> List.of("jobordrer");
            case "6.2 value", "6.4 value" -> List.of("forloeb", "arbejdsmarkedsstatus");
            case "6.3 value", "6.5 value" -> List.of("ungdomsvalg");
            case "6.6 value" -> List.of("unge_25");
            case "6.7 value" -> List.of("unge_rest");
            case "6.8 value" -> List.of("cvr", "tilbud", "sygefravaer");
            case "6.9 value" -> List.of("forloeb", "sygefravaer");
            case "6.10 value" -> List.of("forloeb", "loentimer");
            case "6.12 value" -> List.of("danskuddannelse");
            default -> throw new IllegalArgumentException(component);
        };
    }

    /** Whether every register of a component was ever accepted. */
    boolean hasRegisters(String component) {
        return registersOf(component).stream().allMatch(r -> r.equals("cvr") ? virk != null : registers.containsKey(r));
    }

    LocalCell cell(String component, Per p) {
        String key = component + " " + p;
        LocalCell cell = cells.get(key);
        if (cell == null) {
            cell = found(component, p);
            cells.put(key, cell);
        }
        return cell;
    }

    /** The same period a year earlier, when the registers reach back to its first day. */
    @Nullable
    Fraction previous(String component, Per p) {
        Per before = p.plus(-Per.perYear(p.type()));
        LocalDate first = before.firstDay();
        boolean reached = registersOf(component).stream()
                .flatMap(r -> Stream.ofNullable(registers.get(r)))
                .noneMatch(held -> held.firstDay().isAfter(first));
        return reached ? cell(component, before).value() : null;
    }

    private LocalCell found(String component, Per p) {
        LocalDate r = p.lastDay();
        List<LocalDate> extracts = new ArrayList<>();
        for (String register : registersOf(component)) {
            if (register.equals("cvr") ? virk == null : !registers.containsKey(register)) {
                return LocalCell.without("SOURCE_MISSING", p.planId());
            }
            extracts.add(
                    register.equals("cvr")
                            ? Objects.requireNonNull(virk).day
                            : Objects.requireNonNull(registers.get(register)).extractDate());
        }
        if (extracts.stream().anyMatch(day -> day.isBefore(r))) {
            return LocalCell.without("NOT_PUBLISHED", wanted(component, p));
        }
        String id = p.planId();
        return switch (component) {
            case "1.2 value" -> interviews(r, id).starred();
            case "1.3 value" -> offersOrHours(r, id).starred();
            case "2.1 value" -> sentBack(p);
            case "2.2 count" -> LocalCell.count(longSpells(r, 24).size(), id).starred();
            case "2.2 share" ->
                LocalCell.share(
                                longSpells(r, 24).size(),
                                persons(TEMPORARY).on(r).size(),
                                id)
                        .starred();
            case "3.1 count" -> LocalCell.count(upskilled(p), id).starred();
            case "3.1 share" ->
                LocalCell.share(
                                upskilled(p),
                                persons(Set.copyOf(UNEMPLOYED))
                                        .onAnyDay(p.firstDay(), r)
                                        .size(),
                                id)
                        .starred();
            case "5.2 value" -> hirings(p, Set.of("Fleksjob", "Løntilskud", "Skånejob", "Seniorjob"));
            case "6.13 value" -> hirings(p, Set.of("Elev", "Lærling"));
            case "6.1 fill_rate" -> fillRate(p, extracts.get(0));
            case "6.1 orders_per_month" ->
                LocalCell.perMonth(orders(p).size(), p.months().count(), id);
            case "6.2 value" ->
                after(p, Set.of("Uddannelseshjælp", "FGU-ydelse"), 30, Set.of("Beskæftigelse", "Uddannelse"))
                        .starred();
            case "6.4 value" ->
                after(p, TEMPORARY, 365, Set.of("Beskæftigelse", "Uddannelse", "Fleksjob", "Selvforsørgelse"))
                        .starred();
            case "6.3 value" -> choice("Erhvervsuddannelse", r.getYear());
            case "6.5 value" -> choice("Gymnasial", r.getYear());
            case "6.6 value" -> educated(r.getYear());
            case "6.7 value" -> outside(r, id);
            case "6.8 value" -> {
                Workplaces w = workplaces(r);
                yield LocalCell.share(w.n(), w.of(), id);
            }
            case "6.9 value" -> partlyBack(r, id).starred();
            case "6.10 value" -> withHours(r, id).starred();
            case "6.12 value" -> participants(id);
            default -> throw new IllegalArgumentException(component);
        };
    }

    private static String wanted(String component, Per p) {
        int year = p.lastDay().getYear();
        return switch (component) {
            case "6.3 value", "6.5 value" -> (year - 1) + "/" + year;
            case "6.6 value" -> Integer.toString(year);
            default -> p.planId();
        };
    }

    private Collection<Line> lines(String register) {
        return Objects.requireNonNull(registers.get(register)).lines();
    }

    private Persons persons(Set<String> benefits) {
        return persons.computeIfAbsent(benefits, b -> new Persons(lines("forloeb"), b));
    }

    private <T> Map<String, List<T>> byPerson(String register, Function<Line, T> as) {
        return lines(register).stream()
                .collect(Collectors.groupingBy(
                        l -> ((Line.OfPerson) l).cpr(), Collectors.mapping(as, Collectors.toList())));
    }

    private List<String> longSpells(LocalDate r, int months) {
        Persons all = persons(TEMPORARY);
        return all.on(r).stream()
                .filter(cpr -> !all.beganBefore(cpr, r).isAfter(r.minusMonths(months)))
                .toList();
    }

    private static boolean inWindow(LocalDate day, LocalDate r) {
        return day.isAfter(r.minusMonths(12)) && !day.isAfter(r);
    }

    /** Whether any day from first to last is in the twelve months. */
    private static boolean touches(LocalDate first, @Nullable LocalDate last, LocalDate r) {
        return !first.isAfter(r) && (last == null || last.isAfter(r.minusMonths(12)));
    }

    private LocalCell interviews(LocalDate r, String id) {
        List<String> all = longSpells(r, 12);
        Map<String, List<Interview>> interviews = byPerson("samtaler", l -> (Interview) l);
        long n = all.stream()
                .filter(cpr -> interviews.getOrDefault(cpr, List.of()).stream()
                                .filter(i -> i.status().equals("Afholdt") && inWindow(i.dato(), r))
                                .count()
                        >= 4)
                .count();
        return LocalCell.share(n, all.size(), id);
    }

    private LocalCell offersOrHours(LocalDate r, String id) {
        List<String> all = longSpells(r, 12);
        Map<String, List<Offer>> offers = byPerson("tilbud", l -> (Offer) l);
        Map<String, List<Hours>> hours = byPerson("loentimer", l -> (Hours) l);
        YearMonth last = YearMonth.from(r);
        long n = all.stream()
                .filter(cpr -> offers.getOrDefault(cpr, List.of()).stream()
                                .anyMatch(o -> COMPANY_DIRECTED.contains(o.type()) && touches(o.start(), o.slut(), r))
                        || hours.getOrDefault(cpr, List.of()).stream()
                                .anyMatch(h -> h.timer().signum() > 0
                                        && !h.maaned().isAfter(last)
                                        && h.maaned().isAfter(last.minusMonths(12))))
                .count();
        return LocalCell.share(n, all.size(), id);
    }

    private LocalCell sentBack(Per p) {
        if (!p.type().equals("Q")) {
            long sum = p.quarters().mapToLong(q -> sentBackIn(q).size()).sum();
            return LocalCell.count(sum, p.planId());
        }
        return LocalCell.count(sentBackIn(p).size(), p.planId());
    }

    private Set<String> sentBackIn(Per p) {
        Set<String> cases = new HashSet<>();
        List<Line.Move> moves =
                lines("vandrende_sager").stream().map(l -> (Line.Move) l).toList();
        for (Line.Move back : moves) {
            if (back.fra().equals("Pensionsnævn") && back.til().equals("Rehabiliteringsteam") && p.holds(back.dato())) {
                boolean hadGone = moves.stream()
                        .anyMatch(there -> there.sag().equals(back.sag())
                                && there.fra().equals("Rehabiliteringsteam")
                                && there.til().equals("Pensionsnævn")
                                && !there.dato().isAfter(back.dato()));
                if (hadGone) {
                    cases.add(back.sag());
                }
            }
        }
        return cases;
    }

    /** The highest quarter of 2023, which is the plan's ceiling. */
    @Nullable
    Fraction ceiling() {
        Fraction highest = null;
        for (int n = 1; n <= 4; n++) {
            Fraction value = cell("2.1 value", new Per("Q", 2023, n)).value();
            if (value == null) {
                return null;
            }
            highest = highest == null || value.against(highest) > 0 ? value : highest;
        }
        return highest;
    }

    private long upskilled(Per p) {
        Persons unemployed = persons(Set.copyOf(UNEMPLOYED));
        return lines("tilbud").stream()
                .map(l -> (Offer) l)
                .filter(o -> o.type().equals("Vejledning og opkvalificering") && p.holds(o.start()))
                .filter(o -> Boolean.TRUE.equals(o.godeMuligheder()) || Boolean.TRUE.equals(o.konkretJob()))
                .filter(o -> unemployed.isOn(o.cpr(), o.start()))
                .map(Offer::cpr)
                .distinct()
                .count();
    }

    private LocalCell hirings(Per p, Set<String> types) {
        long sum = 0;
        for (Line line : lines("ansaettelser")) {
            Line.Hiring hiring = (Line.Hiring) line;
            if (types.contains(hiring.type()) && p.holds(hiring.dato())) {
                if (hiring.antal() == Line.HIDDEN) {
                    return LocalCell.without("SUPPRESSED", p.planId());
                }
                sum += hiring.antal();
            }
        }
        return LocalCell.count(sum, p.planId());
    }

    private List<Line.JobOrder> orders(Per p) {
        return lines("jobordrer").stream()
                .map(l -> (Line.JobOrder) l)
                .filter(o -> p.holds(o.oprettet()))
                .toList();
    }

    private LocalCell fillRate(Per p, LocalDate extract) {
        if (extract.isBefore(p.lastDay().plusMonths(3))) {
            return LocalCell.without("IMMATURE", p.planId());
        }
        List<Line.JobOrder> orders = orders(p);
        if (orders.stream().anyMatch(o -> o.besatte() == Line.HIDDEN)) {
            return LocalCell.without("SUPPRESSED", p.planId());
        }
        return LocalCell.share(orders.stream().filter(o -> o.besatte() >= 1).count(), orders.size(), p.planId());
    }

    private LocalCell after(Per p, Set<String> benefits, int days, Set<String> good) {
        Map<String, List<Status>> statuses = byPerson("arbejdsmarkedsstatus", l -> (Status) l);
        long n = 0;
        long all = 0;
        for (Map.Entry<String, List<LocalDate>> person :
                persons(benefits).ends().entrySet()) {
            for (LocalDate end : person.getValue()) {
                LocalDate day = end.plusDays(days);
                if (p.holds(day)) {
                    all++;
                    Status then = null;
                    for (Status status : statuses.getOrDefault(person.getKey(), List.of())) {
                        LocalDate til = status.til();
                        boolean holds = !status.fra().isAfter(day) && (til == null || !til.isBefore(day));
                        if (holds && (then == null || status.fra().isAfter(then.fra()))) {
                            then = status;
                        }
                    }
                    n += then != null && good.contains(then.status()) ? 1 : 0;
                }
            }
        }
        return LocalCell.share(n, all, p.planId());
    }

    private LocalCell choice(String valg, int year) {
        for (int ends = year; ends >= year - 1; ends--) {
            int school = ends;
            List<Line.Choice> all = lines("ungdomsvalg").stream()
                    .map(l -> (Line.Choice) l)
                    .filter(c -> c.skoleaar() == school && c.valg().equals(valg))
                    .toList();
            if (!all.isEmpty()) {
                String name = all.get(0).year();
                if (all.stream().anyMatch(c -> c.antal() == Line.HIDDEN || c.aargang() == Line.HIDDEN)) {
                    return LocalCell.without("SUPPRESSED", name);
                }
                LocalCell cell = LocalCell.share(
                        all.stream().mapToLong(Line.Choice::antal).sum(),
                        all.stream().mapToLong(Line.Choice::aargang).sum(),
                        name);
                return ends == year || cell.value() == null ? cell : cell.preliminary();
            }
        }
        return LocalCell.without("NOT_PUBLISHED", (year - 1) + "/" + year);
    }

    private LocalCell educated(int year) {
        for (int aar = year; aar >= year - 2; aar--) {
            int then = aar;
            List<Line.Educated> rows = lines("unge_25").stream()
                    .map(l -> (Line.Educated) l)
                    .filter(e -> e.aar() == then)
                    .toList();
            if (!rows.isEmpty()) {
                if (rows.stream().anyMatch(e -> e.population() == Line.HIDDEN || e.gennemfoert() == Line.HIDDEN)) {
                    return LocalCell.without("SUPPRESSED", Integer.toString(aar));
                }
                LocalCell cell = LocalCell.share(
                        rows.stream().mapToLong(Line.Educated::gennemfoert).sum(),
                        rows.stream().mapToLong(Line.Educated::population).sum(),
                        Integer.toString(aar));
                return aar == year || cell.value() == null ? cell : cell.preliminary();
            }
        }
        return LocalCell.without("NOT_PUBLISHED", Integer.toString(year));
    }

    private Line.@Nullable Outside outsideRow(LocalDate r) {
        Line.Outside newest = null;
        for (Line line : lines("unge_rest")) {
            Line.Outside row = (Line.Outside) line;
            boolean fits = !row.dato().isAfter(r) && !row.dato().isBefore(r.minusMonths(12));
            if (fits && (newest == null || row.dato().isAfter(newest.dato()))) {
                newest = row;
            }
        }
        return newest;
    }

    private LocalCell outside(LocalDate r, String id) {
        Line.Outside row = outsideRow(r);
        if (row == null) {
            return LocalCell.without("NOT_PUBLISHED", id);
        }
        String name = row.dato().toString();
        return row.uden() == Line.HIDDEN || row.population() == Line.HIDDEN
                ? LocalCell.without("SUPPRESSED", name)
                : LocalCell.share(row.uden(), row.population(), name);
    }

    /** What the ministry expects, in the row that 6.7 stands on. */
    @Nullable
    Fraction expected(Per p) {
        if (!registers.containsKey("unge_rest") || cell("6.7 value", p).state().equals("NOT_PUBLISHED")) {
            return null;
        }
        Line.Outside row = outsideRow(p.lastDay());
        return row == null || row.benchmark() == null ? null : Fraction.of(row.benchmark());
    }

    Workplaces workplaces(LocalDate r) {
        List<Line.Place> places = new ArrayList<>();
        for (Line line : lines("tilbud")) {
            Offer offer = (Offer) line;
            if (COMPANY_DIRECTED.contains(offer.type()) && touches(offer.start(), offer.slut(), r)) {
                places.add(offer.place());
            }
        }
        for (Line line : lines("sygefravaer")) {
            Absence absence = (Absence) line;
            if (absence.delvisFra() != null && touches(absence.delvisFra(), absence.slut(), r)) {
                places.add(absence.place());
            }
        }
        return Workplaces.of(Objects.requireNonNull(virk).units, places, r);
    }

    private LocalCell partlyBack(LocalDate r, String id) {
        Map<String, List<Absence>> absences = byPerson("sygefravaer", l -> (Absence) l);
        long n = 0;
        long all = 0;
        for (String cpr : persons(Set.of("Sygedagpenge")).on(r)) {
            List<Absence> open = absences.getOrDefault(cpr, List.of()).stream()
                    .filter(a -> !a.start().isAfter(r)
                            && (a.slut() == null || !a.slut().isBefore(r)))
                    .filter(a -> a.place().p() != null || a.place().cvr() != null)
                    .toList();
            all += open.isEmpty() ? 0 : 1;
            n += open.stream()
                            .anyMatch(
                                    a -> a.delvisFra() != null && !a.delvisFra().isAfter(r))
                    ? 1
                    : 0;
        }
        return LocalCell.share(n, all, id);
    }

    private LocalCell withHours(LocalDate r, String id) {
        List<String> all = persons(TEMPORARY).on(r);
        Map<String, List<Hours>> hours = byPerson("loentimer", l -> (Hours) l);
        long n = all.stream()
                .filter(cpr -> hours.getOrDefault(cpr, List.of()).stream()
                        .anyMatch(h -> h.maaned().equals(YearMonth.from(r))
                                && h.timer().signum() > 0))
                .count();
        return LocalCell.share(n, all.size(), id);
    }

    private LocalCell participants(String id) {
        List<Line.Participants> rows = lines("danskuddannelse").stream()
                .map(l -> (Line.Participants) l)
                .filter(x -> x.periode().equals(id))
                .toList();
        if (rows.isEmpty()) {
            return LocalCell.without("NOT_PUBLISHED", id);
        }
        return rows.stream().anyMatch(x -> x.antal() == Line.HIDDEN)
                ? LocalCell.without("SUPPRESSED", id)
                : LocalCell.count(
                        rows.stream().mapToLong(Line.Participants::antal).sum(), id);
    }
}
