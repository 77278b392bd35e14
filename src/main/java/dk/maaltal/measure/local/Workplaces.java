package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.staging.UnitsKnown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** The large workplaces of a municipality on each last day, from their histories in CVR (6.8). */
final class Workplaces {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final boolean[][] large;
    private final int[] count;
    private final int[] sizeUnknown;
    private final LongIndex units;
    private final LongIndex known;
    private final LongIndex companies;
    private final int[][] onlyUnit;

    Workplaces(LocalRule.WorkplaceCooperation rule, UnitsKnown cvr, String municipality, Grid grid) {
        List<ProductionUnit> all = cvr.units();
        units = new LongIndex(all.stream().map(ProductionUnit::pNumber).toList());
        List<Long> everyP = new ArrayList<>(cvr.elsewhere());
        all.forEach(unit -> everyP.add(unit.pNumber()));
        known = new LongIndex(everyP);
        List<Long> owners = List.copyOf(new TreeSet<>(all.stream()
                .flatMap(unit -> unit.companies().stream())
                .map(ProductionUnit.Company::cvrNumber)
                .toList()));
        companies = new LongIndex(owners);
        large = new boolean[grid.ends()][all.size()];
        count = new int[grid.ends()];
        sizeUnknown = new int[grid.ends()];
        onlyUnit = new int[grid.ends()][owners.size()];
        for (int end = 0; end < grid.ends(); end++) {
            Arrays.fill(onlyUnit[end], NONE);
            LocalDate day = LocalDate.ofEpochDay(grid.end(end));
            for (ProductionUnit unit : all) {
                if (isActive(unit, day) && isIn(unit, municipality, day)) {
                    look(rule, unit, day, end, grid.month(end));
                }
            }
        }
    }

    private static boolean isActive(ProductionUnit unit, LocalDate day) {
        return unit.lives().stream().anyMatch(span -> span.holdsOn(day));
    }

    private static boolean isIn(ProductionUnit unit, String municipality, LocalDate day) {
        return unit.addresses().stream()
                .anyMatch(address -> municipality.equals(address.municipality())
                        && address.span().holdsOn(day));
    }

    private void look(LocalRule.WorkplaceCooperation rule, ProductionUnit unit, LocalDate day, int end, int month) {
        Size size = sizeOf(rule, unit, month);
        if (size == Size.UNKNOWN) {
            sizeUnknown[end]++;
        }
        int place = units.place(unit.pNumber());
        if (size == Size.LARGE && !large[end][place]) {
            large[end][place] = true;
            count[end]++;
            unit.companies().stream()
                    .filter(company -> company.span().holdsOn(day))
                    .mapToLong(ProductionUnit.Company::cvrNumber)
                    .distinct()
                    .mapToInt(companies::place)
                    .forEach(company -> onlyUnit[end][company] = onlyUnit[end][company] == NONE ? place : SEVERAL);
        }
    }

    private enum Size {
        LARGE,
        SMALL,
        /** The band holds the limit: nobody knows which side. */
        UNKNOWN
    }

    /** By the newest month that is not after the last day's; too old a month says nothing. */
    private static Size sizeOf(LocalRule.WorkplaceCooperation rule, ProductionUnit unit, int month) {
        Headcount newest = null;
        for (Headcount headcount : unit.headcounts()) {
            if (headcount.month() <= month && (newest == null || headcount.month() > newest.month())) {
                newest = headcount;
            }
        }
        if (newest == null || newest.month() < month - rule.sizeMaxAgeMonths()) {
            return Size.SMALL;
        }
        int limit = rule.moreThanEmployees();
        Integer exact = newest.employees();
        if (exact != null) {
            return exact > limit ? Size.LARGE : Size.SMALL;
        }
        Integer least = newest.atLeast();
        Integer most = newest.atMost();
        if (least == null) {
            return Size.SMALL;
        }
        if (least > limit) {
            return Size.LARGE;
        }
        return most == null || most > limit ? Size.UNKNOWN : Size.SMALL;
    }

    /** How many there are on a last day. */
    int count(int end) {
        return count[end];
    }

    /** How many more there may be: only a band is known, and it holds the limit. */
    int sizeUnknown(int end) {
        return sizeUnknown[end];
    }

    /** Whether CVR knows the P-number at all. */
    boolean knows(long p) {
        return known.place(p) >= 0;
    }

    /** The unit of a P-number; negative for none that was ever large here. */
    int unit(long p) {
        return units.place(p);
    }

    boolean isLarge(int end, int unit) {
        return large[end][unit];
    }

    /** A company by its CVR number; negative for one without a unit here. */
    int company(long cvr) {
        return companies.place(cvr);
    }

    /** The only large unit a company has on a last day; negative where it has none or several. */
    int onlyUnit(int end, int company) {
        return onlyUnit[end][company];
    }
}
