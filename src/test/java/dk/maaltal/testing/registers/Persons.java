package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Persons on benefits, day by day. */
final class Persons {
    private static final LocalDate DAY_0 = LocalDate.of(1995, 1, 1);
    private static final LocalDate END_OF_DAYS = LocalDate.of(2030, 1, 1);
    private static final int STILL_UNBROKEN = 28;

    private final Map<String, BitSet> days = new LinkedHashMap<>();

    /** Marks every day that a person has one of the benefits. */
    Persons(Collection<Line> forloeb, Set<String> benefits) {
        for (Line line : forloeb) {
            Line.Spell spell = (Line.Spell) line;
            if (benefits.contains(spell.ydelse())) {
                LocalDate last = spell.slut() == null ? END_OF_DAYS : spell.slut();
                BitSet has = days.computeIfAbsent(spell.cpr(), c -> new BitSet());
                for (LocalDate day = spell.start(); !day.isAfter(last); day = day.plusDays(1)) {
                    has.set(number(day));
                }
            }
        }
    }

    private static int number(LocalDate day) {
        return (int) (day.toEpochDay() - DAY_0.toEpochDay());
    }

    private static LocalDate day(int number) {
        return DAY_0.plusDays(number);
    }

    List<String> on(LocalDate day) {
        List<String> some = new ArrayList<>();
        days.forEach((cpr, has) -> {
            if (has.get(number(day))) {
                some.add(cpr);
            }
        });
        return some;
    }

    boolean isOn(String cpr, LocalDate day) {
        return days.getOrDefault(cpr, new BitSet()).get(number(day));
    }

    List<String> onAnyDay(LocalDate first, LocalDate last) {
        List<String> some = new ArrayList<>();
        days.forEach((cpr, has) -> {
            int next = has.nextSetBit(number(first));
            if (next >= 0 && next <= number(last)) {
                some.add(cpr);
            }
        });
        return some;
    }

    /** When the unbroken spell began that the person is in on a day. */
    LocalDate beganBefore(String cpr, LocalDate day) {
        BitSet has = days.getOrDefault(cpr, new BitSet());
        int first = number(day);
        while (true) {
            int before = has.previousSetBit(first - 1);
            if (before < 0 || first - before - 1 > STILL_UNBROKEN) {
                return day(first);
            }
            first = before;
        }
    }

    /** The last day of each of a person's unbroken spells. */
    Map<String, List<LocalDate>> ends() {
        Map<String, List<LocalDate>> ends = new LinkedHashMap<>();
        days.forEach((cpr, has) -> {
            List<LocalDate> own = new ArrayList<>();
            for (int d = has.nextSetBit(0); d >= 0; d = has.nextSetBit(d + 1)) {
                int next = has.nextSetBit(d + 1);
                if (next < 0 || next - d - 1 > STILL_UNBROKEN) {
                    own.add(day(d));
                }
            }
            ends.put(cpr, own);
        });
        return ends;
    }
}
