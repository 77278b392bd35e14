package dk.maaltal.measure.local;

import static dk.maaltal.measure.local.Breakdown.Place.COUNTED;
import static dk.maaltal.measure.local.Breakdown.Place.OUTSIDE;
import static dk.maaltal.measure.local.Breakdown.Place.REST;

import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.measure.local.Split.Part;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.staging.PersonRows;
import dk.maaltal.staging.RegisterKnown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Counters of persons on support on the last day, by how long they have been (1.2, 1.3, 2.2). */
final class SpellCounters {
    private SpellCounters() {}

    static Part part(String key, Place place, Object... numbers) {
        return new Part(key.formatted(numbers), place);
    }

    /** 2.2: on support for long. */
    static class ForLong extends Counter.OnLastDay {
        private static final int YEAR = 12;

        final Support support;
        private final int months;
        private final long[] latest;
        private final long[] yearBefore;

        ForLong(Grid grid, Support support, int months) {
            super(grid);
            this.support = support;
            this.months = months;
            this.latest = grid.monthsBefore(months);
            this.yearBefore = grid.monthsBefore(YEAR);
        }

        @Override
        List<Part> parts() {
            return months <= YEAR
                    ? List.of(part("under_%d_months", REST, months), part("%d_months_or_more", COUNTED, months))
                    : List.of(
                            part("under_12_months", REST),
                            part("12_to_%d_months", REST, months),
                            part("%d_months_or_more", COUNTED, months));
        }

        /** Why who is not {@link #isLong} is left out. */
        List<Part> leftOut() {
            return List.of(
                    part("spell_too_young", OUTSIDE), part("spell_broken", OUTSIDE), part("off_support", OUTSIDE));
        }

        /** Counts who is left out, the first reason's place given. */
        void leftOut(Split into, int end, int first) {
            if (support.since(end) != Grid.NEVER) {
                into.count(end, support.holdsUnbroken(latest[end]) ? first + 1 : first);
            } else if (support.touches(latest[end] + 1, grid.end(end))) {
                into.count(end, first + 2);
            }
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
                    if (split != null) {
                        split.count(end, length(end));
                    }
                }
            }
        }

        private int length(int end) {
            if (months <= YEAR) {
                return isLong(end) ? 1 : 0;
            }
            int younger = support.since(end) <= yearBefore[end] ? 1 : 0;
            return isLong(end) ? 2 : younger;
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
                    int inside = inside(count, before[end], grid.end(end));
                    if (inside >= least) {
                        n[end]++;
                    }
                    if (split != null) {
                        split.count(end, Math.min(inside, least));
                    }
                } else if (split != null) {
                    leftOut(split, end, least + 1);
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

        @Override
        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < least; i++) {
                parts.add(part("interviews_%d", REST, i));
            }
            parts.add(part("interviews_%d_or_more", COUNTED, least));
            parts.addAll(leftOut());
            return parts;
        }

        private int inside(int count, long after, long upTo) {
            int inside = 0;
            for (int i = 0; i < count; i++) {
                if (days[i] > after && days[i] <= upTo) {
                    inside++;
                }
            }
            return inside;
        }
    }

    /** 1.3: of the same, who had an offer or paid hours. */
    static final class Offered extends ForLong {
        private final long[] before;
        private final Codes offers;
        private final int windowMonths;
        private final boolean[] hit;
        private final boolean[] paid;

        Offered(Grid grid, Support support, LocalRule.OffersOrHours rule, RegisterKnown tilbud) {
            super(grid, support, rule.spellMonths());
            this.before = grid.monthsBefore(rule.windowMonths());
            this.offers = Codes.of(tilbud, "type", rule.offers());
            this.windowMonths = rule.windowMonths();
            this.hit = new boolean[grid.ends()];
            this.paid = new boolean[grid.ends()];
        }

        @Override
        List<Part> parts() {
            List<Part> parts = new ArrayList<>(List.of(
                    part("neither", REST),
                    part("offer_only", COUNTED),
                    part("hours_only", COUNTED),
                    part("offer_and_hours", COUNTED)));
            parts.addAll(leftOut());
            return parts;
        }

        @Override
        void take(PersonRows person) {
            boolean any = false;
            for (int end = 0; end < of.length; end++) {
                if (isLong(end)) {
                    of[end]++;
                    any = true;
                } else if (split != null) {
                    leftOut(split, end, 4);
                }
            }
            if (any) {
                Arrays.fill(hit, false);
                Arrays.fill(paid, false);
                Touches.offers(person, offers, grid, before, hit);
                hours(person);
                for (int end = 0; end < of.length; end++) {
                    if ((hit[end] || paid[end]) && isLong(end)) {
                        n[end]++;
                    }
                    if (split != null && isLong(end)) {
                        split.count(end, (hit[end] ? 1 : 0) + (paid[end] ? 2 : 0));
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
                            end < paid.length && grid.month(end) < maaned[i] + windowMonths;
                            end++) {
                        paid[end] = true;
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
        private final boolean[] registered;

        Hours(Grid grid, Support support) {
            super(grid);
            this.support = support;
            this.paid = new boolean[grid.ends()];
            this.registered = new boolean[grid.ends()];
        }

        @Override
        List<Part> parts() {
            return List.of(
                    part("nothing_registered", REST),
                    part("no_hours", REST),
                    part("hours", COUNTED),
                    part("off_support_at_month_end", OUTSIDE));
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
            if (split != null) {
                split(split, rows, maaned);
            }
        }

        private void split(Split into, int rows, long[] maaned) {
            Arrays.fill(registered, false);
            for (int i = 0; i < rows; i++) {
                int end = grid.endFromMonth(maaned[i]);
                if (end < registered.length && grid.month(end) == maaned[i]) {
                    registered[end] = true;
                }
            }
            for (int end = 0; end < of.length; end++) {
                if (support.since(end) != Grid.NEVER) {
                    int without = registered[end] ? 1 : 0;
                    into.count(end, paid[end] ? 2 : without);
                } else if (support.touches(
                        java.time.LocalDate.ofEpochDay(grid.end(end))
                                .withDayOfMonth(1)
                                .toEpochDay(),
                        grid.end(end))) {
                    into.count(end, 3);
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
            if (support.isEmpty()) {
                return;
            }
            if (rows == 0) {
                for (int end = 0; split != null && end < of.length; end++) {
                    if (support.since(end) != Grid.NEVER) {
                        split.count(end, 2);
                    }
                }
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
                boolean anywhere = false;
                for (int i = 0; i < rows && support.since(end) != Grid.NEVER; i++) {
                    boolean open = start[i] <= day && (slut[i] == Column.NONE || slut[i] >= day);
                    anywhere |= open;
                    if (open && (p[i] != Column.NONE || cvr[i] != Column.NONE)) {
                        absent = true;
                        back |= partial[i] != Column.NONE && partial[i] <= day;
                    }
                }
                of[end] += absent ? 1 : 0;
                n[end] += back ? 1 : 0;
                if (split != null && support.since(end) != Grid.NEVER) {
                    int present = absent ? 0 : anywhere ? 3 : 2;
                    split.count(end, back ? 1 : present);
                }
            }
        }

        @Override
        List<Part> parts() {
            return List.of(
                    part("not_back", REST),
                    part("partially_back", COUNTED),
                    part("no_open_absence", OUTSIDE),
                    part("no_employer", OUTSIDE));
        }
    }
}
