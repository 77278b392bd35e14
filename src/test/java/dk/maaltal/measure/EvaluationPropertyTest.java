package dk.maaltal.measure;

import static dk.maaltal.measure.Cells.plain;
import static dk.maaltal.measure.Cells.text;
import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Component.Unit;
import dk.maaltal.plan.Formula;
import dk.maaltal.plan.Target;
import dk.maaltal.plan.Target.Against;
import dk.maaltal.plan.Target.Operator;
import dk.maaltal.plan.Variant;
import dk.maaltal.plan.Variant.Rule;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The evaluation and a deliberately naive second one agree on thousands of random cases. */
class EvaluationPropertyTest {
    private static final String[] SAID = {"0", "0", "0", "1", "3", "7", "12", "hidden", "unripe", "row"};
    private static final String[] PERIODS = {"2024Q1", "2024Q2", "2024H1", "2024H2", "2024", "2023Q4"};

    @Test
    void two_independent_ways_of_computing_agree() {
        Map<CellState, Integer> states = new EnumMap<>(CellState.class);
        Map<Status, Integer> statuses = new EnumMap<>(Status.class);
        for (int seed = 0; seed < 1500; seed++) {
            Random random = new Random(seed);
            NaiveEvaluation.Case c = randomCase(random);
            Evaluated evaluated = Cells.evaluate(
                    Fixture.plan(Fixture.measure("9.9", component(c))),
                    knowledge(c),
                    c.period(),
                    Instant.parse("2025-02-01T12:00:00Z"));

            List<String> fast = evaluated.rows().stream()
                    .map(r -> String.join(
                            " ",
                            r.key().areaCode(),
                            r.referencePeriod(),
                            r.state().name(),
                            plain(r.value()),
                            plain(r.numerator()),
                            plain(r.denominator()),
                            plain(r.benchmarkValue()),
                            plain(r.previousValue()),
                            text(r.status()),
                            text(r.reason()),
                            plain(r.targetValue()),
                            plain(r.deviation())))
                    .toList();

            assertThat(fast).as("seed %d: %s", seed, c).isEqualTo(NaiveEvaluation.rows(c));
            evaluated.rows().forEach(r -> {
                states.merge(r.state(), 1, Integer::sum);
                if (r.status() != null) {
                    statuses.merge(r.status(), 1, Integer::sum);
                }
            });
        }
        // The generator reaches everything, or it proves nothing.
        assertThat(states)
                .containsOnlyKeys(CellState.values())
                .allSatisfy((s, n) -> assertThat(n).as(s.name()).isGreaterThan(20));
        assertThat(statuses).containsOnlyKeys(Status.values());
    }

    private static NaiveEvaluation.Case randomCase(Random random) {
        Rule rule = random.nextInt(3) == 0 ? Rule.SUM : Rule.LAST;
        String kind = List.of("count", "difference", "share", "share", "part", "per_month")
                .get(random.nextInt(6));
        List<String> lines = new ArrayList<>();
        boolean mostlyNumbers = rule == Rule.SUM || random.nextBoolean();
        for (String table : List.of("a", "b")) {
            // The newest month, and a hole now and then.
            int newest = ReferencePeriod.parse("2024M12").minus(ReferencePeriod.parse("2022M09")) - random.nextInt(9);
            List<String> areas = random.nextInt(8) == 0 ? List.of("707", "DK") : List.of("101", "707", "DK");
            for (int i = 0; i <= newest; i++) {
                String month = ReferencePeriod.parse("2022M09").shift(i).code();
                boolean hole = random.nextInt(40) == 0;
                for (String area : areas) {
                    if (!hole) {
                        int n = mostlyNumbers && random.nextInt(20) > 0
                                ? random.nextInt(7)
                                : random.nextInt(SAID.length);
                        lines.add("%s/n %s %s %s".formatted(table, area, month, SAID[n]));
                    }
                }
            }
        }
        Against against =
                List.of(Against.FIXED, Against.COUNTRY, Against.LAST_YEAR).get(random.nextInt(3));
        String level = against == Against.LAST_YEAR
                ? "0"
                : List.of("0", "50", "33.3", "4").get(random.nextInt(4));
        return new NaiveEvaluation.Case(
                lines,
                rule,
                random.nextInt(4),
                kind,
                PERIODS[random.nextInt(PERIODS.length)],
                Operator.values()[random.nextInt(4)],
                against,
                level,
                random.nextInt(10) == 0 ? null : 2020 + random.nextInt(6),
                random.nextInt(12) == 0,
                random.nextInt(6) == 0,
                random.nextInt(8) == 0,
                LocalDate.of(2025, 1, 10).plusDays(random.nextInt(30)),
                random.nextInt(5) == 0,
                random.nextInt(12) == 0);
    }

    private static FakeKnowledge knowledge(NaiveEvaluation.Case c) {
        FakeKnowledge knowledge = FakeKnowledge.of(String.join("\n", c.lines()));
        knowledge.tables().updated("b", null, c.updateNext().toString());
        if (c.behind()) {
            knowledge.tables().behind("b");
        }
        if (c.unlisted()) {
            knowledge.tables().unlisted("b");
        }
        if (c.neverHeld()) {
            knowledge.tables().neverHeld("a");
        }
        return knowledge;
    }

    private static Component component(NaiveEvaluation.Case c) {
        SeriesSelector a = Fixture.month("a/n");
        SeriesSelector b = c.ended() ? Fixture.ended("b/n", "2024M12") : Fixture.month("b/n");
        Formula formula = switch (c.kind()) {
            case "count" -> new Formula.Count(List.of(a, b), List.of());
            case "difference" -> new Formula.Count(List.of(a), List.of(b));
            case "share" -> new Formula.Share(List.of(a), List.of(a, b));
            case "part" -> new Formula.Share(List.of(a), List.of(b));
            default -> new Formula.PerMonth(List.of(a, b));
        };
        Target target = c.noTarget()
                ? null
                : new Target(
                        c.operator(), c.against(), new BigDecimal(c.level()), null, "", null, null, c.dueYear(), false);
        Unit unit = c.kind().equals("share") || c.kind().equals("part") ? Unit.PERCENT : Unit.COUNT;
        return Fixture.component(
                unit, target, new Variant(null, c.rule(), Frequency.M, c.maxLag(), List.of(formula), false, ""));
    }
}
