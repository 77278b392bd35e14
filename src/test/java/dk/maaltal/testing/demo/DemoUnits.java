package dk.maaltal.testing.demo;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The demo's workplaces, made up from a seed: no company has their numbers. */
final class DemoUnits {
    private static final int LARGE = 36;
    private static final int SMALL = 60;
    private static final YearMonth FIRST = YearMonth.of(2019, 1);

    /**
     * A workplace.
     *
     * @param employees how many in a usual month
     * @param from when it began
     * @param to when it ceased, or null
     * @param movedIn when it moved to the municipality, or null when it always lay there
     */
    record Unit(
            long p,
            long cvr,
            int employees,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable LocalDate movedIn) {}

    final List<Unit> large = new ArrayList<>();
    final List<Unit> small = new ArrayList<>();

    DemoUnits(long seed) {
        Random dice = new Random(seed * 31);
        for (int i = 0; i < LARGE; i++) {
            // The first twelve are the municipality's own: one company with many workplaces.
            long cvr = i < 12 ? 99_000_001L : 99_000_100L + i;
            int employees = i == 35 ? 50 : 52 + dice.nextInt(i < 12 ? 120 : 260);
            LocalDate from = LocalDate.of(1995 + dice.nextInt(24), 1 + dice.nextInt(12), 1);
            LocalDate to = i == 33 ? LocalDate.of(2024, 9, 30) : null;
            LocalDate movedIn = i == 34 ? LocalDate.of(2025, 4, 1) : null;
            large.add(new Unit(1_099_000_001L + i * 13L, cvr, employees, from, to, movedIn));
        }
        for (int i = 0; i < SMALL; i++) {
            LocalDate from = LocalDate.of(2000 + dice.nextInt(18), 1 + dice.nextInt(12), 1);
            small.add(new Unit(1_099_500_003L + i * 17L, 99_300_000L + i, 3 + dice.nextInt(40), from, null, null));
        }
    }

    /** P-number and CVR number of where someone works; now and then only one of them, or one that nobody has. */
    String[] somewhere(Random dice, LocalDate day) {
        double at = dice.nextDouble();
        boolean isLarge = dice.nextInt(100) < 62;
        List<Unit> among = isLarge ? large : small;
        Unit unit = among.get((int) (at * at * among.size()));
        String p = Long.toString(unit.p());
        String cvr = Long.toString(unit.cvr());
        int written = dice.nextInt(100);
        if (written < 5) {
            return new String[] {"", cvr};
        }
        if (written < 9) {
            return new String[] {"1098" + (100_000 + dice.nextInt(900_000)), cvr};
        }
        return written < 13 ? new String[] {p, ""} : new String[] {p, cvr};
    }

    /** Employees of a month, a little up and down. */
    static int employees(Unit unit, YearMonth month) {
        int wave = (int) ((unit.p() + month.getYear() * 7L + month.getMonthValue()) % 5) - 2;
        return unit.employees() == 50 ? 50 : Math.max(1, unit.employees() + wave);
    }

    static YearMonth firstMonth() {
        return FIRST;
    }
}
