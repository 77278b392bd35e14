package dk.maaltal.testing;

import java.util.Arrays;

/** Figures out of a seed: the same question gives the same answer on every machine. */
final class Dice {
    private final long place;
    private final long time;
    private final long update;
    private final int month;

    /**
     * @param place what stays the same from period to period: seed, table, area
     * @param time the period
     * @param update the update's date, which now and then revises a figure
     * @param month 1 to 12, for the season
     */
    Dice(long place, long time, long update, int month) {
        this.place = place;
        this.time = time;
        this.update = update;
        this.month = month;
    }

    /** A count near the mean; it varies with place, season and period, and an update sometimes moves it by one or two. */
    long about(double mean, String tag, int... key) {
        long here = mix(place, tag.hashCode(), Arrays.hashCode(key));
        long now = mix(here, time);
        double season = 1 + 0.05 * Math.cos(month * Math.PI / 6);
        double m = mean * (0.8 + 0.4 * unit(here)) * season * (0.96 + 0.08 * unit(now));
        long n = (long) Math.floor(m + unit(mix(now, 7)));
        long revised = mix(now, update, 11);
        return n > 5 && Long.remainderUnsigned(revised, 30) == 0
                ? n + Long.remainderUnsigned(revised >>> 20, 5) - 2
                : n;
    }

    /** Some of {@code n}, about the share {@code p}; 0 to {@code n}. */
    long part(long n, double p, String tag, int... key) {
        long here = mix(place, tag.hashCode(), Arrays.hashCode(key), 3);
        long now = mix(here, time);
        double q = p * (0.85 + 0.3 * unit(here)) + 0.04 * (unit(now) - 0.5);
        return Math.max(0, Math.min(n, (long) Math.floor(n * q + unit(mix(now, 13)))));
    }

    /** A number from 0 to 1 that goes with this place and period. */
    double share(String tag, int... key) {
        return unit(mix(place, time, tag.hashCode(), Arrays.hashCode(key), 5));
    }

    static double unit(long h) {
        return (h >>> 11) * 0x1.0p-53;
    }

    static long mix(long... parts) {
        long h = 0x9E3779B97F4A7C15L;
        for (long part : parts) {
            h = (h ^ part) * 0xBF58476D1CE4E5B9L;
            h = (h ^ (h >>> 27)) * 0x94D049BB133111EBL;
            h ^= h >>> 31;
        }
        return h;
    }

    static long mix(String text) {
        return mix(text.chars().asLongStream().toArray());
    }
}
