package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionsTest {
    /** ceil(0.8 n): 8 -> the 7th, 9 -> 8th, 10 -> 8th, 11 -> 9th, 12 -> 10th. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        1 2 3 4 5 6 7                    | -
        1 2 3 4 5 6 7 8                  | 7
        1 2 3 4 5 6 7 8 9                | 8
        1 2 3 4 5 6 7 8 9 10             | 8
        1 2 3 4 5 6 7 8 9 10 11          | 9
        1 2 3 4 5 6 7 8 9 10 11 12       | 10
        0 0 0 0 0 0 0 5                  | 0
        0 0 0 0 0 0 5 5                  | 5
        0 0 0 0 0 0 0 0                  | 0
        0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1  | 0.1
        """)
    void a_usual_revision_is_what_four_in_five_periods_moved_at_most(String moved, String usual) {
        List<String> each = new ArrayList<>(List.of(moved.strip().split(" ")));
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(each, new Random(seed));
            Revisions revisions = new Revisions();
            each.forEach(one -> revisions.add(3, ratio(one)));

            assertThat(text(revisions.usual(3))).isEqualTo(usual);
            assertThat(revisions.periods(3)).isEqualTo(each.size());
            assertThat(revisions.periods()).isEqualTo(each.size());
            assertThat(revisions.usual(4)).isNull();
        }
    }

    /** Usual revision by lag; a dash where there are too few periods. The step is 0.05. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        3 2 1 0.05 0 0                 | 3
        3 2 1 0.0501 0 0               | 4
        0 0 0 0 0 0                    | 0
        3 0 0 2 0 0                    | 4
        3 2 1 1 1 1                    | -
        - - - - - -                    | -
        3 - - 0 - -                    | 3
        3 - 0 - 2 -                    | -
        - - 0 0 - -                    | 2
        3 2 1 1 1 1 1 1 1 1 1 1 0      | 12
        """)
    void a_figure_has_settled_when_no_later_usual_revision_is_seen(String byLag, String settled) {
        OptionalInt found = usually(byLag).settled(new BigDecimal("0.05"));

        assertThat(found.isPresent() ? "" + found.getAsInt() : "-").isEqualTo(settled);
    }

    /** From which lag a cell can be judged whose distance is 1, when the first lag of the line is the present one. */
    @ParameterizedTest(name = "{0}, now {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
        3 2 1 0.5 0 0            | 0 | 2
        3 2 1.0001 0.5 0 0       | 0 | 3
        3 1 2 0.5 0 0            | 0 | 3
        3 1 2 0.5 0 0            | 2 | 3
        3 3 3 3 3 3              | 0 | 6
        3 3 3 3 3 3              | 4 | 6
        3 3 3 3 3 3              | 5 | 6
        3 - - 0 - -              | 0 | 3
        3 - - 3 - -              | 0 | 4
        3 - - - - -              | 0 | 1
        3 3 3 3 3 3 3 3 3 3 3 3 3 | 7 | 13
        3 3 3 3 3 3 3 3 3 3 3 3 0 | 7 | 12
        """)
    void a_cell_can_be_judged_when_no_later_usual_revision_is_wider_than_its_distance(
            String byLag, int present, int judgeable) {
        assertThat(usually(byLag).judgeable(present, ratio("1"))).isEqualTo(judgeable);
    }

    @Test
    void a_wider_limit_never_settles_later() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Revisions revisions = new Revisions();
            for (int lag = 0; lag <= Revisions.LAST_LAG; lag++) {
                int periods = 6 + random.nextInt(6);
                for (int i = 0; i < periods; i++) {
                    revisions.add(lag, ratio("" + random.nextInt(40 - 3 * lag) / 8.0));
                }
            }
            int before = 99;
            for (String step : List.of("0", "0.5", "1", "2", "3", "5")) {
                int settled = revisions.settled(new BigDecimal(step)).orElse(99);
                assertThat(settled).as("seed %d, step %s", seed, step).isLessThanOrEqualTo(before);
                before = settled;
            }
        }
    }

    private static Revisions usually(String byLag) {
        Revisions revisions = new Revisions();
        String[] lags = byLag.strip().split(" ");
        for (int lag = 0; lag < lags.length; lag++) {
            String usual = lags[lag];
            int periods = usual.equals("-") ? Revisions.NEEDED - 1 : Revisions.NEEDED;
            int at = lag;
            Stream.generate(() -> ratio(usual.equals("-") ? "9" : usual))
                    .limit(periods)
                    .forEach(one -> revisions.add(at, one));
        }
        return revisions;
    }

    private static Ratio ratio(String number) {
        return Ratio.of(new BigDecimal(number));
    }

    private static String text(@Nullable Ratio ratio) {
        return ratio == null ? "-" : ratio.rounded().stripTrailingZeros().toPlainString();
    }
}
