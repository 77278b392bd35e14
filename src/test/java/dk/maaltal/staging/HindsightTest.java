package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.Register;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One area seen from many instants is what each instant's whole view says of it. */
@OnBothDatabases
class HindsightTest {
    private static final String[] AREAS = {"Hele landet", "Norddjurs", "Aarhus"};
    private static final String[] PERIODS = {"2024M01", "2024M02", "2024M03", "2024M04"};

    @TempDir
    Path home;

    Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home, TestDatabase.fresh());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void every_instant_of_one_area_is_as_in_the_whole_view_of_that_instant() {
        Random random = new Random(42);
        List<Instant> instants = new ArrayList<>();
        instants.add(bench.clock.instant());
        for (int day = 0; day < 12; day++) {
            if (day % 4 != 2) {
                bench.staging.takeCatalogue(
                        day < 8
                                ? bench.catalogue(table(random, 2), new FakeTable("t2", List.of("antal"), List.of()))
                                : bench.catalogue(new FakeTable("t2", List.of("antal"), List.of())));
            }
            bench.take(table(random, 1 + day / 3));
            instants.add(bench.clock.instant().minusNanos(1000));
            instants.add(bench.clock.instant());
            instants.add(bench.clock.instant().plus(Duration.ofHours(1)));
        }
        SeriesSelector there = table(random, 4).selector("antal", null);
        SeriesSelector gone = table(random, 4).selector("andel", null);

        for (String area : List.of("707", "751", "DK", "999")) {
            Hindsight hindsight = bench.staging.hindsight(area, Instant.EPOCH);
            int values = 0;
            for (Instant instant : instants) {
                for (SeriesSelector selector : List.of(there, gone)) {
                    SeriesKnown whole = bench.staging.at(instant).series(selector);
                    SeriesKnown narrow = hindsight.at(instant).series(selector);

                    assertThat(narrow).as("%s at %s", area, instant).isEqualTo(only(whole, area));
                    values += narrow.observations().getOrDefault(area, Map.of()).size();
                }
                assertThat(hindsight.at(instant).offers(there.table()))
                        .isEqualTo(bench.staging.at(instant).offers(there.table()));
            }
            assertThat(values > 20).as(area).isEqualTo(!area.equals("999"));
        }
    }

    @Test
    void it_reaches_back_to_the_first_reading_that_was_taken() {
        assertThat(bench.staging.hindsight("707", Instant.MAX.minusSeconds(1)).tablesFrom())
                .isEmpty();
        assertThat(bench.staging.hindsight("707", Instant.EPOCH).registersFrom())
                .isEmpty();
        bench.take(table(new Random(1), 4));
        Instant first = bench.clock.instant();
        bench.take(table(new Random(2), 4));

        assertThat(bench.staging.hindsight("707", Instant.EPOCH).tablesFrom()).contains(first);
    }

    @Test
    void an_older_extract_that_comes_later_tells_only_those_who_look_after_it_came() {
        try (DropBench drops = new DropBench(home.resolve("drops"), TestDatabase.fresh())) {
            drops.taken(Register.SAMTALER, "a_2025-06-30.csv", "a;19000;1;Afholdt");
            Instant before = drops.clock.instant();
            drops.taken(Register.SAMTALER, "a_2025-02-28.csv", "a;19000;1;Afholdt", "b;19001;1;Afholdt");
            Instant after = drops.clock.instant();
            Instant march = Instant.parse("2025-02-28T23:00:00Z");

            Hindsight early = drops.staging.hindsight("707", before);
            assertThat(early.registersFrom()).contains(LocalDate.parse("2025-06-30"));
            assertThat(early.at(march).registers().of(Register.SAMTALER)).isEmpty();

            Hindsight late = drops.staging.hindsight("707", after);
            assertThat(late.registersFrom()).contains(LocalDate.parse("2025-02-28"));
            assertThat(late.at(march).registers().of(Register.SAMTALER))
                    .hasValueSatisfying(known -> assertThat(known.extractDate()).isEqualTo("2025-02-28"));
        }
    }

    private static SeriesKnown only(SeriesKnown whole, String area) {
        return new SeriesKnown(
                whole.standing(),
                whole.problem(),
                whole.tableId(),
                whole.series(),
                whole.lags(),
                whole.updatedOn(),
                whole.updateNext(),
                whole.tablePeriods(),
                whole.areas(),
                whole.observations().containsKey(area)
                        ? Map.of(area, whole.observations().get(area))
                        : Map.of());
    }

    private static FakeTable table(Random random, int periods) {
        FakeTable table = FakeTable.plain("t1", AREAS);
        for (int p = 0; p < periods; p++) {
            for (String area : AREAS) {
                int value = random.nextInt(5);
                if (value > 0 || area.equals("Hele landet")) {
                    table.row(PERIODS[p], area, value == 1 ? null : Integer.valueOf(value));
                }
            }
        }
        return table;
    }
}
