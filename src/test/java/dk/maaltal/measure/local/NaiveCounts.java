package dk.maaltal.measure.local;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.series.ReferencePeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The person measures by looking at every single day, from the words of the design alone. */
final class NaiveCounts {
    private static final LocalDate ZERO = LocalDate.of(2009, 12, 1);
    private static final int DAYS = 365 * 25;
    static final Set<String> TEMPORARY =
            Set.of("Kontanthjælp", "Uddannelseshjælp", "Sygedagpenge", "A-dagpenge", "FGU-ydelse", "Ressourceforløb");
    private static final Set<String> UNEMPLOYED = Set.of("Kontanthjælp", "Uddannelseshjælp", "A-dagpenge");
    private static final Set<String> COMPANY = Set.of("Virksomhedspraktik", "Løntilskud", "Småjob");

    private final Lives lives;

    NaiveCounts(Lives lives) {
        this.lives = lives;
    }

    /** {@code n of N}, and for 6.8 its attributes. */
    String of(String measure, ReferencePeriod period) {
        long[] sum = new long[2];
        if (measure.equals("6.8")) {
            return cooperation(period);
        }
        for (Life life : lives.all) {
            switch (measure) {
                case "1.2" -> add(sum, longOn(life, period, 12), interviews(life, period) >= 4);
                case "1.3" -> add(sum, longOn(life, period, 12), offered(life, period) || paid(life, period, 12));
                case "2.2" -> add(sum, on(life, period, TEMPORARY), longOn(life, period, 24));
                case "3.1" -> upskilling(life, period, sum);
                case "6.2" -> after(life, period, Set.of("Uddannelseshjælp", "FGU-ydelse"), 30, 2, sum);
                case "6.4" -> after(life, period, TEMPORARY, 365, 4, sum);
                case "6.9" -> partial(life, period, sum);
                case "6.10" -> add(sum, on(life, period, TEMPORARY), paid(life, period, 1));
                default -> throw new IllegalArgumentException(measure);
            }
        }
        return sum[0] + " of " + sum[1];
    }

    private static void add(long[] sum, boolean counted, boolean good) {
        sum[0] += counted && good ? 1 : 0;
        sum[1] += counted ? 1 : 0;
    }

    private static int at(LocalDate day) {
        return Math.toIntExact(day.toEpochDay() - ZERO.toEpochDay());
    }

    private static boolean holds(LocalDate from, @Nullable LocalDate to, LocalDate day) {
        return !from.isAfter(day) && (to == null || !to.isBefore(day));
    }

    /** Day by day, whether the person is on one of the benefits. */
    private static boolean[] days(Life life, Set<String> benefits) {
        boolean[] on = new boolean[DAYS];
        for (Life.Spell spell : life.spells) {
            if (benefits.contains(spell.benefit())) {
                int last = spell.to() == null ? DAYS - 1 : at(spell.to());
                for (int day = at(spell.from()); day <= last; day++) {
                    on[day] = true;
                }
            }
        }
        return on;
    }

    /** The same with holes of at most 28 days filled. */
    private static boolean[] bridged(boolean[] on) {
        boolean[] bridged = on.clone();
        int lastOn = -1;
        for (int day = 0; day < on.length; day++) {
            if (on[day]) {
                if (lastOn >= 0 && day - lastOn - 1 <= 28) {
                    for (int hole = lastOn + 1; hole < day; hole++) {
                        bridged[hole] = true;
                    }
                }
                lastOn = day;
            }
        }
        return bridged;
    }

    private static boolean on(Life life, ReferencePeriod period, Set<String> benefits) {
        return days(life, benefits)[at(period.lastDay())];
    }

    private static boolean longOn(Life life, ReferencePeriod period, int months) {
        boolean[] on = days(life, TEMPORARY);
        if (!on[at(period.lastDay())]) {
            return false;
        }
        boolean[] bridged = bridged(on);
        int day = at(period.lastDay());
        while (bridged[day]) {
            day--;
        }
        return !ZERO.plusDays(day + 1L).isAfter(period.lastDay().minusMonths(months));
    }

    private static List<LocalDate> window(ReferencePeriod period) {
        return period.lastDay()
                .minusMonths(12)
                .plusDays(1)
                .datesUntil(period.lastDay().plusDays(1))
                .toList();
    }

    private static long interviews(Life life, ReferencePeriod period) {
        Set<LocalDate> window = Set.copyOf(window(period));
        return life.interviews.stream()
                .filter(i -> i.status().equals("Afholdt") && window.contains(i.day()))
                .count();
    }

    private static boolean offered(Life life, ReferencePeriod period) {
        return life.offers.stream()
                .filter(offer -> COMPANY.contains(offer.type()))
                .anyMatch(offer -> window(period).stream().anyMatch(day -> holds(offer.from(), offer.to(), day)));
    }

    private static boolean paid(Life life, ReferencePeriod period, int months) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int back = 0; back < months; back++) {
            YearMonth month = YearMonth.from(period.lastDay()).minusMonths(back);
            for (Life.Hours hours : life.hours) {
                if (hours.month().equals(month)) {
                    sum = sum.add(new BigDecimal(hours.amount()));
                }
            }
        }
        return sum.signum() > 0;
    }

    private static void upskilling(Life life, ReferencePeriod period, long[] sum) {
        boolean[] on = days(life, UNEMPLOYED);
        List<LocalDate> inside =
                period.firstDay().datesUntil(period.lastDay().plusDays(1)).toList();
        boolean begun = life.offers.stream()
                .filter(offer -> offer.type().equals("Vejledning og opkvalificering"))
                .filter(offer -> offer.goodProspects().equals("ja")
                        || offer.concreteJob().equals("ja"))
                .anyMatch(offer -> inside.contains(offer.from()) && on[at(offer.from())]);
        add(sum, inside.stream().anyMatch(day -> on[at(day)]), begun);
    }

    private static void after(Life life, ReferencePeriod period, Set<String> benefits, int days, int good, long[] sum) {
        boolean[] bridged = bridged(days(life, benefits));
        for (LocalDate day :
                period.firstDay().datesUntil(period.lastDay().plusDays(1)).toList()) {
            int end = at(day.minusDays(days));
            if (bridged[end] && !bridged[end + 1]) {
                String status = standing(life, day);
                boolean isGood = status != null
                        && List.of("Beskæftigelse", "Uddannelse", "Fleksjob", "Selvforsørgelse")
                                .subList(0, good)
                                .contains(status);
                add(sum, true, isGood);
            }
        }
    }

    /** The one that began last; of those the one that ends last; of those the first word. */
    private static @Nullable String standing(Life life, LocalDate day) {
        List<Life.Standing> standings = new ArrayList<>(life.standings);
        standings.removeIf(s -> !holds(s.from(), s.to(), day));
        standings.sort((a, b) -> {
            if (!a.from().equals(b.from())) {
                return b.from().compareTo(a.from());
            }
            LocalDate endA = a.to() == null ? LocalDate.MAX : a.to();
            LocalDate endB = b.to() == null ? LocalDate.MAX : b.to();
            return endA.equals(endB) ? a.status().compareTo(b.status()) : endB.compareTo(endA);
        });
        return standings.isEmpty() ? null : standings.get(0).status();
    }

    private static void partial(Life life, ReferencePeriod period, long[] sum) {
        LocalDate day = period.lastDay();
        Predicate<Life.Absence> open = a -> holds(a.from(), a.to(), day) && (a.p() != null || a.cvr() != null);
        boolean back = life.absences.stream()
                .filter(open)
                .anyMatch(a -> a.partialFrom() != null && !a.partialFrom().isAfter(day));
        add(
                sum,
                on(life, period, Set.of("Sygedagpenge"))
                        && life.absences.stream().anyMatch(open),
                back);
    }

    private String cooperation(ReferencePeriod period) {
        LocalDate day = period.lastDay();
        List<ProductionUnit> large = new ArrayList<>();
        int unknown = 0;
        for (ProductionUnit unit : lives.units) {
            boolean here = unit.lives().stream().anyMatch(s -> s.holdsOn(day))
                    && unit.addresses().stream().anyMatch(a -> a.span().holdsOn(day) && "707".equals(a.municipality()));
            if (here) {
                switch (size(unit, day)) {
                    case "large" -> large.add(unit);
                    case "unknown" -> unknown++;
                    default -> {}
                }
            }
        }
        Set<Long> byP = new TreeSet<>();
        Set<Long> byCvr = new TreeSet<>();
        for (Life life : lives.all) {
            for (Life.Offer offer : life.offers) {
                if (COMPANY.contains(offer.type())
                        && window(period).stream().anyMatch(d -> holds(offer.from(), offer.to(), d))) {
                    match(large, offer.p(), offer.cvr(), day, byP, byCvr);
                }
            }
            for (Life.Absence absence : life.absences) {
                LocalDate from = absence.partialFrom();
                if (from != null && window(period).stream().anyMatch(d -> holds(from, absence.to(), d))) {
                    match(large, absence.p(), absence.cvr(), day, byP, byCvr);
                }
            }
        }
        byCvr.removeAll(byP);
        return "%d of %d %s"
                .formatted(
                        byP.size() + byCvr.size(),
                        large.size(),
                        new java.util.TreeMap<>(Map.of(
                                "matched_by_p", byP.size(),
                                "matched_by_cvr", byCvr.size(),
                                "size_unknown", unknown)));
    }

    private void match(
            List<ProductionUnit> large,
            @Nullable Long p,
            @Nullable Long cvr,
            LocalDate day,
            Set<Long> byP,
            Set<Long> byCvr) {
        Set<Long> known = new TreeSet<>(lives.elsewhere);
        lives.units.forEach(u -> known.add(u.pNumber()));
        if (p != null && known.contains(p)) {
            large.stream().map(ProductionUnit::pNumber).filter(p::equals).forEach(byP::add);
        } else if (cvr != null) {
            List<ProductionUnit> owned = large.stream()
                    .filter(u -> u.companies().stream()
                            .anyMatch(c -> cvr.equals(c.cvrNumber()) && c.span().holdsOn(day)))
                    .toList();
            if (owned.size() == 1) {
                byCvr.add(owned.get(0).pNumber());
            }
        }
    }

    private static String size(ProductionUnit unit, LocalDate day) {
        int month = day.getYear() * 12 + day.getMonthValue() - 1;
        for (int back = 0; back <= 3; back++) {
            int wanted = month - back;
            for (ProductionUnit.Headcount size : unit.headcounts()) {
                if (size.month() == wanted) {
                    if (size.employees() != null) {
                        return size.employees() > 50 ? "large" : "small";
                    }
                    int least = size.atLeast() == null ? 0 : size.atLeast();
                    return least >= 100 ? "large" : least == 50 ? "unknown" : "small";
                }
            }
        }
        return "stale";
    }
}
