package dk.maaltal.measure.local;

import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import java.util.Arrays;

/**
 * One person's spells on some benefits: plain, and unbroken. At most {@value #UNBROKEN_DAYS} days without benefit do not
 * break a spell (design: measures, unbroken spell). Used again for the next person.
 */
final class Support {
    private static final int UNBROKEN_DAYS = 28;
    private static final int START = Register.FORLOEB.place("start");
    private static final int SLUT = Register.FORLOEB.place("slut");
    private static final int YDELSE = Register.FORLOEB.place("ydelse");

    private final Codes benefits;
    private final Grid grid;
    private final long[] since;
    private long[] spells = new long[16];
    private final Spans plain = new Spans();
    private final Spans unbroken = new Spans();

    Support(Codes benefits, Grid grid) {
        this.benefits = benefits;
        this.grid = grid;
        this.since = new long[grid.ends()];
    }

    void take(PersonRows person) {
        int count = read(person);
        plain.clear();
        unbroken.clear();
        for (int i = 0; i < count; i++) {
            long from = spells[i] >> 32;
            int packed = (int) spells[i];
            long to = packed == Integer.MAX_VALUE ? Grid.NEVER : packed;
            plain.join(from, to, 0);
            unbroken.join(from, to, UNBROKEN_DAYS);
        }
        lookAtEnds();
    }

    /** Start in the upper half, end in the lower, so that they sort by start. */
    private int read(PersonRows person) {
        int rows = person.count(Register.FORLOEB);
        if (rows == 0) {
            return 0;
        }
        if (rows > spells.length) {
            spells = new long[rows * 2];
        }
        long[] start = person.column(Register.FORLOEB, START);
        long[] slut = person.column(Register.FORLOEB, SLUT);
        long[] ydelse = person.column(Register.FORLOEB, YDELSE);
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (benefits.has(ydelse[i])) {
                int end = slut[i] == Column.NONE ? Integer.MAX_VALUE : (int) slut[i];
                spells[count++] = start[i] << 32 | (end & 0xFFFFFFFFL);
            }
        }
        if (count > 1) {
            Arrays.sort(spells, 0, count);
        }
        return count;
    }

    private void lookAtEnds() {
        int p = 0;
        int u = 0;
        for (int end = 0; end < since.length; end++) {
            long day = grid.end(end);
            while (p < plain.count && plain.to[p] < day) {
                p++;
            }
            if (p < plain.count && plain.from[p] <= day) {
                while (unbroken.to[u] < day) {
                    u++;
                }
                since[end] = unbroken.from[u];
            } else {
                since[end] = Grid.NEVER;
            }
        }
    }

    /** First day of the unbroken spell of who is on support on a last day; {@link Grid#NEVER} for who is not. */
    long since(int end) {
        return since[end];
    }

    boolean isEmpty() {
        return plain.count == 0;
    }

    boolean holds(long day) {
        return touches(day, day);
    }

    boolean touches(long first, long last) {
        for (int i = 0; i < plain.count; i++) {
            if (plain.from[i] <= last && plain.to[i] >= first) {
                return true;
            }
        }
        return false;
    }

    /** Whether an unbroken spell contains the day, the days between its parts too. */
    boolean holdsUnbroken(long day) {
        for (int i = 0; i < unbroken.count; i++) {
            if (unbroken.from[i] <= day && unbroken.to[i] >= day) {
                return true;
            }
        }
        return false;
    }

    int plain() {
        return plain.count;
    }

    /** Last day of a plain spell that went on so soon that the unbroken one did not end; else {@link Grid#NEVER}. */
    long resumedTo(int spell) {
        boolean resumed = spell + 1 < plain.count && plain.from[spell + 1] - plain.to[spell] - 1 <= UNBROKEN_DAYS;
        return resumed ? plain.to[spell] : Grid.NEVER;
    }

    int unbroken() {
        return unbroken.count;
    }

    /** Last day of an unbroken spell, {@link Grid#NEVER} while it lasts. */
    long unbrokenTo(int spell) {
        return unbroken.to[spell];
    }

    /** Joined spells, ascending. */
    private static final class Spans {
        private long[] from = new long[8];
        private long[] to = new long[8];
        private int count;

        void clear() {
            count = 0;
        }

        /** @param gap the days between two spells that do not part them */
        void join(long first, long last, int gap) {
            if (count > 0 && (to[count - 1] == Grid.NEVER || first - to[count - 1] - 1 <= gap)) {
                to[count - 1] = Math.max(to[count - 1], last);
                return;
            }
            if (count == from.length) {
                from = Arrays.copyOf(from, count * 2);
                to = Arrays.copyOf(to, count * 2);
            }
            from[count] = first;
            to[count++] = last;
        }
    }
}
