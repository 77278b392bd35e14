package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import java.util.Arrays;
import java.util.List;

/** Counters of persons on support on the last day, by how long they have been (1.2, 1.3, 2.2). */
final class SpellCounters {
    private SpellCounters() {}

    /** 2.2: on support for long. */
    static class ForLong extends Counter.OnLastDay {
        final Support support;
        private final long[] latest;

        ForLong(Grid grid, Support support, int months) {
            super(grid);
            this.support = support;
            this.latest = grid.monthsBefore(months);
        }

        boolean isLong(int end) {
            return support.since(end) <= latest[end];
        }

        @Override
        void take(PersonRows person) {
            for (int end = 0; end < of.length; end++) {
                if (support.since(end) != Grid.NEVER) {
                    of[end]++;
                    if (isLong(end)) {
                        n[end]++;
                    }
                }
            }
        }
    }

    /** 1.2: of those who have been on support for long, who was interviewed often enough. */
    static final class Interviewed extends ForLong {
        private static final int DATO = Register.SAMTALER.place("dato");
        private static final int STATUS = Register.SAMTALER.place("status");

        private final long[] before;
        private final Codes held;
        private final int least;
        private long[] days = new long[32];

        Interviewed(Grid grid, Support support, LocalRule.Interviews rule, RegisterKnown samtaler) {
            super(grid, support, rule.spellMonths());
            this.before = grid.monthsBefore(rule.windowMonths());
            this.held = Codes.of(samtaler, "status", List.of(rule.status()));
            this.least = rule.least();
        }

        @Override
        void take(PersonRows person) {
            int count = -1;
            for (int end = 0; end < of.length; end++) {
                if (isLong(end)) {
                    count = count < 0 ? read(person) : count;
                    of[end]++;
                    if (isOftenEnough(count, before[end], grid.end(end))) {
                        n[end]++;
                    }
                }
            }
        }

        private int read(PersonRows person) {
            int rows = person.count(Register.SAMTALER);
            if (rows == 0) {
                return 0;
            }
            if (rows > days.length) {
                days = new long[rows * 2];
            }
            long[] dato = person.column(Register.SAMTALER, DATO);
            long[] status = person.column(Register.SAMTALER, STATUS);
            int count = 0;
            for (int i = 0; i < rows; i++) {
                if (held.has(status[i])) {
                    days[count++] = dato[i];
                }
            }
            return count;
        }

        private boolean isOftenEnough(int count, long after, long upTo) {
            int inside = 0;
            for (int i = 0; i < count; i++) {
                if (days[i] > after && days[i] <= upTo) {
                    inside++;
                }
            }
            return inside >= least;
        }
    }

    /** 1.3: of the same, who had an offer or paid hours. */
    static final class Offered extends ForLong {
        private final long[] before;
        private final Codes offers;
        private final int windowMonths;
        private final boolean[] hit;

        Offered(Grid grid, Support support, LocalRule.OffersOrHours rule, RegisterKnown tilbud) {
            super(grid, support, rule.spellMonths());
            this.before = grid.monthsBefore(rule.windowMonths());
            this.offers = Codes.of(tilbud, "type", rule.offers());
            this.windowMonths = rule.windowMonths();
            this.hit = new boolean[grid.ends()];
        }

        @Override
        void take(PersonRows person) {
            boolean any = false;
            for (int end = 0; end < of.length; end++) {
                if (isLong(end)) {
                    of[end]++;
                    any = true;
                }
            }
            if (any) {
                Arrays.fill(hit, false);
                Touches.offers(person, offers, grid, before, hit);
                hours(person);
                for (int end = 0; end < of.length; end++) {
                    if (hit[end] && isLong(end)) {
                        n[end]++;
                    }
                }
            }
        }

        private void hours(PersonRows person) {
            int rows = person.count(Register.LOENTIMER);
            if (rows == 0) {
                return;
            }
            long[] maaned = person.column(Register.LOENTIMER, Hours.MAANED);
            long[] timer = person.column(Register.LOENTIMER, Hours.TIMER);
            for (int i = 0; i < rows; i++) {
                if (timer[i] > 0) {
                    for (int end = grid.endFromMonth(maaned[i]);
                            end < hit.length && grid.month(end) < maaned[i] + windowMonths;
                            end++) {
                        hit[end] = true;
                    }
                }
            }
        }
    }

    /** 6.10: of those on support, who had paid hours in the month. */
    static final class Hours extends Counter.OnLastDay {
        static final int MAANED = Register.LOENTIMER.place("maaned");
        static final int TIMER = Register.LOENTIMER.place("timer");

        private final Support support;
        private final boolean[] paid;

        Hours(Grid grid, Support support) {
            super(grid);
            this.support = support;
            this.paid = new boolean[grid.ends()];
        }

        @Override
        void take(PersonRows person) {
            if (support.isEmpty()) {
                return;
            }
            Arrays.fill(paid, false);
            int rows = person.count(Register.LOENTIMER);
            long[] maaned = rows == 0 ? paidNothing() : person.column(Register.LOENTIMER, MAANED);
            long[] timer = rows == 0 ? maaned : person.column(Register.LOENTIMER, TIMER);
            for (int i = 0; i < rows; i++) {
                int end = timer[i] > 0 ? grid.endFromMonth(maaned[i]) : paid.length;
                if (end < paid.length && grid.month(end) == maaned[i]) {
                    paid[end] = true;
                }
            }
            for (int end = 0; end < of.length; end++) {
                if (support.since(end) != Grid.NEVER) {
                    of[end]++;
                    if (paid[end]) {
                        n[end]++;
                    }
                }
            }
        }

        private static long[] paidNothing() {
            return NOTHING;
        }

        private static final long[] NOTHING = {};
    }

    /** 6.9: of those on support and absent from an employer, who is partially back. */
    static final class PartiallyBack extends Counter.OnLastDay {
        private final Support support;

        PartiallyBack(Grid grid, Support support) {
            super(grid);
            this.support = support;
        }

        @Override
        void take(PersonRows person) {
            int rows = person.count(Register.SYGEFRAVAER);
            if (rows == 0 || support.isEmpty()) {
                return;
            }
            long[] start = person.column(Register.SYGEFRAVAER, Touches.START);
            long[] partial = person.column(Register.SYGEFRAVAER, Touches.DELVIS_FRA);
            long[] slut = person.column(Register.SYGEFRAVAER, Touches.SLUT);
            long[] p = person.column(Register.SYGEFRAVAER, Touches.P);
            long[] cvr = person.column(Register.SYGEFRAVAER, Touches.CVR);
            for (int end = 0; end < of.length; end++) {
                long day = grid.end(end);
                boolean absent = false;
                boolean back = false;
                for (int i = 0; i < rows && support.since(end) != Grid.NEVER; i++) {
                    boolean open = start[i] <= day && (slut[i] == Column.NONE || slut[i] >= day);
                    if (open && (p[i] != Column.NONE || cvr[i] != Column.NONE)) {
                        absent = true;
                        back |= partial[i] != Column.NONE && partial[i] <= day;
                    }
                }
                of[end] += absent ? 1 : 0;
                n[end] += back ? 1 : 0;
            }
        }
    }
}
