package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Sheets whose rows have a day and are summed over the period: hirings and job orders (5.2, 6.1, 6.13). */
final class MonthSheets {
    private MonthSheets() {}

    /** What the rows of a month sum to; {@code hidden} counts the terms nobody knows. */
    private static final class Month {
        private long n;
        private long of;
        private long hidden;
    }

    /** Months, and their sums over a period. */
    private static final class Months {
        private final TreeMap<Integer, Month> all = new TreeMap<>();

        Month of(long epochDay) {
            return all.computeIfAbsent(Sheet.monthOf(epochDay), m -> new Month());
        }

        Tally tally(ReferencePeriod period) {
            long n = 0;
            long of = 0;
            long hidden = 0;
            for (Month month : all.subMap(Sheet.firstMonth(period), true, Sheet.lastMonth(period), true)
                    .values()) {
                n += month.n;
                of += month.of;
                hidden += month.hidden;
            }
            return hidden > 0 ? Tally.without(Tally.Kind.HIDDEN, period.id()) : Tally.counted(n, of, period.id());
        }
    }

    /** Hirings of some types. */
    static final class Hirings implements Sheet {
        private static final int DATO = Register.ANSAETTELSER.place("dato");
        private static final int TYPE = Register.ANSAETTELSER.place("type");
        private static final int ANTAL = Register.ANSAETTELSER.place("antal");

        private final Months months = new Months();
        private final Codes types;
        private final List<String> labels;
        private final Map<String, Months> byType = new TreeMap<>();

        Hirings(LocalRule.Hirings rule, RegisterKnown register) {
            types = Codes.of(register, "type", rule.types());
            labels = register.codes().getOrDefault("type", List.of());
            rule.types().forEach(type -> byType.put(type, new Months()));
        }

        @Override
        public Breakdown breakdown(ReferencePeriod period) {
            return new Breakdown(byType.entrySet().stream()
                    .map(type -> new Breakdown.Cell(
                            "type: " + type.getKey(),
                            Breakdown.Place.COUNTED,
                            type.getValue().tally(period).n()))
                    .toList());
        }

        @Override
        public void take(long[] row) {
            if (types.has(row[TYPE])) {
                Month month = months.of(row[DATO]);
                if (row[ANTAL] == Column.SUPPRESSED) {
                    month.hidden++;
                } else {
                    month.n += row[ANTAL];
                    Objects.requireNonNull(byType.get(labels.get((int) row[TYPE])))
                            .of(row[DATO])
                            .n += row[ANTAL];
                }
            }
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            return months.tally(period);
        }
    }

    /** Orders created, and how many of them were filled. */
    static final class OrdersFilled implements Sheet {
        private static final int BESATTE = Register.JOBORDRER.place("besatte");

        private final Months months = new Months();
        private final int least;

        OrdersFilled(LocalRule.OrdersFilled rule) {
            least = rule.leastFilled();
        }

        @Override
        public void take(long[] row) {
            Month month = months.of(row[OrdersCreated.OPRETTET]);
            month.of++;
            if (row[BESATTE] == Column.SUPPRESSED) {
                month.hidden++;
            } else if (row[BESATTE] >= least) {
                month.n++;
            }
        }

        @Override
        public Breakdown breakdown(ReferencePeriod period) {
            Tally counted = months.tally(period);
            return new Breakdown(List.of(
                    new Breakdown.Cell("filled", Breakdown.Place.COUNTED, counted.n()),
                    new Breakdown.Cell("not_filled", Breakdown.Place.REST, counted.of() - counted.n())));
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            return months.tally(period);
        }
    }

    /** Orders created, over the months of the period. */
    static final class OrdersCreated implements Sheet {
        static final int OPRETTET = Register.JOBORDRER.place("oprettet");

        private final Months months = new Months();

        @Override
        public void take(long[] row) {
            months.of(row[OPRETTET]).n++;
        }

        @Override
        public Breakdown breakdown(ReferencePeriod period) {
            return new Breakdown(period.months().stream()
                    .map(month -> new Breakdown.Cell(
                            "month: " + month.id(),
                            Breakdown.Place.COUNTED,
                            months.tally(month).n()))
                    .toList());
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            Tally counted = months.tally(period);
            return Tally.counted(counted.n(), period.months().size(), period.id());
        }
    }
}
