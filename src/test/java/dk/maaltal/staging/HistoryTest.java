package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random tables over many vintages, compared with a second way of working it out, at random instants. */
@OnBothDatabases
class HistoryTest {
    private static final List<String> AREAS = List.of("Hele landet", "Norddjurs", "Aarhus", "Favrskov");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatWasKnownAtAnyTimeIsWhatTheSlowWaySays(long seed) {
        Random random = new Random(seed);
        NaiveHistory naive = new NaiveHistory();
        List<Instant> instants = new ArrayList<>();
        int refused = 0;
        FakeTable table = first(random);
        try (Workbench bench = new Workbench(home, TestDatabase.fresh())) {
            for (int vintage = 0; vintage < 8; vintage++) {
                bench.nextDay();
                bench.staging.takeCatalogue(bench.catalogue(table));
                bench.clock.advance(Duration.ofSeconds(1));
                Taking taking = bench.staging.take(bench.reading(table), Progress.NONE);
                boolean isTaken = naive.take(table, bench.clock.instant());
                assertThat(taking instanceof Taking.Taken).as(taking.toString()).isEqualTo(isTaken);
                refused += isTaken ? 0 : 1;
                instants.add(bench.clock.instant());
                table = next(table, random);
            }
            assertThat(stored(bench)).isEqualTo(naive.all());
            for (Instant asOf : asOfs(instants, random)) {
                assertThat(known(bench, table, asOf)).as("at %s", asOf).isEqualTo(naive.at(asOf));
            }
        }
        assertThat(refused).as("vintages of seed %d that were refused", seed).isLessThan(8);
    }

    private static FakeTable first(Random random) {
        FakeTable table = empty(random);
        ReferencePeriod start = ReferencePeriod.parse("2023M01");
        for (int month = 0; month < 10; month++) {
            addPeriod(table, start.shift(month), random);
        }
        return table;
    }

    private static FakeTable empty(Random random) {
        FakeTable table = new FakeTable(
                "t1", List.of("antal", "andel"), List.of("A", "B", "I alt"), AREAS.toArray(String[]::new));
        table.periodsInPart = 1 + random.nextInt(5);
        return table;
    }

    private static void addPeriod(FakeTable table, ReferencePeriod period, Random random) {
        for (String area : table.areas) {
            for (String member : table.members) {
                table.rowOf(period.code(), area, member, value(random), value(random));
            }
        }
    }

    private static @Nullable Number value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> random.nextInt(100) / 10.0;
            default -> random.nextInt(4);
        };
    }

    /** Revises some cells, loses some rows, sometimes too many, brings a new month, says some rows twice. */
    private static FakeTable next(FakeTable before, Random random) {
        FakeTable table = empty(random);
        int lossPerThousand = random.nextInt(6) == 0 ? 60 : 8;
        before.rows.forEach((place, values) -> {
            if (random.nextInt(1000) < lossPerThousand) {
                return;
            }
            Number[] revised = values.clone();
            if (random.nextInt(12) == 0) {
                revised[random.nextInt(2)] = value(random);
            }
            table.rowOf(place.period().code(), place.area(), place.member(), revised);
            if (random.nextInt(20) == 0) {
                table.extraRows.add("[\"%s\",\"%s\",\"%s\",%s,%s]"
                        .formatted(place.period().code(), place.area(), place.member(), revised[0], revised[1]));
            }
        });
        addPeriod(table, before.periods.last().shift(1), random);
        return table;
    }

    private static List<Instant> asOfs(List<Instant> instants, Random random) {
        List<Instant> asOfs = new ArrayList<>();
        asOfs.add(instants.get(0).minusNanos(1000));
        asOfs.addAll(instants);
        for (int i = 0; i < 5; i++) {
            asOfs.add(instants.get(0).plusSeconds(random.nextInt(9 * 24 * 3600)));
        }
        return asOfs;
    }

    private static Map<String, String> known(Workbench bench, FakeTable table, Instant asOf) {
        Map<String, String> known = new TreeMap<>();
        Known then = bench.staging.at(asOf);
        for (String measure : table.measures) {
            for (String member : table.members) {
                then.series(table.selector(measure, member))
                        .observations()
                        .forEach((area, byPeriod) -> byPeriod.forEach((period, observation) -> known.put(
                                "%s %s %s %s".formatted(measure, member, period.code(), area),
                                NaiveHistory.number(observation.value()) + " " + observation.state())));
            }
        }
        return known;
    }

    private static List<String> stored(Workbench bench) {
        Map<String, String> members = new TreeMap<>();
        for (String label : List.of("A", "B", "I alt")) {
            members.put("{\"_slags\":\"%s\"}".formatted(FakeTable.valueId(label)), label);
        }
        return bench
                .db
                .sql("select * from bi.observation")
                .query((rs, n) -> "%s %s %s %s %s %s %s %s"
                        .formatted(
                                rs.getString("measure_key").replaceAll(".*/", ""),
                                members.get(rs.getString("dimensions")),
                                rs.getString("reference_period"),
                                rs.getString("area_code"),
                                NaiveHistory.number(rs.getBigDecimal("value")),
                                rs.getString("state"),
                                rs.getObject("known_from", OffsetDateTime.class).toInstant(),
                                Text.instant(rs.getObject("known_to", OffsetDateTime.class))))
                .list()
                .stream()
                .sorted()
                .toList();
    }
}
