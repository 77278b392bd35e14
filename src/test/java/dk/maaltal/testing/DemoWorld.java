package dk.maaltal.testing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The world of the demo archive: the plan's tables with the measures it needs, and the real figures where there are
 * some. Generated figures add up with the real ones: categories to totals, municipalities to the country.
 */
public final class DemoWorld {
    public static final long SEED = 2024;
    private static final Per STATUS_QUARTER = Per.of("2025Q01");
    private static final Map<String, Set<String>> MEASURES = Map.ofEntries(
            Map.entry("y30r21", Set.of("measy30r21_1", "measy30r21_2")),
            Map.entry("y30f01", Set.of("measf01_1", "measf01_2")),
            Map.entry("y30f02", Set.of("measf02_1", "measf02_2")),
            Map.entry("y14kval01", Set.of("measkval01_1")),
            Map.entry("mm13", Set.of("measmm13_1", "measmm13_2")),
            Map.entry("jo01", Set.of("measjo01_1", "measjo01_4")),
            Map.entry("otij01", Set.of("measotij01_1", "measotij01_2")),
            Map.entry("y08a02", Set.of("measa02_3")),
            Map.entry("y09a02", Set.of("measa02_3")),
            Map.entry("y38a02", Set.of("measa02_3")),
            Map.entry("y60a02", Set.of("measa02_3")),
            Map.entry("y01b15", Set.of("measb15_4")),
            Map.entry("y07b15", Set.of("measb15_4")),
            Map.entry("y38b15", Set.of("measb15_1")),
            Map.entry("y60b15", Set.of("measb15_1", "measb15_4", "measb15_6", "measb15_7", "measb15_8")));

    private DemoWorld() {}

    public static World create() {
        List<TableShape> shapes = Tables.all().stream()
                .filter(shape -> MEASURES.containsKey(shape.id))
                .map(shape -> shape.only(MEASURES.getOrDefault(shape.id, Set.of())))
                .toList();
        for (TableShape shape : shapes) {
            if (shape.id.equals("y60a02")) {
                shape.updated(TableShape.Rhythm.MONTHLY, 21, 20)
                        .firstPeriodEnds("2021-08-31")
                        .adjusted(DemoWorld::cash);
            } else if (shape.id.equals("y60b15")) {
                shape.adjusted(DemoWorld::statuses);
            }
        }
        return new World(SEED, shapes);
    }

    private static int own() {
        return IntStream.range(0, Municipality.ALL.size())
                .filter(i -> Municipality.ALL.get(i).code().equals(PlainPlan.OWN))
                .findFirst()
                .orElseThrow();
    }

    /** The country's figure less Norddjurs' is shared out over the others, category by category. */
    private static void cash(long[][][] counts, Per month, LocalDate update) {
        int index = RealFigures.index(month);
        boolean real = !update.isBefore(RealFigures.PUBLISHED);
        boolean categories = real && index == RealFigures.months() - 1;
        long[] own = categories
                ? RealFigures.OWN_CATEGORIES
                : shared(total(RealFigures.own(index), real, month, 1), weights(RealFigures.OWN_CATEGORIES, index));
        long[] country = categories
                ? RealFigures.COUNTRY_CATEGORIES
                : shared(
                        total(RealFigures.country(index), real, month, 2),
                        weights(RealFigures.COUNTRY_CATEGORIES, index));
        for (int category = 0; category < own.length; category++) {
            double[] weights = new double[counts.length];
            for (int place = 0; place < counts.length; place++) {
                for (int rate = 0; rate < 4; rate++) {
                    weights[place] += counts[place][category * 4 + rate][1];
                    counts[place][category * 4 + rate] = new long[2];
                }
            }
            weights[own()] = 0;
            long[] others = shared(country[category] - own[category], weights);
            others[own()] = own[category];
            for (int place = 0; place < counts.length; place++) {
                counts[place][category * 4] = new long[] {others[place], others[place]};
            }
        }
    }

    /** What was published earlier is not known; it is made up within half a percent. */
    private static long total(long published, boolean real, Per month, int which) {
        double noise = Dice.unit(Dice.mix(SEED, Dice.mix(month.code()), which)) - 0.5;
        return real ? published : Math.round(published * (1 + noise / 100));
    }

    /** Fewer were activity-ready in earlier years. */
    private static double[] weights(long[] categories, int index) {
        double[] weights = new double[categories.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = categories[i] * (i == 1 ? 0.9 + 0.1 * index / RealFigures.months() : 1);
        }
        return weights;
    }

    private static long[] shared(long total, double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        long[] parts = new long[weights.length];
        double before = 0;
        for (int i = 0; i < weights.length; i++) {
            double after = before + weights[i];
            parts[i] = Math.round(total * after / sum) - Math.round(total * before / sum);
            before = after;
        }
        return parts;
    }

    private static void statuses(long[][][] counts, Per quarter, LocalDate update) {
        if (!quarter.equals(STATUS_QUARTER) || update.isBefore(RealFigures.PUBLISHED.minusMonths(3))) {
            return;
        }
        long[][] own = new long[counts[0].length][4];
        int[] leaves = {0, 1, 2, 3, 8};
        for (int horizon = 0; horizon < 4; horizon++) {
            for (int i = 0; i < leaves.length; i++) {
                own[leaves[i] * 2][horizon] = RealFigures.STATUSES[horizon][i];
            }
        }
        counts[own()] = own;
    }
}
