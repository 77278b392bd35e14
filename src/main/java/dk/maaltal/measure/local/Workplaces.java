package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.staging.Extract;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.UnitsKnown;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The large workplaces of a municipality on each last day, from their histories in CVR (6.8). */
final class Workplaces {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    private final boolean[][] large;
    private final int[] count;
    private final int[] sizeUnknown;
    private final int[] notLarge;
    private final LongIndex units;
    private final LongIndex known;
    private final LongIndex companies;
    private final int[][] onlyUnit;
    private final Set<Extract> lookedUp;

    Workplaces(LocalRule.WorkplaceCooperation rule, UnitsKnown cvr, String municipality, Grid grid) {
        List<ProductionUnit> all = cvr.units();
        lookedUp = cvr.lookedUp();
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
        notLarge = new int[grid.ends()];
        onlyUnit = new int[grid.ends()][owners.size()];
        for (int end = 0; end < grid.ends(); end++) {
            Arrays.fill(onlyUnit[end], NONE);
            LocalDate day = LocalDate.ofEpochDay(grid.end(end));
            for (ProductionUnit unit : all) {
                if (unit.activeOn(day) && unit.municipalityOn(day).equals(Optional.of(municipality))) {
                    look(rule, unit, day, end, grid.month(end));
                }
            }
        }
    }

    private void look(LocalRule.WorkplaceCooperation rule, ProductionUnit unit, LocalDate day, int end, int month) {
        Optional<Headcount> size = unit.headcountAt(month, rule.sizeMaxAgeMonths());
        int limit = rule.moreThanEmployees();
        int place = units.place(unit.pNumber());
        if (size.filter(headcount -> headcount.isUndecided(limit)).isPresent()) {
            sizeUnknown[end]++;
        } else if (size.filter(headcount -> headcount.isMoreThan(limit)).isPresent()) {
            large[end][place] = true;
            count[end]++;
            unit.companyOn(day)
                    .map(companies::place)
                    .ifPresent(company -> onlyUnit[end][company] = onlyUnit[end][company] == NONE ? place : SEVERAL);
        } else {
            notLarge[end]++;
        }
    }

    /** How many there are on a last day. */
    int count(int end) {
        return count[end];
    }

    /** How many more there may be: only a band is known, and it holds the limit, or nothing is. */
    int sizeUnknown(int end) {
        return sizeUnknown[end];
    }

    /** How many here are known not to be large, or so small that CVR tells nothing; of those that ever were large. */
    int notLarge(int end) {
        return notLarge[end];
    }

    /** Whether what CVR does not know of an extract's P-numbers is none of its own: they were asked for. */
    boolean lookedUp(RegisterKnown register) {
        return lookedUp.contains(register.extract());
    }

    /** Whether CVR is known to know the P-number. */
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
