package dk.maaltal.testing.registers;

import dk.maaltal.testing.registers.Unit.Heads;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cooperation with the large workplaces, as of one day.
 *
 * @param n workplaces that were cooperated with
 * @param of workplaces with more than 50 employees
 * @param byP of n, those that a P-number led to
 * @param byCvr of n, those that only a CVR number led to
 * @param sizeUnknown workplaces of 50 to 99 employees
 */
record Workplaces(long n, long of, long byP, long byCvr, long sizeUnknown) {
    private enum Size {
        LARGE,
        NOT,
        UNKNOWN
    }

    /**
     * @param units as CVR told of them when it was last asked
     * @param places of every cooperation that touches the window
     */
    static Workplaces of(List<Unit> units, List<Line.Place> places, LocalDate day) {
        List<Unit> here = units.stream()
                .filter(u -> u.isActive(day) && u.isIn(UnitWorld.OWN, day))
                .toList();
        List<Unit> large = here.stream().filter(u -> size(u, day) == Size.LARGE).toList();
        Set<Long> known = units.stream().map(Unit::p).collect(Collectors.toSet());
        Set<Unit> byP = new HashSet<>();
        Set<Unit> byCvr = new HashSet<>();
        for (Line.Place place : places) {
            Long p = place.p();
            Long cvr = place.cvr();
            if (p != null && known.contains(p)) {
                large.stream().filter(u -> u.p() == p).forEach(byP::add);
            } else if (cvr != null) {
                List<Unit> company =
                        large.stream().filter(u -> u.isOf(cvr, day)).toList();
                if (company.size() == 1) {
                    byCvr.addAll(company);
                }
            }
        }
        byCvr.removeAll(byP);
        return new Workplaces(
                byP.size() + byCvr.size(),
                large.size(),
                byP.size(),
                byCvr.size(),
                here.stream().filter(u -> size(u, day) == Size.UNKNOWN).count());
    }

    private static Size size(Unit unit, LocalDate day) {
        YearMonth last = YearMonth.from(day);
        List<YearMonth> months = new ArrayList<>(unit.heads().keySet());
        months.removeIf(m -> m.isAfter(last) || m.isBefore(last.minusMonths(3)));
        if (months.isEmpty()) {
            return Size.NOT;
        }
        Heads heads = unit.heads().get(months.get(months.size() - 1));
        if (heads == null) {
            return Size.NOT;
        }
        if (heads.employees() != null) {
            return heads.employees() > 50 ? Size.LARGE : Size.NOT;
        }
        String band = String.valueOf(heads.band());
        int lower = Integer.parseInt(band.split("_", -1)[1]);
        return lower >= 100 ? Size.LARGE : lower == 50 ? Size.UNKNOWN : Size.NOT;
    }
}
