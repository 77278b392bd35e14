package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
    /** Local now, local then, official; {@code -} is none, a number without counts is served. */
    @ParameterizedTest(name = "local {0}, then {1}, official {2}")
    @CsvSource(delimiter = '|', textBlock = """
        # the same                                  D        timing   population  rest
        30/40  | 30/40  | 30/40  | older=no | 0        | 0       | 0        | 0
        # timing alone: one more came to be known later
        31/40  | 30/40  | 30/40  | older=no | 2.5      | 2.5     | 0        | 0
        # population alone: the same 30 over 40 and over 50; 100 * 30 * (1/40 - 1/50)
        30/40  | 30/40  | 30/50  | older=no | 15       | 0       | 15       | 0
        # rest alone: as many persons, other numerators
        32/40  | 32/40  | 30/40  | older=no | 5        | 0       | 0        | 5
        # population and numerator: 100 * 31 * (1/40 - 1/50) = 15.5 of 20
        32/40  | 32/40  | 30/50  | older=no | 20       | 0       | 15.5     | 4.5
        # all of them: timing 82.5 - 80
        33/40  | 32/40  | 30/50  | older=no | 22.5     | 2.5     | 15.5     | 4.5
        # no extract was held when official was made
        33/40  | -      | 30/50  | older=no | 22.5     | -       | -        | 22.5
        # official serves a percent without counts
        33/40  | 32/40  | 70     | older=no | 12.5     | 2.5     | -        | 10
        # official is about an older period: nothing else is split
        33/40  | 32/40  | 30/50  | older=yes | 22.5    | 22.5    | -        | 0
        33/40  | -      | 70     | older=yes | 12.5    | 12.5    | -        | 0
        """)
    void each_part_is_told_apart(
            String local,
            String then,
            String official,
            String older,
            BigDecimal difference,
            String timing,
            String population,
            BigDecimal rest) {
        Split split = Split.of(figure(local), figure(official), older.equals("older=yes"), figure(then), true);

        assertThat(split.difference().rounded()).isEqualByComparingTo(difference);
        assertThat(text(split.timing())).isEqualTo(timing);
        assertThat(text(split.population())).isEqualTo(population);
        assertThat(split.suppression().rounded()).isEqualByComparingTo("0");
        assertThat(split.rest().rounded()).isEqualByComparingTo(rest);
    }

    @Test
    void a_count_has_no_population() {
        Split split = Split.of(count("12"), count("9"), false, count("11"), false);

        assertThat(text(split.timing())).isEqualTo("1");
        assertThat(split.population()).isNull();
        assertThat(text(split.rest())).isEqualTo("2");
    }

    @Test
    void the_parts_sum_to_the_difference_exactly() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Figure then = random.nextInt(4) == 0 ? figure("-") : share(random);
            Figure official = random.nextInt(4) == 0 ? figure("" + random.nextInt(100)) : share(random);
            Split split = Split.of(share(random), official, random.nextInt(5) == 0, then, true);

            Ratio sum = split.rest().plus(split.suppression());
            sum = split.timing() == null ? sum : sum.plus(split.timing());
            sum = split.population() == null ? sum : sum.plus(split.population());
            assertThat(sum.compare(split.difference())).as("seed %d", seed).isZero();
        }
    }

    private static Figure share(Random random) {
        int of = 1 + random.nextInt(999);
        return figure("%d/%d".formatted(random.nextInt(of + 1), of));
    }

    private static Figure figure(String text) {
        if (text.equals("-")) {
            return Figure.without(CellState.NOT_PUBLISHED, Set.of());
        }
        String[] part = text.split("/");
        BigDecimal n = new BigDecimal(part[0]);
        return part.length == 1
                ? Figure.of(CellState.OK, Ratio.of(n), null, null, Set.of())
                : Figure.of(
                        CellState.OK, Ratio.percent(n, new BigDecimal(part[1])), n, new BigDecimal(part[1]), Set.of());
    }

    private static Figure count(String n) {
        return Figure.of(CellState.OK, Ratio.of(new BigDecimal(n)), new BigDecimal(n), null, Set.of());
    }

    private static String text(@Nullable Ratio ratio) {
        return ratio == null ? "-" : ratio.rounded().stripTrailingZeros().toPlainString();
    }
}
