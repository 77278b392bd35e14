package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold on every database; each runs all of it. */
@OnBothDatabases
class VintageTest {
    private static final String DK = "Hele landet";
    private static final String ND = "Norddjurs";

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

    private static FakeTable one(@Nullable Number country, @Nullable Number norddjurs) {
        return FakeTable.plain("t1", DK, ND).row("2024M01", DK, country).row("2024M01", ND, norddjurs);
    }

    @Test
    void aValueThatGoesFromAToBToAHasThreeRows() {
        bench.taken(one(100, 7));
        bench.taken(one(100, 8));
        Taking.Taken last = bench.taken(one(100, 7));

        assertThat(bench.history("707", "2024M01")).containsExactly("7 OK 1-2", "8 OK 2-3", "7 OK 3-");
        assertThat(bench.history("DK", "2024M01")).containsExactly("100 OK 1-");
        assertThat(last).isEqualTo(new Taking.Taken(1, 1, 1, 2, List.of()));
    }

    @Test
    void theSameContentAgainChangesNoObservationButIsHeldAsTheNewUpdate() {
        bench.taken(one(100, 7));
        List<String> before = bench.observations();

        assertThat(bench.taken(one(100, 7))).isEqualTo(new Taking.Taken(0, 0, 2, 2, List.of()));
        assertThat(bench.observations()).isEqualTo(before);
        assertThat(bench.staging.held("t1").orElseThrow().updateLatest()).isEqualTo(bench.update);
    }

    @Test
    void numbersThatAreEqualInValueAreNotAChange() {
        bench.taken(one(100, new java.math.BigDecimal("7.5")));
        Taking.Taken again = bench.taken(one(new java.math.BigDecimal("100.0"), new java.math.BigDecimal("7.50")));

        assertThat(again.opened()).isZero();
        assertThat(again.unchanged()).isEqualTo(2);
    }

    @Test
    void aRowThatDisappearsIsClosedAndOpensAnewWhenItComesBack() {
        FakeTable full = FakeTable.plain("t1", DK, ND);
        FakeTable less = FakeTable.plain("t1", DK, ND);
        for (int month = 0; month < 60; month++) {
            String period = ReferencePeriod.parse("2020M01").shift(month).code();
            full.row(period, DK, 1000 + month).row(period, ND, month);
            less.row(period, DK, 1000 + month).row(period, ND, month);
        }
        less.without("2021M03", ND);
        bench.taken(full);
        assertThat(bench.taken(less).closed()).isEqualTo(1);
        assertThat(bench.taken(full).opened()).isEqualTo(1);

        assertThat(bench.history("707", "2021M03")).containsExactly("14 OK 1-2", "14 OK 3-");
        assertThat(bench.history("707", "2021M04")).containsExactly("15 OK 1-");
    }

    @Test
    void aPeriodThatIsGoneFromTheSourceIsClosed() {
        FakeTable full = FakeTable.plain("t1", DK, ND);
        FakeTable less = FakeTable.plain("t1", DK, ND);
        for (int month = 0; month < 60; month++) {
            String period = ReferencePeriod.parse("2020M01").shift(month).code();
            full.row(period, DK, 1000 + month).row(period, ND, month);
            if (month != 0) {
                less.row(period, DK, 1000 + month).row(period, ND, month);
            }
        }
        bench.taken(full);

        assertThat(bench.taken(less).closed()).isEqualTo(2);
        bench.staging.takeCatalogue(bench.catalogue(less));
        assertThat(bench.history("707", "2020M01")).containsExactly("0 OK 1-2");
        assertThat(at(full.selector("antal", null)).tablePeriods()).hasSize(59);
    }

    @Test
    void aNullMeansHiddenForTheAreaAloneAndNotRipeForTheCountryToo() {
        bench.taken(one(null, null));
        bench.taken(one(100, null));
        bench.taken(one(100, 7));
        bench.taken(one(null, null));

        assertThat(bench.history("707", "2024M01"))
                .containsExactly("- IMMATURE 1-2", "- SUPPRESSED 2-3", "7 OK 3-4", "- IMMATURE 4-");
        assertThat(bench.history("DK", "2024M01")).containsExactly("- IMMATURE 1-2", "100 OK 2-4", "- IMMATURE 4-");
    }

    @Test
    void aNullWhereTheCountryHasNoRowIsHidden() {
        bench.taken(
                FakeTable.plain("t1", DK, ND).row("2024M01", ND, (Number) null).row("2024M02", DK, 3));

        assertThat(bench.history("707", "2024M01")).containsExactly("- SUPPRESSED 1-");
    }

    @Test
    void aRowThatComesTwiceWithTheSameValuesIsOne() {
        FakeTable table = one(100, 7);
        table.extraRows.add("[\"2024M01\",\"Norddjurs\",7.0]");

        Taking.Taken taken = bench.taken(table);

        assertThat(taken.opened()).isEqualTo(2);
        assertThat(taken.rows()).isEqualTo(2);
        assertThat(taken.notes()).singleElement().asString().contains("1 rows came twice");
    }

    @Test
    void aRowThatComesTwiceWithDifferentValuesRefusesTheTable() {
        bench.taken(one(100, 7));
        List<String> before = bench.observations();
        FakeTable table = one(101, 8);
        table.extraRows.add("[\"2024M01\",\"Norddjurs\",9]");

        assertRefused(bench.take(table), Outcome.CONFLICT, "area 707 in 2024M01 is both 8 and 9");
        assertThat(bench.observations()).isEqualTo(before);
        assertThat(bench.rows("select outcome from bi.delivery where request like '%/data/%' order by fetched_at"))
                .containsExactly("OK", "CONFLICT");
        assertThat(bench.staging.held("t1").orElseThrow().updateLatest()).isEqualTo(bench.update.minusDays(1));
    }

    @Test
    void aValueAndANullForTheSameKeyAreAConflict() {
        FakeTable table = one(100, 7);
        table.extraRows.add("[\"2024M01\",\"Norddjurs\",null]");

        assertRefused(bench.take(table), Outcome.CONFLICT, "both 7 and null");
        assertThat(bench.observations()).isEmpty();
    }

    @Test
    void aConflictInAnAreaThatIsNotKeptIsOneAllTheSame() {
        FakeTable table = FakeTable.plain("t1", DK, ND, "Uoplyst område")
                .row("2024M01", DK, 100)
                .row("2024M01", ND, 7)
                .row("2024M01", "Uoplyst område", 3);
        table.extraRows.add("[\"2024M01\",\"Uoplyst område\",3]");
        bench.taken(table);

        bench.update = bench.update.plusDays(1);
        table.extraRows.add("[\"2024M01\",\"Uoplyst område\",4]");
        assertRefused(bench.take(table), Outcome.CONFLICT, "area Uoplyst område in 2024M01 is both 3 and 4");
    }

    private static FakeTable hundred(int lost) {
        FakeTable table = FakeTable.plain("t1", DK, ND, "Aarhus", "Favrskov");
        for (int month = 0; month < 25; month++) {
            String period = ReferencePeriod.parse("2022M01").shift(month).code();
            table.areas.forEach(area -> table.row(period, area, 5));
            if (month >= 25 - lost) {
                table.without(period, ND);
            }
        }
        return table;
    }

    @Test
    void exactlyTwoPercentFewerRowsAreTaken() {
        bench.taken(hundred(0));

        assertThat(bench.taken(hundred(2)).closed()).isEqualTo(2);
    }

    @Test
    void moreThanTwoPercentFewerRowsAreRefused() {
        bench.taken(hundred(0));
        List<String> before = bench.observations();

        assertRefused(bench.take(hundred(3)), Outcome.SHRUNK, "it has 97 rows where it had 100");
        assertThat(bench.observations()).isEqualTo(before);
        // Against the last that was taken, not the last that was refused.
        assertRefused(bench.take(hundred(3)), Outcome.SHRUNK, "97 rows where it had 100");
        assertThat(bench.taken(hundred(0)).unchanged()).isEqualTo(100);
    }

    @Test
    void newPeriodsDoNotHideThatOldOnesLostRows() {
        bench.taken(hundred(0));
        FakeTable table = hundred(3);
        for (String area : table.areas) {
            table.row("2024M02", area, 5).row("2024M03", area, 5);
        }

        assertRefused(
                bench.take(table), Outcome.SHRUNK, "it has 97 rows of the periods it had before where it had 100");
    }

    @Test
    void theOldestPeriodsMayGoWhereATableKeepsAWindow() {
        FakeTable before = FakeTable.plain("t1", DK, ND);
        FakeTable after = FakeTable.plain("t1", DK, ND);
        for (int month = 1; month <= 12; month++) {
            String period = "2022M%02d".formatted(month);
            String next = "2022M%02d".formatted(month).replace("2022M01", "2023M01");
            List.of(DK, ND).forEach(area -> before.row(period, area, 7));
            List.of(DK, ND).forEach(area -> after.row(next, area, 7));
        }
        bench.taken(before);

        Taking.Taken taken = bench.taken(after);

        assertThat(taken.opened()).isEqualTo(2);
        assertThat(taken.closed()).isEqualTo(2);
    }

    @Test
    void anAreaThatIsGoneIsRefusedHoweverFewRowsItHad() {
        FakeTable table = hundred(0);
        table.areas.add("Læsø");
        table.row("2022M01", "Læsø", 3);
        bench.taken(table);

        assertRefused(bench.take(hundred(0)), Outcome.SHRUNK, "lost 1 of 5 areas: 825");
    }

    @Test
    void aPlanThatNamesTheSameInAnotherWayIsGuardedAsBefore() {
        bench.taken(hundred(0));
        FakeTable fewer = hundred(3);
        fewer.wanted = "w2";
        FakeTable lost = FakeTable.plain("t1", DK, ND, "Aarhus");
        hundred(0).rows.forEach((place, values) -> {
            if (lost.areas.contains(place.area())) {
                lost.row(place.period().code(), place.area(), values);
            }
        });
        lost.wanted = "w3";

        assertRefused(bench.take(fewer), Outcome.SHRUNK, "97 rows where it had 100");
        assertRefused(bench.take(lost), Outcome.SHRUNK, "lost 1 of 4 areas: 710");
    }

    private static FakeTable ofMembers(String wanted, String areas, String... members) {
        FakeTable table = new FakeTable("t1", List.of("antal"), List.of(members), areas.split(","));
        table.wanted = wanted;
        for (String area : table.areas) {
            for (String member : members) {
                for (int month = 1; month <= 9; month++) {
                    table.rowOf("2024M0" + month, area, member, 5);
                }
            }
        }
        return table;
    }

    @Test
    void anotherPlanThatAsksForLessHasNotShrunk() {
        bench.taken(ofMembers("w1", "Hele landet,Norddjurs,Aarhus", "A", "B"));
        FakeTable onlyB = ofMembers("w2", "Hele landet,Norddjurs,Aarhus", "B");

        assertThat(bench.taken(onlyB).unchanged()).isEqualTo(27);
    }

    @Test
    void anotherPlanThatAsksForOtherMembersThatFewerAreasHaveHasNotShrunk() {
        bench.taken(ofMembers("w1", "Hele landet,Norddjurs,Aarhus", "A"));
        FakeTable other = ofMembers("w2", "Hele landet,Norddjurs", "B");
        other.areas.add("Aarhus");

        assertThat(bench.taken(other).opened()).isEqualTo(18);
    }

    @Test
    void anAreaThatIsGoneFromWhatBothPlansAskForIsRefused() {
        bench.taken(ofMembers("w1", "Hele landet,Norddjurs,Aarhus", "A", "B"));
        FakeTable other = ofMembers("w2", "Hele landet,Norddjurs", "B", "C");
        other.areas.add("Aarhus");

        assertRefused(bench.take(other), Outcome.SHRUNK, "lost 1 of 3 areas: 751");
    }

    @Test
    void anotherPlanThatAsksByOtherAreasHasNotShrunk() {
        bench.taken(ofMembers("w1", "Hele landet,Norddjurs,Aarhus", "A"));
        FakeTable jobcentres = ofMembers("w2", "Hele landet,Aarhus", "A");
        jobcentres.areaHierarchy = "_jobcent";

        assertThat(bench.taken(jobcentres).closed()).isEqualTo(9);
    }

    @Test
    void aReadingWithoutAnyRowIsRefusedTheFirstOneToo() {
        FakeTable empty = one(1, 1);
        empty.rows.clear();

        assertRefused(bench.take(empty), Outcome.MISMATCH, "its 1 answers hold no row");
        assertThat(bench.staging.held("t1")).isEmpty();
        bench.taken(one(100, 7));
        List<String> before = bench.observations();
        assertRefused(bench.take(empty), Outcome.MISMATCH, "its 1 answers hold no row");
        assertThat(bench.observations()).isEqualTo(before);
    }

    @Test
    void anOperatorMayAcceptThatATableShrankAndARebuildDoesToo() {
        bench.taken(hundred(0));
        assertRefused(bench.take(hundred(3)), Outcome.SHRUNK, "97 rows");
        bench.nextDay();

        Taking taking = bench.staging.take(bench.reading(hundred(3)), true, Progress.NONE);

        assertThat(taking).asInstanceOf(type(Taking.Taken.class)).satisfies(taken -> {
            assertThat(taken.closed()).isEqualTo(3);
            assertThat(taken.notes()).singleElement().asString().contains("97 rows where it had 100", "accept-shrunk");
        });
        List<String> before = bench.observations();
        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(bench.observations()).isEqualTo(before);
        assertThat(bench.taken(hundred(3)).notes()).isEmpty();
    }

    @Test
    void whatATakenReadingRestsOnStaysGoodWhenALaterOneIsRefused() {
        FakeTable table = hundred(0);
        bench.taken(table);
        bench.take(hundred(3)); // its earlier parts are the same bytes
        bench.store.judged(
                bench.reading(table).parts().get(0), Outcome.MISMATCH, 0, "the same bytes under other metadata");
        bench.staging.catchUp(Progress.NONE);

        assertThat(bench.rows("select outcome from bi.delivery where request like '%/data/%' order by fetched_at"))
                .containsExactly("OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "OK", "SHRUNK", "SHRUNK");
    }

    @Test
    void metadataThatDoesNotSayWhichTableItIsOfIsTaken() {
        FakeTable table = one(100, 7);
        table.saysItsId = false;

        assertThat(bench.taken(table).opened()).isEqualTo(2);
        bench.staging.takeCatalogue(bench.catalogue(table));
        assertThat(at(table.selector("antal", null)).standing()).isEqualTo(SeriesKnown.Standing.HELD);
    }

    @Test
    void aKindOfPeriodThatCannotBeReadDoesNotConcernTheOthers() {
        FakeTable table = one(100, 7);
        table.furtherPeriods = ",{\"periodtype_id\":\"MYTD\",\"values\":[{\"period_id\":\"2026M08\"}]}";

        assertThat(bench.taken(table).opened()).isEqualTo(2);
    }

    @Test
    void aLabelThatChangedByCaseOrSpacesIsANoteAndTheSameObservation() {
        bench.taken(one(100, 7));
        FakeTable table = one(100, 7);
        table.labelsInRows.put(ND, " norddjurs");

        Taking.Taken taken = bench.taken(table);

        assertThat(taken.unchanged()).isEqualTo(2);
        assertThat(taken.notes()).singleElement().asString().contains("norddjurs");
    }

    @Test
    void aLabelTheTableDoesNotHaveRefusesIt() {
        bench.taken(one(100, 7));
        FakeTable table = one(100, 7);
        table.labelsInRows.put(ND, "Syddjurs");

        assertRefused(bench.take(table), Outcome.MISMATCH, "Syddjurs");
    }

    @Test
    void partsThatDoNotBelongToTheMetadataAreRefused() {
        bench.nextDay();
        dk.maaltal.source.jobindsats.Reading whole = bench.reading(two(List.of("antal"), List.of("A"), 5));
        dk.maaltal.source.Answer other = bench.reading(
                        FakeTable.plain("t1", DK, ND).row("2024M01", DK, 1))
                .metadata();

        Taking taking = bench.staging.take(
                new dk.maaltal.source.jobindsats.Reading("t1", bench.update, null, "w1", other, whole.parts()),
                Progress.NONE);

        assertRefused(taking, Outcome.MISMATCH, "_slags");
    }

    @Test
    void areasThatAreNotKeptAreLeftOut() {
        FakeTable table = one(100, 7);
        table.areas.add("Uoplyst område");
        table.row("2024M01", "Uoplyst område", 2);

        Taking.Taken taken = bench.taken(table);

        assertThat(taken.opened()).isEqualTo(2);
        assertThat(taken.rows()).isEqualTo(2);
        assertThat(bench.observations()).hasSize(2).noneMatch(line -> line.contains("Uoplyst"));
    }

    private static FakeTable two(List<String> measures, List<String> members, int value) {
        FakeTable table = new FakeTable("t1", measures, members, DK, ND);
        for (String area : table.areas) {
            for (String member : members) {
                Number[] values = new Number[measures.size()];
                java.util.Arrays.fill(values, value);
                table.rowOf("2024M01", area, member, values);
            }
        }
        return table;
    }

    @Test
    void aMeasureThatVanishedStaysAsLastKnownAndIsBehind() {
        FakeTable before = two(List.of("antal", "andel"), List.of("A"), 5);
        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(before));
        bench.taken(before);
        bench.staging.takeCatalogue(bench.catalogue(before));
        FakeTable after = two(List.of("antal"), List.of("A"), 6);
        after.rowOf("2024M02", DK, "A", 6).rowOf("2024M02", ND, "A", 6);
        bench.taken(after);
        bench.staging.takeCatalogue(bench.catalogue(before));

        SeriesKnown gone = at(before.selector("andel", "A"));
        assertThat(gone.standing()).isEqualTo(SeriesKnown.Standing.HELD);
        assertThat(gone.behind()).isTrue();
        assertThat(gone.lags()).containsExactly(SeriesKnown.Lag.VANISHED);
        assertThat(gone.problem()).asString().contains("andel");
        assertThat(gone.tablePeriods()).containsExactly(ReferencePeriod.parse("2024M01"));
        assertThat(gone.at("707", ReferencePeriod.parse("2024M01"))
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo("5");
        SeriesKnown there = at(before.selector("antal", "A"));
        assertThat(there.behind()).isFalse();
        assertThat(there.at("707", ReferencePeriod.parse("2024M01"))
                        .orElseThrow()
                        .value())
                .isEqualByComparingTo("6");
        assertThat(bench.rows("select known_to from bi.observation where measure_key = 'g_andel/andel'"))
                .containsOnlyNulls();
    }

    @Test
    void aMemberThatVanishedIsNoShrinkageAndStaysAsLastKnown() {
        FakeTable before = two(List.of("antal"), List.of("A", "B"), 5);
        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(before));
        bench.taken(before);
        FakeTable after = two(List.of("antal"), List.of("A"), 6);
        bench.taken(after);
        bench.staging.takeCatalogue(bench.catalogue(before));

        assertThat(at(before.selector("antal", "B")).behind()).isTrue();
        assertThat(at(before.selector("antal", "B")).at("707", ReferencePeriod.parse("2024M01")))
                .get()
                .extracting(o -> java.util.Objects.requireNonNull(o.value()).intValue())
                .isEqualTo(5);
        assertThat(at(before.selector("antal", "A")).behind()).isFalse();
    }

    @Test
    void whatWasNotAskedForIsNotKnownThoughTheTableHasIt() {
        FakeTable table = two(List.of("antal"), List.of("A", "B"), 5);
        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(table));
        // The request names A and B; the total is left to another plan.
        bench.taken(table);

        SeriesKnown total = at(table.selector("antal", null));
        assertThat(total.standing()).isEqualTo(SeriesKnown.Standing.NEVER_HELD);
        assertThat(total.observations()).isEmpty();
    }

    @Test
    void tablesAreKnownByTheCatalogueOfTheDay() {
        FakeTable table = one(100, 7);
        assertThat(at(table.selector("antal", null)).standing()).isEqualTo(SeriesKnown.Standing.UNRESOLVED);
        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(table));
        java.time.Instant listed = bench.clock.instant();
        assertThat(at(table.selector("antal", null)).standing()).isEqualTo(SeriesKnown.Standing.NEVER_HELD);
        bench.taken(table);
        bench.staging.takeCatalogue(bench.catalogue(table));
        SeriesKnown held = at(table.selector("antal", null));
        assertThat(held.standing()).isEqualTo(SeriesKnown.Standing.HELD);
        assertThat(held.behind()).isFalse();
        assertThat(held.areas()).isEqualTo(Set.of("DK", "707"));
        assertThat(held.updatedOn()).isEqualTo(bench.update);
        assertThat(held.updateNext()).isEqualTo(bench.update.plusMonths(1));

        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(table));
        SeriesKnown behind = at(table.selector("antal", null));
        assertThat(behind.behind()).isTrue();
        assertThat(behind.lags()).containsExactly(SeriesKnown.Lag.NOT_TAKEN);
        assertThat(behind.problem()).asString().contains("is not taken");
        assertThat(behind.at("707", ReferencePeriod.parse("2024M01"))).isPresent();

        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(FakeTable.plain("t2")));
        Known now = bench.staging.at(bench.clock.instant());
        assertThat(now.offers(table.selector("antal", null).table())).isFalse();
        assertThat(at(table.selector("antal", null)).lags())
                .containsExactlyInAnyOrder(SeriesKnown.Lag.UNLISTED, SeriesKnown.Lag.NOT_TAKEN);
        assertThat(at(table.selector("antal", null)).at("707", ReferencePeriod.parse("2024M01")))
                .isPresent();

        Known then = bench.staging.at(listed);
        assertThat(then.offers(table.selector("antal", null).table())).isTrue();
        assertThat(then.series(table.selector("antal", null)).standing()).isEqualTo(SeriesKnown.Standing.NEVER_HELD);
    }

    @Test
    void aRefusedReadingIsTheProblemOfWhatItLeavesBehind() {
        FakeTable table = hundred(0);
        bench.nextDay();
        bench.staging.takeCatalogue(bench.catalogue(table));
        bench.taken(table);
        bench.take(hundred(10));
        bench.staging.takeCatalogue(bench.catalogue(table));

        SeriesKnown known = at(table.selector("antal", null));
        assertThat(known.behind()).isTrue();
        assertThat(known.problem()).asString().contains("90 rows where it had 100");
    }

    @Test
    void howTheRequestsAreCutMakesNoDifference() {
        FakeTable table = hundred(0);
        bench.taken(table);
        table.periodsInPart = 25;
        assertThat(bench.taken(table)).isEqualTo(new Taking.Taken(0, 0, 100, 100, List.of()));
        table.periodsInPart = 1;
        assertThat(bench.taken(table)).isEqualTo(new Taking.Taken(0, 0, 100, 100, List.of()));
    }

    @Test
    void theContractsColumnsHaveTheirNamesAndTypes() {
        bench.taken(one(100, 7));

        assertThat(columns("bi.observation"))
                .containsExactly(
                        "source varchar",
                        "table_id varchar",
                        "measure_key varchar",
                        "area_code varchar",
                        "area_name varchar",
                        "dimensions varchar",
                        "reference_period varchar",
                        "value decimal(18,4)",
                        "state varchar",
                        "known_from timestamp with time zone",
                        "known_to timestamp with time zone",
                        "delivery_sha256 varchar");
        assertThat(columns("bi.delivery"))
                .containsExactly(
                        "sha256 varchar",
                        "source varchar",
                        "request varchar",
                        "fetched_at timestamp with time zone",
                        "source_updated_on date",
                        "bytes bigint",
                        "rows bigint",
                        "outcome varchar");
    }

    private List<String> columns(String view) {
        return bench.db.sql("select * from " + view).query(rs -> {
            List<String> columns = new java.util.ArrayList<>();
            for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                var metadata = rs.getMetaData();
                String type = switch (metadata.getColumnType(i)) {
                    case java.sql.Types.VARCHAR -> "varchar";
                    case java.sql.Types.NUMERIC, java.sql.Types.DECIMAL ->
                        "decimal(%d,%d)".formatted(metadata.getPrecision(i), metadata.getScale(i));
                    case java.sql.Types.DATE -> "date";
                    case java.sql.Types.BIGINT -> "bigint";
                    default ->
                        metadata.getColumnTypeName(i).equals("timestamptz")
                                        || metadata.getColumnType(i) == java.sql.Types.TIMESTAMP_WITH_TIMEZONE
                                ? "timestamp with time zone"
                                : metadata.getColumnTypeName(i);
                };
                columns.add(metadata.getColumnLabel(i).toLowerCase(java.util.Locale.ROOT) + " " + type);
            }
            return columns;
        });
    }

    private SeriesKnown at(dk.maaltal.series.SeriesSelector selector) {
        return bench.staging.at(bench.clock.instant().plusSeconds(60)).series(selector);
    }

    private static void assertRefused(Taking taking, Outcome outcome, String what) {
        assertThat(taking).asInstanceOf(type(Taking.Refused.class)).satisfies(refused -> {
            assertThat(refused.outcome()).isEqualTo(outcome);
            assertThat(refused.problem().toString()).contains(what);
        });
    }
}
