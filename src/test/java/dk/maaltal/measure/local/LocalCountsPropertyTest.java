package dk.maaltal.measure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.LocalBasis;
import dk.maaltal.plan.LocalRule;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.plan.PlanReader;
import dk.maaltal.series.ReferencePeriod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fold of the shipped plan's person measures against a count of every single day, for every period 2021-2024. */
class LocalCountsPropertyTest {
    private static final Plan PLAN = new PlanReader().read(Path.of("config/plans/norddjurs-2024"));
    private static final List<String> MEASURES =
            List.of("1.2", "1.3", "2.2", "3.1", "6.2", "6.4", "6.8", "6.9", "6.10");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    static List<ReferencePeriod> periods() {
        List<ReferencePeriod> periods = new ArrayList<>();
        for (int year = 2021; year <= 2024; year++) {
            for (String kind : List.of("Q1", "Q2", "Q3", "Q4", "H1", "H2", "")) {
                periods.add(ReferencePeriod.parse(year + kind));
            }
        }
        return periods;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_count_is_what_a_look_at_every_day_gives(long seed) {
        Lives lives = new Lives(seed, 80);
        NaiveCounts naive = new NaiveCounts(lives);
        LocalCounts counts = new LocalCounts(
                lives.registers(),
                PLAN.measures().stream().flatMap(m -> bases(m).stream()).toList(),
                periods(),
                "707");

        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        for (String id : MEASURES) {
            for (ReferencePeriod period : periods()) {
                LocalBasis basis = bases(PLAN.measure(id).orElseThrow()).get(0);
                Tally tally = counts.tally(basis, period);
                String attributes =
                        basis.rule() instanceof LocalRule.WorkplaceCooperation ? " " + tally.attributes() : "";
                actual.put(id + " " + period, tally.n() + " of " + tally.of() + attributes);
                expected.put(id + " " + period, naive.of(id, period));
            }
        }

        assertThat(actual).isEqualTo(expected);
        for (String id : MEASURES) {
            assertThat(expected.entrySet())
                    .as("%s counts something somewhere", id)
                    .anyMatch(e ->
                            e.getKey().startsWith(id + " ") && !e.getValue().startsWith("0 of"));
        }
    }

    /** The parts beside the sums, and beside each other: nobody is counted twice, left out, or in one measure only. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_parts_of_every_count_sum_to_it(long seed) {
        Lives lives = new Lives(seed, 80);
        List<LocalBasis> all =
                PLAN.measures().stream().flatMap(m -> bases(m).stream()).toList();
        LocalCounts plain = new LocalCounts(lives.registers(), all, periods(), "707");
        LocalCounts split = new LocalCounts(lives.registers(), all, periods(), "707", true);

        for (String id : MEASURES) {
            LocalBasis basis = bases(PLAN.measure(id).orElseThrow()).get(0);
            for (ReferencePeriod period : periods()) {
                Tally tally = split.tally(basis, period);
                Breakdown breakdown = split.breakdown(basis, period);
                assertThat(tally).isEqualTo(plain.tally(basis, period));
                assertThat(sum(breakdown, Place.COUNTED))
                        .as("%s %s", id, period)
                        .isEqualTo(tally.n());
                assertThat(sum(breakdown, Place.REST)).as("%s %s", id, period).isEqualTo(tally.of() - tally.n());
            }
        }
        for (ReferencePeriod period : periods()) {
            long onSupport = tally(split, "6.10", period).of();
            Breakdown interviews = parts(split, "1.2", period);
            Breakdown lengths = parts(split, "2.2", period);
            long leftOut = count(interviews, "spell_too_young") + count(interviews, "spell_broken");
            assertThat(tally(split, "1.2", period).of() + leftOut).isEqualTo(onSupport);
            assertThat(count(lengths, "under_12_months")).isEqualTo(leftOut);
            assertThat(count(parts(split, "1.3", period), "spell_broken")).isEqualTo(count(interviews, "spell_broken"));
        }
        assertThat(periods()).anyMatch(p -> count(parts(split, "1.2", p), "spell_broken") > 0);
        assertThat(periods()).anyMatch(p -> count(parts(split, "1.2", p), "interviews_3") > 0);
        assertThat(periods()).anyMatch(p -> count(parts(split, "1.3", p), "offer_and_hours") > 0);
        assertThat(periods()).anyMatch(p -> count(parts(split, "6.4", p), "resumed") > 0);
        assertThat(periods()).anyMatch(p -> count(parts(split, "6.9", p), "no_employer") > 0);
        assertThat(periods()).anyMatch(p -> count(parts(split, "6.10", p), "no_hours") > 0);
    }

    private static Tally tally(LocalCounts counts, String id, ReferencePeriod period) {
        return counts.tally(bases(PLAN.measure(id).orElseThrow()).get(0), period);
    }

    private static Breakdown parts(LocalCounts counts, String id, ReferencePeriod period) {
        return counts.breakdown(bases(PLAN.measure(id).orElseThrow()).get(0), period);
    }

    private static long sum(Breakdown breakdown, Place place) {
        return breakdown.cells().stream()
                .filter(cell -> cell.place() == place)
                .mapToLong(Breakdown.Cell::count)
                .sum();
    }

    private static long count(Breakdown breakdown, String key) {
        return breakdown.cells().stream()
                .filter(cell -> cell.key().equals(key))
                .mapToLong(Breakdown.Cell::count)
                .findFirst()
                .orElseThrow();
    }

    private static List<LocalBasis> bases(Measure measure) {
        return measure.components().stream()
                .map(component -> component.local())
                .filter(Objects::nonNull)
                .toList();
    }
}
