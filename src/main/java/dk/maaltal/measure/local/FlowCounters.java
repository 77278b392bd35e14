package dk.maaltal.measure.local;

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
import java.util.Map;

/** Counters of what happens in a period (3.1, 6.2, 6.4). */
final class FlowCounters {
    private FlowCounters() {}

    /** 3.1: of those on support in the period, who began an offer with one of the aims while on support. */
    static final class Upskilled extends Counter.During {
        private static final int GODE_MULIGHEDER = Register.TILBUD.place("gode_muligheder");
        private static final int KONKRET_JOB = Register.TILBUD.place("konkret_job");

        private final Support support;
        private final Codes offers;
        private final boolean prospects;
        private final boolean job;
        private final boolean[] begun;

        Upskilled(Grid grid, Support support, LocalRule.UpskillingStarted rule, RegisterKnown tilbud) {
            super(grid);
            this.support = support;
            this.offers = Codes.of(tilbud, "type", rule.offers());
            this.prospects = rule.toward().contains("gode_muligheder");
            this.job = rule.toward().contains("konkret_job");
            this.begun = new boolean[grid.size()];
        }

        @Override
        void take(PersonRows person) {
            if (support.isEmpty()) {
                return;
            }
            for (int i = 0; i < of.length; i++) {
                if (support.touches(grid.first(i), grid.last(i))) {
                    of[i]++;
                }
            }
            int rows = person.count(Register.TILBUD);
            if (rows > 0) {
                offers(person, rows);
            }
            if (split != null) {
                split(split, person, rows);
            }
        }

        @Override
        List<Part> parts() {
            return List.of(
                    new Part("no_offer_begun", Place.REST),
                    new Part("begun_off_support", Place.REST),
                    new Part("begun_without_aim", Place.REST),
                    new Part("begun_with_aim", Place.COUNTED));
        }

        /** Of several offers begun in a period the one that comes nearest to being counted decides. */
        private void split(Split into, PersonRows person, int rows) {
            for (int i = 0; i < of.length; i++) {
                if (support.touches(grid.first(i), grid.last(i))) {
                    int nearest = 0;
                    for (int row = 0; row < rows; row++) {
                        long start = person.column(Register.TILBUD, Touches.OFFER_START)[row];
                        long type = person.column(Register.TILBUD, Touches.OFFER_TYPE)[row];
                        if (grid.holds(i, start) && offers.has(type)) {
                            nearest = Math.max(nearest, support.holds(start) ? aimed(person, row) ? 3 : 2 : 1);
                        }
                    }
                    into.count(i, nearest);
                }
            }
        }

        private boolean aimed(PersonRows person, int row) {
            return (prospects && person.column(Register.TILBUD, GODE_MULIGHEDER)[row] == 1)
                    || (job && person.column(Register.TILBUD, KONKRET_JOB)[row] == 1);
        }

        private void offers(PersonRows person, int rows) {
            long[] type = person.column(Register.TILBUD, Touches.OFFER_TYPE);
            long[] start = person.column(Register.TILBUD, Touches.OFFER_START);
            long[] good = person.column(Register.TILBUD, GODE_MULIGHEDER);
            long[] concrete = person.column(Register.TILBUD, KONKRET_JOB);
            boolean any = false;
            for (int row = 0; row < rows; row++) {
                boolean aimed = (prospects && good[row] == 1) || (job && concrete[row] == 1);
                if (aimed && offers.has(type[row]) && support.holds(start[row])) {
                    if (!any) {
                        Arrays.fill(begun, false);
                        any = true;
                    }
                    for (int i = 0; i < begun.length; i++) {
                        begun[i] |= grid.holds(i, start[row]);
                    }
                }
            }
            for (int i = 0; any && i < begun.length; i++) {
                n[i] += begun[i] ? 1 : 0;
            }
        }
    }

    /**
     * 6.2, 6.4: of the unbroken spells that ended some days before, how many had a status then. Of statuses that hold on
     * one day the one that began last counts; of those the one that ends last, and of those the first by code point.
     */
    static final class StatusAfter extends Counter.During {
        private static final int FRA = Register.ARBEJDSMARKEDSSTATUS.place("fra");
        private static final int TIL = Register.ARBEJDSMARKEDSSTATUS.place("til");
        private static final int STATUS = Register.ARBEJDSMARKEDSSTATUS.place("status");

        private final Support support;
        private final int daysAfter;
        private final Codes good;
        private final int[] rank;
        private final List<String> sorted;
        private final List<String> goodLabels;

        StatusAfter(Grid grid, Support support, LocalRule.StatusAfterSpell rule, RegisterKnown statuses) {
            super(grid);
            this.support = support;
            this.daysAfter = rule.daysAfter();
            this.goodLabels = rule.statuses();
            this.good = Codes.of(statuses, "status", goodLabels);
            List<String> labels = statuses.codes().getOrDefault("status", List.of());
            List<String> sorted = labels.stream().sorted().toList();
            this.rank = labels.stream().mapToInt(sorted::indexOf).toArray();
            this.sorted = sorted;
        }

        @Override
        List<Part> parts() {
            List<Part> parts = new ArrayList<>();
            for (String label : sorted) {
                parts.add(new Part("status: " + label, goodLabels.contains(label) ? Place.COUNTED : Place.REST));
            }
            parts.add(new Part("no_status", Place.REST));
            parts.add(new Part("resumed", Place.OUTSIDE));
            return parts;
        }

        @Override
        void take(PersonRows person) {
            for (int spell = 0; spell < support.unbroken(); spell++) {
                long to = support.unbrokenTo(spell);
                if (to != Grid.NEVER) {
                    ended(person, to + daysAfter);
                }
            }
            for (int spell = 0; split != null && spell < support.plain(); spell++) {
                long to = support.resumedTo(spell);
                for (int i = 0; to != Grid.NEVER && i < of.length; i++) {
                    if (grid.holds(i, to + daysAfter)) {
                        split.count(i, sorted.size() + 1);
                    }
                }
            }
        }

        private void ended(PersonRows person, long day) {
            int status = -2;
            for (int i = 0; i < of.length; i++) {
                if (grid.holds(i, day)) {
                    status = status == -2 ? statusOn(person, day) : status;
                    of[i]++;
                    n[i] += good.has(status) ? 1 : 0;
                    if (split != null) {
                        split.count(i, status < 0 ? sorted.size() : rank[status]);
                    }
                }
            }
        }

        private int statusOn(PersonRows person, long day) {
            int rows = person.count(Register.ARBEJDSMARKEDSSTATUS);
            if (rows == 0) {
                return -1;
            }
            long[] fra = person.column(Register.ARBEJDSMARKEDSSTATUS, FRA);
            long[] til = person.column(Register.ARBEJDSMARKEDSSTATUS, TIL);
            long[] status = person.column(Register.ARBEJDSMARKEDSSTATUS, STATUS);
            int best = -1;
            for (int i = 0; i < rows; i++) {
                boolean holds = fra[i] <= day && (til[i] == Column.NONE || til[i] >= day);
                if (holds && (best < 0 || comesBefore(fra, til, status, i, best))) {
                    best = i;
                }
            }
            return best < 0 ? -1 : (int) status[best];
        }

        @Override
        Tally tally(int place) {
            return super.tally(place).saying(Map.of("statuses_of_one_day", "the one that ends last"));
        }

        private boolean comesBefore(long[] fra, long[] til, long[] status, int a, int b) {
            if (fra[a] != fra[b]) {
                return fra[a] > fra[b];
            }
            long endA = Touches.to(til[a]);
            long endB = Touches.to(til[b]);
            return endA != endB ? endA > endB : rank[(int) status[a]] < rank[(int) status[b]];
        }
    }
}
