package dk.maaltal.testing.demo;

import dk.maaltal.testing.registers.Unit;
import dk.maaltal.testing.registers.UnitWorld;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** The demo's workplaces, made up from a seed: CVR has given nobody their numbers. */
final class DemoUnits {
    private static final int LARGE = 36;
    private static final int SMALL = 60;
    /** The municipality's own workplaces: one company with many. */
    private static final int OWN = 12;

    private static final int ELSEWHERE = 730;
    private static final YearMonth FIRST = YearMonth.of(2019, 10);
    private static final YearMonth LAST = YearMonth.of(2026, 6);

    private final List<Unit> large = new ArrayList<>();
    private final List<Unit> small = new ArrayList<>();

    DemoUnits(long seed) {
        Random dice = new Random(seed * 31);
        for (int i = 0; i < LARGE; i++) {
            large.add(large(i, dice));
        }
        for (int i = 0; i < SMALL; i++) {
            LocalDate from = LocalDate.of(2000 + dice.nextInt(18), 1 + dice.nextInt(12), 1);
            Unit.Days days = new Unit.Days(from, null);
            int size = 3 + dice.nextInt(40);
            small.add(new Unit(
                    Unit.Kind.SMALL,
                    1_099_500_003L + i * 17L,
                    4_099_500_003L + i,
                    "DEMO LILLE ARBEJDSPLADS " + i,
                    List.of(days),
                    List.of(new Unit.Place(UnitWorld.OWN, days)),
                    List.of(new Unit.Owner(99_300_000L + i, days)),
                    heads(size, dice, LAST)));
        }
    }

    private static Unit large(int i, Random dice) {
        long cvr = i < OWN ? 99_000_001L : 99_000_100L + i;
        LocalDate from = LocalDate.of(1995 + dice.nextInt(24), 1 + dice.nextInt(12), 1);
        LocalDate ceased = i == 33 ? LocalDate.of(2024, 9, 30) : null;
        Unit.Days days = new Unit.Days(from, ceased);
        List<Unit.Place> places = List.of(new Unit.Place(UnitWorld.OWN, days));
        if (i == 34) {
            LocalDate moved = LocalDate.of(2025, 4, 1);
            places = List.of(
                    new Unit.Place(ELSEWHERE, new Unit.Days(from, moved.minusDays(1))),
                    new Unit.Place(UnitWorld.OWN, new Unit.Days(moved, null)));
        }
        int size = 56 + dice.nextInt(i < OWN ? 120 : 260);
        SortedMap<YearMonth, Unit.Heads> heads =
                heads(i == 35 ? 50 : size, dice, ceased == null ? LAST : YearMonth.from(ceased));
        if (i == 32) {
            heads.replaceAll((month, head) -> new Unit.Heads(null, "ANTAL_50_99"));
        } else if (i == 35) {
            heads.replaceAll(
                    (month, head) -> new Unit.Heads(month.isBefore(YearMonth.of(2022, 1)) ? 52 : 50, "ANTAL_50_99"));
        }
        return new Unit(
                Unit.Kind.BIG,
                1_099_000_001L + i * 13L,
                4_099_000_001L + i,
                "DEMO ARBEJDSPLADS " + i,
                List.of(days),
                places,
                List.of(new Unit.Owner(cvr, days)),
                heads);
    }

    private static SortedMap<YearMonth, Unit.Heads> heads(int size, Random dice, YearMonth last) {
        SortedMap<YearMonth, Unit.Heads> heads = new TreeMap<>();
        for (YearMonth month = FIRST; !month.isAfter(last); month = month.plusMonths(1)) {
            int now = size + dice.nextInt(5) - 2;
            heads.put(month, new Unit.Heads(now, null));
        }
        return heads;
    }

    /** All of them, as CVR has them. */
    UnitWorld world() {
        UnitWorld world = new UnitWorld(0);
        large.forEach(world::with);
        small.forEach(world::with);
        return world;
    }

    /** P-number and CVR number of where someone works; now and then only one of them, or one that nobody has. */
    String[] somewhere(Random dice) {
        double at = dice.nextDouble();
        List<Unit> among = dice.nextInt(100) < 62 ? large : small;
        Unit unit = among.get((int) (Math.pow(at, 4) * among.size()));
        String p = Long.toString(unit.p());
        String cvr = Long.toString(unit.owners().get(0).cvr());
        int written = dice.nextInt(100);
        if (written < 5) {
            return new String[] {"", cvr};
        }
        if (written < 9) {
            return new String[] {"1098" + (100_000 + dice.nextInt(900_000)), cvr};
        }
        return written < 13 ? new String[] {p, ""} : new String[] {p, cvr};
    }
}
