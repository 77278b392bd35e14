package dk.maaltal.measure.local;

import dk.maaltal.measure.local.Breakdown.Cell;
import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Column;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * 6.8: of the large workplaces, those with an offer or a partial return from sickness touching the window. On P-number;
 * where CVR does not know the P-number, or there is none, on CVR number if that company has exactly one large workplace. A
 * P-number that CVR was not asked for is no unknown one: its row leads nowhere, and is counted.
 */
final class Cooperation extends Counter.OnLastDay {
    private static final int OFFER_P = Register.TILBUD.place("p");
    private static final int OFFER_CVR = Register.TILBUD.place("cvr");

    private final Workplaces workplaces;
    private final Codes offers;
    private final long[] before;
    private final BitSet[] byP;
    private final BitSet[] byCvr;
    private final boolean offersLookedUp;
    private final boolean absencesLookedUp;
    private final long[] notLookedUp;

    Cooperation(
            Grid grid,
            LocalRule.WorkplaceCooperation rule,
            Workplaces workplaces,
            RegisterKnown tilbud,
            RegisterKnown sygefravaer) {
        super(grid);
        this.workplaces = workplaces;
        this.offers = Codes.of(tilbud, "type", rule.offers());
        this.before = grid.monthsBefore(rule.windowMonths());
        this.byP = sets(grid.ends());
        this.byCvr = sets(grid.ends());
        this.offersLookedUp = workplaces.lookedUp(tilbud);
        this.absencesLookedUp = workplaces.lookedUp(sygefravaer);
        this.notLookedUp = new long[grid.ends()];
    }

    private static BitSet[] sets(int count) {
        return Stream.generate(BitSet::new).limit(count).toArray(BitSet[]::new);
    }

    @Override
    void take(PersonRows person) {
        int rows = person.count(Register.TILBUD);
        if (rows > 0) {
            long[] type = person.column(Register.TILBUD, Touches.OFFER_TYPE);
            long[] start = person.column(Register.TILBUD, Touches.OFFER_START);
            long[] slut = person.column(Register.TILBUD, Touches.OFFER_SLUT);
            long[] p = person.column(Register.TILBUD, OFFER_P);
            long[] cvr = person.column(Register.TILBUD, OFFER_CVR);
            for (int i = 0; i < rows; i++) {
                if (offers.has(type[i])) {
                    at(p[i], cvr[i], start[i], Touches.to(slut[i]), offersLookedUp);
                }
            }
        }
        int absences = person.count(Register.SYGEFRAVAER);
        if (absences > 0) {
            absences(person, absences);
        }
    }

    private void absences(PersonRows person, int rows) {
        long[] partial = person.column(Register.SYGEFRAVAER, Touches.DELVIS_FRA);
        long[] slut = person.column(Register.SYGEFRAVAER, Touches.SLUT);
        long[] p = person.column(Register.SYGEFRAVAER, Touches.P);
        long[] cvr = person.column(Register.SYGEFRAVAER, Touches.CVR);
        for (int i = 0; i < rows; i++) {
            if (partial[i] != Column.NONE) {
                at(p[i], cvr[i], partial[i], Touches.to(slut[i]), absencesLookedUp);
            }
        }
    }

    private void at(long p, long cvr, long from, long to, boolean lookedUp) {
        if (p != Column.NONE && workplaces.knows(p)) {
            int unit = workplaces.unit(p);
            for (int end = grid.endFrom(from); unit >= 0 && end < before.length && before[end] < to; end++) {
                if (workplaces.isLarge(end, unit)) {
                    byP[end].set(unit);
                }
            }
        } else if (!lookedUp && p != Column.NONE && ProductionUnit.isGivenOut(p)) {
            for (int end = grid.endFrom(from); end < before.length && before[end] < to; end++) {
                notLookedUp[end]++;
            }
        } else if (cvr != Column.NONE) {
            int company = workplaces.company(cvr);
            for (int end = grid.endFrom(from); company >= 0 && end < before.length && before[end] < to; end++) {
                int unit = workplaces.onlyUnit(end, company);
                if (unit >= 0) {
                    byCvr[end].set(unit);
                }
            }
        }
    }

    @Override
    void add(Counter other) {
        Cooperation more = (Cooperation) other;
        for (int end = 0; end < byP.length; end++) {
            byP[end].or(more.byP[end]);
            byCvr[end].or(more.byCvr[end]);
            notLookedUp[end] += more.notLookedUp[end];
        }
    }

    @Override
    List<Split.Part> parts() {
        return List.of();
    }

    @Override
    Breakdown breakdown(int place) {
        int end = slot(place);
        BitSet either = (BitSet) byP[end].clone();
        either.or(byCvr[end]);
        int matchedByP = byP[end].cardinality();
        int matched = either.cardinality();
        return new Breakdown(List.of(
                new Cell("none", Place.REST, workplaces.count(end) - matched),
                new Cell("matched_by_p", Place.COUNTED, matchedByP),
                new Cell("matched_by_cvr", Place.COUNTED, matched - matchedByP),
                new Cell("size_unknown", Place.OUTSIDE, workplaces.sizeUnknown(end)),
                new Cell("not_large", Place.OUTSIDE, workplaces.notLarge(end)),
                new Cell("rows_not_looked_up", Place.OUTSIDE, notLookedUp[end])));
    }

    @Override
    Tally tally(int place) {
        int end = slot(place);
        BitSet either = (BitSet) byP[end].clone();
        either.or(byCvr[end]);
        int matchedByP = byP[end].cardinality();
        Map<String, String> attributes = new HashMap<>(Map.of(
                "matched_by_p", Integer.toString(matchedByP),
                "matched_by_cvr", Integer.toString(either.cardinality() - matchedByP),
                "size_unknown", Integer.toString(workplaces.sizeUnknown(end))));
        Tally counted = Tally.counted(
                either.cardinality(), workplaces.count(end), grid.period(place).id());
        if (notLookedUp[end] > 0) {
            attributes.put("not_looked_up", Long.toString(notLookedUp[end]));
            counted = counted.lastKnown();
        }
        return counted.saying(attributes);
    }
}
