package dk.maaltal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.local.Breakdown;
import dk.maaltal.measure.local.Breakdown.Cell;
import dk.maaltal.measure.local.Breakdown.Place;
import dk.maaltal.plan.Disclosure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartDisclosureTest {
    @ParameterizedTest(name = "{0} under {1}: {2} hidden")
    @CsvSource({
        "0 0 3 27, STAR_3, -",
        "0 0 0 0, STAR_3, -",
        "3 3 3 3, STAR_3, -",
        // With the next smallest, and with nobody: else the zeros would tell who it is not.
        "1 20 5 0, STAR_3, 0 2 3",
        // Not one of two that are alike: which of them is hidden would tell.
        "2 20 20 30, STAR_3, 0 1 2",
        // Two small ones are enough only if they are no small number together.
        "1 1 9 8, STAR_3, 0 1 3",
        "1 2 9 8, STAR_3, 0 1",
        // Nor only such as are alike.
        "1 1 1 8, STAR_3, 0 1 2 3",
        "2 2 3 8, STAR_3, 0 1 2",
        "4 9 8 7, STAR_3, -",
        "4 9 8 7, DST_5, 0 3",
        "4 1 8 7, DST_5, 0 1",
        "1 2 3 4, NONE, -",
    })
    void a_small_part_is_hidden_with_the_next_smallest(String counts, Disclosure rule, String hidden) {
        Set<String> expected = hidden.equals("-") ? Set.of() : Set.of(hidden.split(" "));

        assertThat(new PartDisclosure(rule).hidden(List.of(rest(counts)))).isEqualTo(expected);
    }

    @Test
    void a_part_hidden_in_a_quarter_is_hidden_in_its_year_and_the_other_quarters() {
        List<Breakdown> periods = List.of(rest("9 1 8 9"), rest("9 9 9 9"), rest("18 10 17 18"));

        assertThat(new PartDisclosure(Disclosure.STAR_3).hidden(periods)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void parts_left_out_stand_alone_but_those_that_fill_up_a_number_of_another_measure() {
        Breakdown breakdown = new Breakdown(List.of(
                new Cell("spell_too_young", Place.OUTSIDE, 9),
                new Cell("spell_broken", Place.OUTSIDE, 2),
                new Cell("off_support", Place.OUTSIDE, 1),
                new Cell("resumed", Place.OUTSIDE, 0)));

        assertThat(new PartDisclosure(Disclosure.STAR_3).hidden(List.of(breakdown)))
                .containsExactlyInAnyOrder("spell_too_young", "spell_broken", "off_support");
    }

    /** All that four parts can be: where readers see the same, a hidden one has more than one number. */
    @ParameterizedTest
    @EnumSource(
            value = Disclosure.class,
            names = {"STAR_3", "DST_5"})
    void no_hidden_part_can_be_worked_out_from_those_shown_and_their_sum(Disclosure rule) {
        PartDisclosure disclosure = new PartDisclosure(rule);
        int most = 12;
        Map<String, Set<Long>> possible = new HashMap<>();
        for (int a = 0; a <= most; a++) {
            for (int b = 0; a + b <= most; b++) {
                for (int c = 0; a + b + c <= most; c++) {
                    for (int d = 0; a + b + c + d <= most; d++) {
                        long sum = a + b + c + d;
                        if (rule.isSmall(sum)) {
                            continue; // then the figure itself is hidden, and nothing is shown
                        }
                        Breakdown breakdown = rest("%d %d %d %d".formatted(a, b, c, d));
                        Set<String> hidden = disclosure.hidden(List.of(breakdown));
                        String seen = sum + ": "
                                + breakdown.cells().stream()
                                        .map(cell -> hidden.contains(cell.key()) ? "?" : "" + cell.count())
                                        .collect(Collectors.joining(" "));
                        for (Cell cell : breakdown.cells()) {
                            if (hidden.contains(cell.key())) {
                                possible.computeIfAbsent(cell.key() + " in " + seen, k -> new HashSet<>())
                                        .add(cell.count());
                            }
                        }
                    }
                }
            }
        }

        assertThat(possible).hasSizeGreaterThan(100);
        assertThat(possible.entrySet().stream().filter(e -> e.getValue().size() == 1))
                .isEmpty();
    }

    private static Breakdown rest(String counts) {
        List<Cell> cells = new ArrayList<>();
        for (String count : counts.split(" ")) {
            cells.add(new Cell(Integer.toString(cells.size()), Place.REST, Long.parseLong(count)));
        }
        return new Breakdown(cells);
    }
}
