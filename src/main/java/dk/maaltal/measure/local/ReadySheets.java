package dk.maaltal.measure.local;

import dk.maaltal.plan.LocalRule;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import dk.maaltal.series.Labels;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sheets that were counted by whoever made them (6.3, 6.5, 6.6, 6.7, 6.12). */
final class ReadySheets {
    private ReadySheets() {}

    /** Pupils by choice and school year; several rows of one year (9th grade, 10th grade) are summed. */
    static final class Youth implements Sheet {
        private static final int SKOLEAAR = Register.UNGDOMSVALG.place("skoleaar");
        private static final int VALG = Register.UNGDOMSVALG.place("valg");
        private static final int ANTAL = Register.UNGDOMSVALG.place("antal");
        private static final int AARGANG = Register.UNGDOMSVALG.place("aargang");

        private final LocalRule.YouthChoice rule;
        private final Codes choice;
        private final Map<Long, long[]> byYear = new HashMap<>();

        Youth(LocalRule.YouthChoice rule, RegisterKnown register) {
            this.rule = rule;
            List<String> words = register.codes().getOrDefault("valg", List.of());
            this.choice = Codes.of(
                    register,
                    "valg",
                    words.stream()
                            .filter(word -> Labels.same(word, rule.choice()))
                            .toList());
        }

        @Override
        public void take(long[] row) {
            // A year that has only other choices is not out for this one: that none chose it would be said by a 0.
            if (choice.has(row[VALG])) {
                long[] sums = byYear.computeIfAbsent(row[SKOLEAAR], year -> new long[3]);
                boolean hidden = row[ANTAL] == Column.SUPPRESSED || row[AARGANG] == Column.SUPPRESSED;
                sums[0] += hidden ? 0 : row[ANTAL];
                sums[1] += hidden ? 0 : row[AARGANG];
                sums[2] += hidden ? 1 : 0;
            }
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            String wanted = label(period.year());
            for (int lag = 0; lag <= rule.maxLagYears(); lag++) {
                long[] sums = byYear.get((long) period.year() - lag);
                if (sums != null) {
                    String about = label(period.year() - lag);
                    Tally tally = sums[2] > 0
                            ? Tally.without(Tally.Kind.HIDDEN, about)
                            : Tally.counted(sums[0], sums[1], about);
                    return lag == 0 ? tally : tally.older(wanted);
                }
            }
            return Tally.without(Tally.Kind.NOT_THERE, wanted);
        }

        private static String label(int endsIn) {
            return "%d/%d".formatted(endsIn - 1, endsIn);
        }
    }

    /** 25-year-olds with a youth education, by year. */
    static final class Completed implements Sheet {
        private static final int AAR = Register.UNGE_25.place("aar");
        private static final int POPULATION = Register.UNGE_25.place("population");
        private static final int GENNEMFOERT = Register.UNGE_25.place("gennemfoert");

        private final LocalRule.CompletedEducation rule;
        private final Rows rows = new Rows();

        Completed(LocalRule.CompletedEducation rule) {
            this.rule = rule;
        }

        @Override
        public void take(long[] row) {
            rows.add(row[AAR], new Rows.Entry(row[GENNEMFOERT], row[POPULATION], Column.NONE));
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            String wanted = Integer.toString(period.year());
            long year = rows.newest((long) period.year() - rule.maxLagYears(), period.year());
            if (year == Column.NONE) {
                return Tally.without(Tally.Kind.NOT_THERE, wanted);
            }
            Tally tally = rows.tally(year, Long.toString(year));
            return year == period.year() ? tally : tally.older(wanted);
        }
    }

    /** 25-year-olds outside education and work, on some days, with the ministry's benchmark beside. */
    static final class Outside implements Sheet {
        private static final int DATO = Register.UNGE_REST.place("dato");
        private static final int POPULATION = Register.UNGE_REST.place("population");
        private static final int UDEN = Register.UNGE_REST.place("uden");
        private static final int BENCHMARK = Register.UNGE_REST.place("benchmark");

        private final LocalRule.OutsideEducationAndWork rule;
        private final Rows rows = new Rows();

        Outside(LocalRule.OutsideEducationAndWork rule) {
            this.rule = rule;
        }

        @Override
        public void take(long[] row) {
            rows.add(row[DATO], new Rows.Entry(row[UDEN], row[POPULATION], row[BENCHMARK]));
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            LocalDate last = period.lastDay();
            long day = rows.newest(last.minusMonths(rule.maxAgeMonths()).toEpochDay(), last.toEpochDay());
            if (day == Column.NONE) {
                return Tally.without(Tally.Kind.NOT_THERE, period.id());
            }
            long beside = rows.beside(day);
            boolean told = beside != Column.NONE && beside != Column.SUPPRESSED;
            return rows.tally(day, LocalDate.ofEpochDay(day).toString())
                    .against(told ? decimal(beside) : null)
                    .insteadOf(period.id());
        }

        private static BigDecimal decimal(long scaled) {
            return BigDecimal.valueOf(scaled).divide(BigDecimal.valueOf(Column.DECIMAL_SCALE));
        }
    }

    /** Participants by half-year. */
    static final class Participants implements Sheet {
        private static final int PERIODE = Register.DANSKUDDANNELSE.place("periode");
        private static final int ANTAL = Register.DANSKUDDANNELSE.place("antal");

        private final Rows rows = new Rows();

        @Override
        public void take(long[] row) {
            rows.add(row[PERIODE], new Rows.Entry(row[ANTAL], 0, Column.NONE));
        }

        @Override
        public Tally tally(ReferencePeriod period) {
            return switch (period.frequency()) {
                case H -> rows.tally(period.year() * 2L + period.ordinal() - 1, period.id());
                default -> Tally.without(Tally.Kind.NOT_THERE, period.id());
            };
        }
    }
}
