package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.cvr.Cvr;
import dk.maaltal.source.cvr.UnitFetch;
import dk.maaltal.source.cvr.UnitFetcher;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.testing.OnBothDatabases;
import dk.maaltal.testing.TestDatabase;
import dk.maaltal.testing.registers.CvrFault;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.Unit;
import dk.maaltal.testing.registers.UnitWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CVR's workplaces as they were known at a time. */
@OnBothDatabases
class UnitsTest {
    @TempDir
    Path home;

    private Workbench bench;
    private final UnitWorld world = new UnitWorld(707, 1);
    private CvrSimulator virk;

    @BeforeEach
    void open() throws IOException {
        bench = new Workbench(home, TestDatabase.fresh());
        virk = CvrSimulator.start(world, 0);
    }

    @AfterEach
    void close() {
        virk.close();
        bench.close();
    }

    private UnitFetcher fetcher(int pageSize) {
        return Cvr.fetcher(Cvr.settings(virk.url(), pageSize), bench.store, bench.clock);
    }

    private UnitFetch.Complete fetch(int pageSize) {
        UnitFetch fetch = fetcher(pageSize).fetch("707", List.of());
        assertThat(fetch).isInstanceOf(UnitFetch.Complete.class);
        return (UnitFetch.Complete) fetch;
    }

    private Taking.Taken take(int pageSize) {
        bench.nextDay();
        return taken(bench.staging.take(fetch(pageSize).reading(), List.of(), false));
    }

    private static Taking.Taken taken(Taking taking) {
        assertThat(taking).isInstanceOf(Taking.Taken.class);
        return (Taking.Taken) taking;
    }

    private UnitsKnown now() {
        return bench.staging.units().orElseThrow();
    }

    private UnitsKnown at(Instant asOf) {
        return new UnitsThen(bench.db).at(asOf).orElseThrow();
    }

    /** Another CVR from here on, with the first units of the world. */
    private void onlyTheFirst(List<Unit> units) {
        virk.close();
        UnitWorld some = new UnitWorld(1);
        some.moveTo(world.today());
        units.forEach(some::with);
        try {
            virk = CvrSimulator.start(some, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Unit> large(int count) {
        return new UnitWorld(5, 10)
                .all().stream()
                        .filter(unit -> unit.kind() == Unit.Kind.BIG)
                        .limit(count)
                        .toList();
    }

    private List<String> everything() {
        List<String> rows = new ArrayList<>(
                bench.rows(
                        "select concat_ws(' ', municipality, p_number, known_from, coalesce(cast(known_to as varchar), '-'), facts) from cvr_unit order by municipality, p_number, known_from"));
        rows.addAll(bench.rows("select concat_ws(' ', p_number, known_from) from cvr_elsewhere order by p_number"));
        rows.addAll(bench.rows(
                "select concat_ws(' ', register, extract_date, sha256, known_from) from cvr_looked_up order by 1"));
        rows.addAll(
                bench.rows(
                        "select concat_ws(' ', reading_id, municipality, known_from, outcome, problem, unit_count, opened, closed) from cvr_reading order by reading_id"));
        rows.addAll(
                bench.rows(
                        "select concat_ws(' ', reading_id, place, delivery_id) from cvr_reading_answer order by reading_id, place"));
        rows.addAll(bench.rows(
                "select concat_ws(' ', sha256, source, request, outcome, rows) from bi.delivery order by 1"));
        rows.addAll(bench.rows("select concat_ws(' ', lines, bytes, last_sha256) from journal_position"));
        return rows;
    }

    @Test
    void aReadingIsKnownFromThenOn() {
        assertThat(bench.staging.units()).isEmpty();
        Taking.Taken taken = take(500);
        UnitFetch.Complete fetched = fetch(500);

        UnitsKnown known = now();
        assertThat(known.units()).isEqualTo(fetched.units()).hasSizeGreaterThan(10);
        assertThat(known.municipality()).isEqualTo("707");
        assertThat(known.fetchedOn()).isEqualTo(LocalDate.parse("2026-01-02"));
        assertThat(known.elsewhere()).isEmpty();
        assertThat(known.files())
                .containsExactly(
                        new UnitsKnown.Delivery(fetched.reading().pages().get(0).sha256(), bench.clock.instant()));
        assertThat(taken.opened()).isEqualTo(known.units().size());
        assertThat(taken.rows()).isEqualTo(known.units().size());
        assertThat(taken.notes()).isEmpty();
        assertThat(new UnitsThen(bench.db).at(bench.clock.instant().minusNanos(1000)))
                .isEmpty();
        assertThat(bench.rows("select distinct concat_ws(' ', source, outcome) from bi.delivery"))
                .containsExactly("cvr OK");
    }

    @Test
    void aLateEveningInDanishSummerIsTheNextDay() {
        bench.clock.advance(Duration.between(bench.clock.instant(), Instant.parse("2026-06-30T22:30:00Z")));
        taken(bench.staging.take(fetch(500).reading(), List.of(), false));

        assertThat(now().fetchedOn()).isEqualTo(LocalDate.parse("2026-07-01"));
    }

    @Test
    void onlyWhatChangedOpensAndCloses() {
        world.moveTo(LocalDate.parse("2022-03-25"));
        take(500);
        Instant first = bench.clock.instant();
        UnitsKnown before = now();
        world.moveTo(LocalDate.parse("2022-04-25"));
        Taking.Taken second = take(7);
        UnitsKnown after = now();

        long changed = after.units().stream()
                .filter(unit -> !before.units().contains(unit))
                .count();
        assertThat(second.opened()).isEqualTo(changed).isPositive();
        assertThat(second.unchanged())
                .isEqualTo(after.units().size() - changed)
                .as("those whose series ended, or that closed")
                .isPositive();
        assertThat(at(first)).isEqualTo(before);
        assertThat(at(bench.clock.instant())).isEqualTo(after);
        assertThat(after.files()).hasSizeGreaterThan(1);
    }

    @Test
    void theSameAnswersTheNextNightChangeNothing() {
        take(500);
        List<String> units =
                bench.rows("select concat_ws(' ', p_number, known_from, known_to, facts) from cvr_unit order by 1");

        Taking.Taken again = take(500);

        assertThat(again.opened()).isZero();
        assertThat(again.closed()).isZero();
        assertThat(again.unchanged()).isEqualTo(units.size());
        assertThat(bench.rows("select concat_ws(' ', p_number, known_from, known_to, facts) from cvr_unit order by 1"))
                .isEqualTo(units);
        assertThat(bench.rows("select sha256 from delivery")).hasSize(2);
        assertThat(now().fetchedOn()).isEqualTo(LocalDate.parse("2026-01-03"));
    }

    @Test
    void readingsAtOneInstantAreKnownOneAfterTheOther() {
        UnitReading reading = fetch(500).reading();
        bench.staging.take(reading, List.of(), false);
        bench.staging.take(reading, List.of(), false);

        assertThat(bench.rows("select cast(count(distinct known_from) as varchar) from cvr_reading"))
                .containsExactly("2");
    }

    @Test
    void aFifthMayVanishWithANoteAndNoMore() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten);
        take(500);
        onlyTheFirst(ten.subList(2, 10));
        assertThat(take(500).notes()).containsExactly("CVR no longer has 2 of the 10 workplaces known before");
        assertThat(now().units()).hasSize(8);
        Instant eight = bench.clock.instant();

        onlyTheFirst(ten.subList(4, 10));
        bench.nextDay();
        UnitReading six = fetch(500).reading();
        assertThat(bench.staging.take(six, List.of(), false)).isInstanceOfSatisfying(Taking.Refused.class, refused -> {
            assertThat(refused.outcome()).isEqualTo(Outcome.SHRUNK);
            assertThat(refused.problem().toString())
                    .contains("2 of the 8 workplaces known before are gone", "accept-shrunk")
                    .doesNotContainPattern("\\d{10}");
        });
        assertThat(now()).isEqualTo(at(eight));
        assertThat(bench.rows("select outcome from bi.delivery where sha256 = '%s'"
                        .formatted(six.pages().get(0).sha256())))
                .containsExactly("SHRUNK");

        Taking.Taken accepted = taken(bench.staging.take(six, List.of(), true));
        assertThat(accepted.notes().get(0)).contains("2 of the 8", "accept-shrunk is set");
        assertThat(now().units()).hasSize(6);
        List<String> before = everything();
        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aDeliveryThatAReadingRestsOnStaysGood() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten.subList(0, 5));
        take(500);
        String few = fetch(500).reading().pages().get(0).sha256();
        onlyTheFirst(ten);
        take(500);
        onlyTheFirst(ten.subList(0, 5));
        bench.nextDay();

        assertThat(bench.staging.take(fetch(500).reading(), List.of(), false)).isInstanceOf(Taking.Refused.class);

        assertThat(bench.rows("select outcome from bi.delivery where sha256 = '%s'".formatted(few)))
                .containsExactly("OK");
    }

    @Test
    void aUnitThatComesBackOpensAnew() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten);
        take(500);
        onlyTheFirst(ten.subList(1, 10));
        take(500);
        Instant without = bench.clock.instant();
        onlyTheFirst(ten);
        take(500);

        assertThat(at(without).units()).hasSize(9);
        assertThat(now().units()).hasSize(10);
        assertThat(bench.rows("select cast(count(*) as varchar) from cvr_unit")).containsExactly("11");
    }

    @Test
    void numbersThatWereLookedUpAreElsewhereUntilTheyAreUnits() {
        List<Unit> three = large(3);
        Unit far = new UnitWorld(9, 1)
                .all().stream()
                        .filter(unit -> unit.kind() == Unit.Kind.ELSEWHERE)
                        .findFirst()
                        .orElseThrow();
        Unit moved = new Unit(
                far.kind(),
                far.p(),
                far.enhed(),
                far.name(),
                far.lives(),
                List.of(new Unit.Place(707, far.places().get(0).days())),
                far.owners(),
                far.heads());
        onlyTheFirst(List.of(three.get(0), three.get(1), three.get(2), far));
        UnitFetch.Complete fetched = fetch(500);
        UnitFetch.Complete all = (UnitFetch.Complete) fetcher(500)
                .lookUp(fetched, Set.of(far.p(), 1_099_999_999L, three.get(0).p()));
        taken(bench.staging.take(all.reading(), List.of(), false));

        Instant first = bench.clock.instant();
        assertThat(now().elsewhere()).containsExactly(far.p());
        assertThat(now().files()).hasSize(2);
        assertThat(bench.rows("select request from bi.delivery where request like '%look-up%'"))
                .containsExactly("POST /cvr-permanent/produktionsenhed/_search look-up 1 of 1, 2 P-numbers");

        take(500);
        assertThat(now().elsewhere()).as("CVR forgets none").containsExactly(far.p());

        onlyTheFirst(List.of(three.get(0), three.get(1), three.get(2), moved));
        take(500);
        assertThat(now().elsewhere()).isEmpty();
        assertThat(now().units()).hasSize(4);
        assertThat(at(first).elsewhere()).containsExactly(far.p());
    }

    @Test
    void whichExtractsWereLookedUpIsKnownFromTheReadingOnAndNoNumberIsKept() {
        Extract offers = new Extract("tilbud", LocalDate.parse("2026-01-01"), "a".repeat(64));
        Extract corrected = new Extract("tilbud", LocalDate.parse("2026-01-01"), "b".repeat(64));
        Extract absences = new Extract("sygefravaer", LocalDate.parse("2026-01-01"), "c".repeat(64));
        take(500);
        Instant before = bench.clock.instant();
        bench.nextDay();
        UnitFetch.Complete asked =
                (UnitFetch.Complete) fetcher(500).lookUp(fetch(500), Set.of(1_099_999_998L, 1_099_999_999L));
        taken(bench.staging.take(asked.reading(), List.of(offers, absences), false));
        Instant first = bench.clock.instant();
        bench.nextDay();
        taken(bench.staging.take(asked.reading(), List.of(corrected, absences), false));
        take(500);

        assertThat(at(before).lookedUp()).isEmpty();
        assertThat(at(first).lookedUp()).containsExactlyInAnyOrder(offers, absences);
        assertThat(now().lookedUp()).containsExactlyInAnyOrder(offers, absences, corrected);
        assertThat(everything()).noneMatch(row -> row.contains("10999999"));
        assertThat(home.resolve("deliveries/journal.jsonl")).content().doesNotContain("10999999");

        List<String> everything = everything();
        bench.restart();
        bench.staging.rebuild(Progress.NONE);
        assertThat(everything()).isEqualTo(everything);
    }

    @Test
    void aRefusedReadingLooksNothingUp() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten);
        take(500);
        onlyTheFirst(ten.subList(5, 10));
        Extract offers = new Extract("tilbud", LocalDate.parse("2026-01-01"), "a".repeat(64));

        assertThat(bench.staging.take(fetch(500).reading(), List.of(offers), false))
                .isInstanceOf(Taking.Refused.class);

        assertThat(now().lookedUp()).isEmpty();
    }

    @Test
    void aWorkplaceThatVanishedIsStillOnesThatCvrKnows() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten);
        take(500);
        onlyTheFirst(ten.subList(1, 10));
        take(500);

        assertThat(now().elsewhere()).containsExactly(ten.get(0).p());
    }

    @Test
    void anotherMunicipalityIsReadForItself() {
        take(500);
        List<ProductionUnit> own = now().units();
        bench.nextDay();
        UnitFetch other = fetcher(500).fetch("730", List.of(own.get(0).pNumber()));
        taken(bench.staging.take(((UnitFetch.Complete) other).reading(), List.of(), false));
        assertThat(now().municipality()).isEqualTo("730");

        assertThat(take(500).opened()).as("nothing new in 707").isZero();
        assertThat(now().units()).isEqualTo(own);
    }

    @Test
    void aReadingThatLacksAPageIsRefusedAndLaterOnesAreTaken() {
        UnitReading whole = fetch(7).reading();
        UnitReading cut = new UnitReading("707", whole.pages().subList(0, 1), List.of());

        assertThat(bench.staging.take(cut, List.of(), false))
                .isInstanceOfSatisfying(
                        Taking.Refused.class,
                        refused -> assertThat(refused.outcome()).isEqualTo(Outcome.CONFLICT));
        assertThat(bench.staging.units()).isEmpty();
        taken(bench.staging.take(whole, List.of(), false));
    }

    @Test
    void aRebuildMakesTheSameAndSoDoesAnEmptyDatabase() {
        world.moveTo(LocalDate.parse("2022-03-25"));
        take(7);
        world.moveTo(LocalDate.parse("2022-05-25"));
        take(5);
        bench.nextDay();
        UnitFetch.Complete third = (UnitFetch.Complete) fetcher(500)
                .lookUp(fetch(500), world.all().stream().map(Unit::p).toList());
        taken(bench.staging.take(third.reading(), List.of(), false));
        List<String> before = everything();
        assertThat(before).hasSizeGreaterThan(40);

        bench.restart();
        bench.staging.rebuild(Progress.NONE);

        assertThat(everything()).isEqualTo(before);
        try (Workbench other = new Workbench(home, TestDatabase.fresh())) {
            other.staging.catchUp(Progress.NONE);
            Workbench first = bench;
            bench = other;
            assertThat(everything()).isEqualTo(before);
            bench = first;
        }
    }

    @Test
    void aReadingThatWasCutOffGoesOnWithItsPages() {
        List<ProductionUnit> all = fetch(500).units();
        virk.forgetCalls();
        virk.misbehave(CvrFault.UNAVAILABLE, 3, Integer.MAX_VALUE);
        assertThat(fetcher(4).fetch("707", List.of())).isInstanceOf(UnitFetch.Failed.class);
        assertThat(all).hasSizeGreaterThan(12);

        virk.behave();
        virk.forgetCalls();
        bench.restart();
        bench.clock.advance(Duration.ofMinutes(10));
        UnitFetch.Complete complete = fetch(4);

        assertThat(complete.units()).isEqualTo(all);
        assertThat(virk.calls())
                .as("two pages are there; the rest, and the one that is known to be there")
                .hasSize((all.size() + 3) / 4 - 2 + 1);
        assertThat(complete.reading().pages()).extracting(Answer::at).isSorted();
        taken(bench.staging.take(complete.reading(), List.of(), false));
        assertThat(now().units()).isEqualTo(all);

        virk.forgetCalls();
        fetch(4);
        assertThat(virk.calls()).as("a new reading is read anew").hasSize((all.size() + 3) / 4 + 1);
    }

    @Test
    void pagesThatAreOldAreReadAnew() {
        virk.misbehave(CvrFault.UNAVAILABLE, 3, Integer.MAX_VALUE);
        fetcher(4).fetch("707", List.of());
        virk.behave();
        virk.forgetCalls();
        bench.restart();
        bench.clock.advance(Duration.ofMinutes(31));

        int pages = fetch(4).reading().pages().size();

        assertThat(virk.calls()).hasSize(pages + 1);
    }

    @Test
    void pagesThatNoLongerFitAreReadAnew() {
        List<Unit> ten = large(10);
        onlyTheFirst(ten);
        virk.misbehave(CvrFault.UNAVAILABLE, 3, Integer.MAX_VALUE);
        fetcher(4).fetch("707", List.of());
        onlyTheFirst(ten.subList(0, 9));
        bench.restart();

        UnitFetch.Complete complete = fetch(4);

        assertThat(complete.units()).hasSize(9);
        taken(bench.staging.take(complete.reading(), List.of(), false));
    }
}
