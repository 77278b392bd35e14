package dk.maaltal.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which figures can be judged yet: the product against {@link PlainMaturity}, over years of monthly vintages. */
@OnBothDatabases
class MaturityTwoWaysTest {
    private static final Set<String> TABLES =
            Set.of("y30r21", "y30f01", "y14kval01", "y08a02", "y09a02", "jo01", "otij01", "y38a02", "y60a02");
    private static final Set<String> MEASURES = Set.of("1.1", "1.2", "3.1", "5.1", "6.1", "6.10", "6.11");
    private static final List<String> COMPONENTS = List.of(
            "1.1 value",
            "1.2 value",
            "3.1 count",
            "5.1 value",
            "6.1 fill_rate",
            "6.1 orders_per_month",
            "6.10 value",
            "6.11 value");
    private static final LocalDate REFORM = LocalDate.of(2025, 6, 30);

    @TempDir
    Path tmp;

    private final NavigableMap<Instant, Map<String, Fraction>> told = new TreeMap<>();

    @ParameterizedTest
    @CsvSource({"1, 2021-11-04, 52, 0.05, 0.35", "2, 2022-05-31, 30, 0.10, 0.15"})
    void aFigureIsProvisionalWhileItsUsualRevisionIsWiderThanItsDistance(
            long seed, LocalDate first, int months, double slack, double haste) throws IOException {
        World world = World.settling(seed, TABLES, slack, haste);
        try (JobindsatsSimulator simulator = JobindsatsSimulator.start(world, 0);
                HikariDataSource database = TestDatabase.fresh()) {
            Nights nights = new Nights(simulator, tmp.resolve("deliveries"), database, SmallPlan.of(tmp, MEASURES));
            LocalDate last = first;
            for (int month = 0; month < months; month++) {
                last = first.plusMonths(month);
                assertThat(nights.run(last))
                        .allSatisfy((table, outcome) ->
                                assertThat(outcome).as(table).isEqualTo("OK"));
                remember(world, last);
            }
            List<String> differences = new ArrayList<>();
            Set<String> flagged = new TreeSet<>();
            int quiet = 0;
            for (int ago : List.of(0, 1, 2, 5, 11)) {
                Instant at = ago == 1
                        ? PlainMaturity.startOf(
                                last.minusMonths(ago).plusMonths(1).withDayOfMonth(1))
                        : last.minusMonths(ago).plusDays(20).atTime(3, 0).toInstant(ZoneOffset.UTC);
                var product = nights.looking(at);
                LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
                PlainPlan plain = new PlainPlan(world, day, lastNight(at));
                for (Per period : periods(day)) {
                    for (String component : COMPONENTS) {
                        if (component.startsWith("1.1") && period.type().equals("Q") && period.n() % 2 == 1) {
                            continue;
                        }
                        String[] words = component.split(" ", -1);
                        String expected = maturity(component, period, at);
                        String is = product.maturity(words[0], words[1], period.planId());
                        if (!is.equals(expected)) {
                            differences.add(
                                    "%s %s at %s: %s, expected %s".formatted(component, period, at, is, expected));
                        }
                    }
                    for (Map<String, @Nullable String> row : product.rows(period.planId())) {
                        String component = row.get("measure_id") + " " + row.get("component");
                        if ("707".equals(row.get("area_code"))
                                && "official".equals(row.get("basis"))
                                && COMPONENTS.contains(component)) {
                            String expected = expected(component, period, at, plain, row);
                            String is = row.get("provisional") + " " + SmallPlan.judgedFrom(row.get("attributes"));
                            if (!is.equals(expected)) {
                                differences.add(
                                        "%s %s at %s: %s, expected %s".formatted(component, period, at, is, expected));
                            }
                            if (!expected.endsWith(" -")) {
                                flagged.add(component + " " + period + " " + expected);
                            } else {
                                quiet++;
                            }
                        }
                    }
                }
            }
            assertThat(differences).isEmpty();
            assertThat(flagged).hasSizeGreaterThan(3);
            assertThat(quiet).isGreaterThan(100);
        }
    }

    private String expected(
            String component, Per period, Instant at, PlainPlan plain, Map<String, @Nullable String> row) {
        boolean older = "PRELIMINARY".equals(row.get("state"));
        String[] words = component.split(" ", -1);
        Fraction distance = plain.distance(words[0], words[1], period);
        LocalDate from = distance == null ? null : maturity(component).judgedFrom(period, at, distance);
        return (older || from != null) + " " + (from == null ? "-" : from);
    }

    private String maturity(String component, Per period, Instant at) {
        PlainMaturity maturity = maturity(component);
        Map<Integer, String> usual = new TreeMap<>();
        maturity.usual(period, at).forEach((lag, revision) -> usual.put(lag, PlainNumbers.text(revision.rounded())));
        return maturity.settled(period, at) + " " + usual;
    }

    private PlainMaturity maturity(String component) {
        Fraction step = switch (component) {
            case "3.1 count", "1.1 value" -> Fraction.over(1, 2);
            default -> Fraction.over(5, 100);
        };
        return new PlainMaturity(
                (period, at) -> {
                    Map.Entry<Instant, Map<String, Fraction>> then = told.floorEntry(at);
                    return then == null ? null : then.getValue().get(component + " " + period);
                },
                (evidence, judged) -> switch (component) {
                    case "1.1 value" -> !evidence.type().equals("Q") || evidence.n() % 2 == 0;
                    case "6.11 value" ->
                        evidence.lastDay().isAfter(REFORM) == judged.lastDay().isAfter(REFORM);
                    default -> true;
                },
                step);
    }

    private LocalDate lastNight(Instant at) {
        return LocalDate.ofInstant(told.floorKey(at), ZoneOffset.UTC);
    }

    /** What the source said that night. */
    private void remember(World world, LocalDate day) {
        PlainPlan plain = new PlainPlan(world, day);
        Map<String, Fraction> values = new HashMap<>();
        // Those too that end before the next night: an older month stands in for them.
        for (Per period : periods(day.plusDays(32))) {
            for (String component : COMPONENTS) {
                String[] words = component.split(" ", -1);
                Fraction value = plain.value(words[0], words[1], "707", period);
                if (value != null) {
                    values.put(component + " " + period, value);
                }
            }
        }
        told.put(day.atTime(2, 0).toInstant(ZoneOffset.UTC), values);
        world.forget();
    }

    private static List<Per> periods(LocalDate day) {
        List<Per> periods = new ArrayList<>();
        for (String type : List.of("Q", "H", "Y")) {
            for (Per p = new Per(type, 2021, 1); p.lastDay().isBefore(day); p = p.plus(1)) {
                periods.add(p);
            }
        }
        return periods;
    }
}
