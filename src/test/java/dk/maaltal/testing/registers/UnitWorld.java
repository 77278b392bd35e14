package dk.maaltal.testing.registers;

import dk.maaltal.testing.registers.Unit.Days;
import dk.maaltal.testing.registers.Unit.Heads;
import dk.maaltal.testing.registers.Unit.Kind;
import dk.maaltal.testing.registers.Unit.Owner;
import dk.maaltal.testing.registers.Unit.Place;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The workplaces of a simulated CVR: some of every awkward kind, from a seed, and what day it is there. */
public final class UnitWorld {
    public static final int OWN = 707;
    /** An employer with many workplaces. */
    public static final long PUBLIC_EMPLOYER = 29_000_001;

    private static final LocalDate FOUNDED = LocalDate.of(2012, 4, 1);
    private static final YearMonth FIRST = YearMonth.of(2019, 10);
    private static final YearMonth LAST = YearMonth.of(2026, 6);

    private final Random random;
    private final List<Unit> units = new ArrayList<>();
    private volatile LocalDate today = LocalDate.of(2025, 3, 20);
    private long numbers;

    /** @param each how many of each kind */
    public UnitWorld(long seed, int each) {
        this(seed);
        for (int i = 0; i < each; i++) {
            for (Kind kind : Kind.values()) {
                add(kind);
            }
        }
    }

    /** One without any. */
    public UnitWorld(long seed) {
        this.random = new Random(seed * 31 + 7);
    }

    /** One more, made by hand. */
    public UnitWorld with(Unit unit) {
        units.add(unit);
        return this;
    }

    public LocalDate today() {
        return today;
    }

    public void moveTo(LocalDate day) {
        today = day;
    }

    /** Everything that is or will be. */
    public List<Unit> all() {
        return List.copyOf(units);
    }

    /** What Virk holds on a day. */
    public List<Unit> on(LocalDate day) {
        return units.stream()
                .map(u -> u.seenOn(day))
                .filter(u -> !u.lives().isEmpty())
                .toList();
    }

    /** A P-number of the kind CVR gives out that it never gave. */
    public long unknown() {
        return 1_099_000_000L + random.nextInt(900_000);
    }

    private void add(Kind kind) {
        long cvr = 30_000_000L + numbers * 13 + random.nextInt(13);
        LocalDate turn = LocalDate.of(2021 + random.nextInt(4), 1 + random.nextInt(12), 1)
                .plusDays(random.nextInt(35))
                .minusDays(3);
        int size = 60 + random.nextInt(300);
        int other = List.of(730, 706, 751, 101).get(random.nextInt(4));
        Days always = new Days(FOUNDED, null);
        List<Days> lives = List.of(always);
        List<Place> places = List.of(new Place(OWN, always));
        List<Owner> owners = List.of(new Owner(cvr, always));
        SortedMap<YearMonth, Heads> heads = steady(size, 5);
        switch (kind) {
            case EXACTLY_50 -> heads = constant(50, "ANTAL_50_99");
            case JUST_51 -> heads = constant(51, "ANTAL_50_99");
            case BAND_FROM_100 -> heads = constant(null, random.nextBoolean() ? "ANTAL_100_199" : "ANTAL_1000_");
            case BAND_50_99 -> heads = constant(null, "ANTAL_50_99");
            case OVER_AND_UNDER -> heads = steady(50, 4);
            case MOVED_IN -> places = moved(new int[] {other, OWN}, turn);
            case MOVED_OUT -> places = moved(new int[] {OWN, other}, turn);
            case AWAY_AND_BACK -> places = moved(new int[] {OWN, other, OWN}, turn);
            case CHANGED_COMPANY ->
                owners = List.of(
                        new Owner(cvr, new Days(FOUNDED, turn.minusDays(1))),
                        new Owner(cvr + 5_000_000, new Days(turn, null)));
            case CEASED -> {
                lives = List.of(new Days(FOUNDED, turn));
                places = List.of(new Place(OWN, new Days(FOUNDED, turn)));
                owners = List.of(new Owner(cvr, new Days(FOUNDED, turn)));
                heads.keySet().removeIf(m -> m.isAfter(YearMonth.from(turn)));
            }
            case REOPENED -> lives = List.of(new Days(FOUNDED, turn), new Days(turn.plusDays(100), null));
            case SERIES_STOPS -> heads.keySet().removeIf(m -> m.isAfter(YearMonth.from(turn)));
            case SERIES_WITH_HOLES -> heads.keySet().removeIf(m -> m.getMonthValue() % 5 != 1);
            case PUBLIC -> owners = List.of(new Owner(PUBLIC_EMPLOYER, always));
            case TWIN -> owners = List.of(new Owner(31_999_999, always));
            case ONE_DAY -> {
                LocalDate day = LocalDate.of(2010, 11, 3);
                lives = List.of(new Days(day, day), new Days(FOUNDED, null));
                places = List.of(new Place(OWN, new Days(day, day)), new Place(OWN, always));
            }
            case NO_SERIES -> heads.clear();
            case SMALL -> heads = steady(12, 8);
            case SISTER -> {
                // The small sister of a big one: the company still has only one unit that counts.
                heads = steady(12, 8);
                owners = List.of(
                        new Owner(units.get(random.nextInt(2)).owners().get(0).cvr(), always));
            }
            case ELSEWHERE -> places = List.of(new Place(other, always));
            case ABROAD ->
                places = List.of(
                        new Place(OWN, new Days(FOUNDED, turn)), new Place(0, new Days(turn.plusDays(1), null)));
            case BIG -> {}
        }
        numbers++;
        units.add(new Unit(
                kind,
                1_003_000_000L + numbers * 1_117,
                4_001_000_000L + numbers * 97,
                "TESTENHED  %d, %s".formatted(numbers, kind),
                lives,
                places,
                owners,
                heads));
    }

    private static List<Place> moved(int[] municipalities, LocalDate turn) {
        List<Place> places = new ArrayList<>();
        LocalDate from = FOUNDED;
        LocalDate next = turn;
        for (int i = 0; i < municipalities.length; i++) {
            boolean last = i == municipalities.length - 1;
            places.add(new Place(municipalities[i], new Days(from, last ? null : next.minusDays(1))));
            from = next;
            next = next.plusDays(150);
        }
        return places;
    }

    private SortedMap<YearMonth, Heads> steady(int size, int spread) {
        SortedMap<YearMonth, Heads> heads = new TreeMap<>();
        int now = size;
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            now = Math.max(0, size + random.nextInt(2 * spread + 1) - spread);
            heads.put(month, new Heads(now, random.nextInt(10) == 0 ? null : band(now)));
        }
        return heads;
    }

    private static SortedMap<YearMonth, Heads> constant(@Nullable Integer employees, String band) {
        SortedMap<YearMonth, Heads> heads = new TreeMap<>();
        for (YearMonth month = FIRST; !month.isAfter(LAST); month = month.plusMonths(1)) {
            heads.put(month, new Heads(employees, band));
        }
        return heads;
    }

    static String band(int employees) {
        int[] lower = {0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
        int i = lower.length - 1;
        while (lower[i] > employees) {
            i--;
        }
        return "ANTAL_%d_%d".formatted(lower[i], i + 1 < lower.length ? lower[i + 1] - 1 : 999_999);
    }
}
