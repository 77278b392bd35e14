package dk.maaltal.testing.registers;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Choices out of a seed, with a liking for days on which something hangs. */
final class Chance {
    static final LocalDate BEGIN = LocalDate.of(2019, 1, 1);
    static final LocalDate END = LocalDate.of(2025, 6, 30);

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed * 1_000_003 + 17);
    }

    /** 0 to {@code n} - 1. */
    int below(int n) {
        return random.nextInt(n);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T of(T... some) {
        return some[random.nextInt(some.length)];
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Any day of the years. */
    LocalDate day() {
        return BEGIN.plusDays(random.nextInt((int) (END.toEpochDay() - BEGIN.toEpochDay())));
    }

    /** A period's last day. */
    LocalDate quarterEnd() {
        LocalDate first = LocalDate.of(2020, 1, 1).plusMonths(3L * random.nextInt(22));
        return first.plusMonths(3).minusDays(1);
    }

    /** A day on the edge of some period, window, month or leap year, or next to it. */
    LocalDate edge() {
        LocalDate r = quarterEnd();
        LocalDate edge = switch (random.nextInt(9)) {
            case 0 -> r;
            case 1, 2 -> r.minusMonths(12);
            case 3 -> r.minusMonths(24);
            case 4, 5 -> r.minusDays(365);
            case 6 -> r.minusDays(30);
            case 7 -> LocalDate.of(of(2020, 2024), 2, 29);
            default -> {
                LocalDate first = day().withDayOfMonth(1);
                yield first.minusDays(1);
            }
        };
        return edge.plusDays(random.nextInt(3) - 1);
    }

    /** A length in days, short ones oftener. */
    int length() {
        return switch (random.nextInt(4)) {
            case 0 -> between(0, 40);
            case 1 -> between(30, 200);
            case 2 -> between(150, 500);
            default -> between(300, 1100);
        };
    }
}
