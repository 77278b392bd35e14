package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Register;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cases sent back in a quarter after they had been sent on, each once a quarter; longer periods sum quarters (2.1). */
final class CaseSheet implements Sheet {
    private static final int SAG = Register.VANDRENDE_SAGER.place("sag");
    private static final int DATO = Register.VANDRENDE_SAGER.place("dato");
    private static final int FRA = Register.VANDRENDE_SAGER.place("fra");
    private static final int TIL = Register.VANDRENDE_SAGER.place("til");

    private final Codes from;
    private final Codes to;
    private final Codes alsoFrom;
    private final Codes alsoTo;
    private final Map<Long, Long> firstSentOn = new HashMap<>();
    private final Map<Integer, List<Move>> backByMonth = new HashMap<>();

    private record Move(long sag, long day) {}

    CaseSheet(LocalRule.CasesSentBack rule, RegisterKnown register) {
        from = Codes.of(register, "fra", Set.of(rule.from()));
        to = Codes.of(register, "til", Set.of(rule.to()));
        alsoFrom = Codes.of(register, "fra", Set.of(rule.to()));
        alsoTo = Codes.of(register, "til", Set.of(rule.from()));
    }

    @Override
    public void take(long[] row) {
        if (from.has(row[FRA]) && to.has(row[TIL])) {
            backByMonth
                    .computeIfAbsent(Sheet.monthOf(row[DATO]), m -> new ArrayList<>())
                    .add(new Move(row[SAG], row[DATO]));
        }
        if (alsoFrom.has(row[FRA]) && alsoTo.has(row[TIL])) {
            firstSentOn.merge(row[SAG], row[DATO], Math::min);
        }
    }

    @Override
    public Tally tally(ReferencePeriod period) {
        long sum = 0;
        ReferencePeriod last = period.ending(Frequency.Q);
        for (ReferencePeriod quarter = ReferencePeriod.containing(Frequency.Q, period.firstDay());
                quarter.compareTo(last) <= 0;
                quarter = quarter.shift(1)) {
            sum += cases(quarter);
        }
        Tally counted = Tally.counted(sum, 0, period.id());
        return period.frequency() == Frequency.Q ? counted : counted.saying(Map.of("sum_of", "quarters"));
    }

    @Override
    public Breakdown breakdown(ReferencePeriod period) {
        List<Breakdown.Cell> cells = new ArrayList<>();
        Set<Long> never = new HashSet<>();
        ReferencePeriod last = period.ending(Frequency.Q);
        for (ReferencePeriod quarter = ReferencePeriod.containing(Frequency.Q, period.firstDay());
                quarter.compareTo(last) <= 0;
                quarter = quarter.shift(1)) {
            cells.add(new Breakdown.Cell("quarter: " + quarter.id(), Breakdown.Place.COUNTED, cases(quarter)));
            for (int month = Sheet.firstMonth(quarter); month <= Sheet.lastMonth(quarter); month++) {
                backByMonth.getOrDefault(month, List.of()).stream()
                        .filter(move -> !isSentOnBefore(move))
                        .forEach(move -> never.add(move.sag()));
            }
        }
        cells.add(new Breakdown.Cell("never_sent_on_before", Breakdown.Place.OUTSIDE, never.size()));
        return new Breakdown(cells);
    }

    private boolean isSentOnBefore(Move move) {
        Long sentOn = firstSentOn.get(move.sag());
        return sentOn != null && sentOn <= move.day();
    }

    private int cases(ReferencePeriod quarter) {
        Set<Long> cases = new HashSet<>();
        for (int month = Sheet.firstMonth(quarter); month <= Sheet.lastMonth(quarter); month++) {
            for (Move move : backByMonth.getOrDefault(month, List.of())) {
                if (isSentOnBefore(move)) {
                    cases.add(move.sag());
                }
            }
        }
        return cases.size();
    }
}
