package dk.maaltal.source.cvr;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dk.maaltal.register.ProductionUnit;
import dk.maaltal.source.Answer;
import dk.maaltal.source.FakePause;
import dk.maaltal.source.MemoryKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.testing.registers.CvrFault;
import dk.maaltal.testing.registers.CvrSimulator;
import dk.maaltal.testing.registers.Unit;
import dk.maaltal.testing.registers.UnitWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitFetchTest {
    private static final String TYPED = "/cvr-permanent/produktionsenhed/_search";

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final Clock clock = Clock.fixed(Instant.parse("2025-03-20T02:00:00Z"), ZoneOffset.UTC);
    private final MemoryKeeper keeper = new MemoryKeeper(clock);
    private final FakePause pause = new FakePause();
    private final UnitWorld world = new UnitWorld(2024, 3);
    private CvrSimulator virk;

    @BeforeEach
    void start() throws IOException {
        virk = CvrSimulator.start(world, 0);
    }

    @AfterEach
    void stop() {
        virk.close();
    }

    private UnitFetcher fetcher(int pageSize) {
        return Cvr.fetcher(Cvr.settings(virk.url(), pageSize), keeper, clock, pause);
    }

    private static UnitFetch.Complete complete(UnitFetch fetch) {
        assertThat(fetch).isInstanceOf(UnitFetch.Complete.class);
        return (UnitFetch.Complete) fetch;
    }

    private static Consumer<UnitFetch> failed(Outcome outcome, String said) {
        return fetch -> assertThat(fetch).isInstanceOfSatisfying(UnitFetch.Failed.class, failed -> {
            assertThat(failed.problem().toString())
                    .contains(said)
                    .doesNotContain(CvrSimulator.PASSWORD)
                    .doesNotContainPattern("\\d{10}");
            assertThat(failed.outcome()).isEqualTo(outcome);
            assertThat(failed.problem().where()).startsWith("cvr, ");
            assertThat(failed.problem().expected()).isNotEmpty();
            assertThat(failed.problem().next()).isNotEmpty();
        });
    }

    /** Those that ever lay in Norddjurs and ever had, or may have had, more than 50. */
    private List<Long> expected() {
        return world.on(world.today()).stream()
                .filter(unit -> unit.places().stream().anyMatch(place -> place.municipality() == UnitWorld.OWN))
                .filter(unit -> unit.heads().values().stream()
                        .anyMatch(heads -> heads.employees() != null && heads.employees() > 50
                                || heads.band() != null && heads.band().matches("ANTAL_(50|[1-9]\\d\\d+)_.*")))
                .map(Unit::p)
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"500", "50", "7", "1"})
    void every_unit_that_ever_was_here_and_large_is_read_whatever_the_page(int pageSize) {
        UnitFetch.Complete complete = complete(fetcher(pageSize).fetch("707", List.of()));

        assertThat(complete.units())
                .extracting(ProductionUnit::pNumber)
                .containsExactlyElementsOf(expected())
                .hasSizeGreaterThan(30);
        int pages = (complete.units().size() + pageSize - 1) / pageSize;
        assertThat(complete.reading().pages()).hasSize(pages);
        assertThat(virk.calls()).hasSize(pages + 1).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.path()).isEqualTo(TYPED);
            assertThat(call.body()).doesNotContain("navne", "telefon", "Post", "deltager", "scroll", "track_total");
        });
        assertThat(keeper.outcomes()).hasSize(pages + 1).containsOnly(Outcome.OK);
        assertThat(keeper.judged.get(0).rows())
                .isEqualTo(Math.min(pageSize, complete.units().size()));
        assertThat(keeper.kept).extracting(Answer::source).containsOnly("cvr");
        assertThat(keeper.kept.get(0).request()).startsWith("POST " + TYPED + " {\"size\":" + pageSize + ",");
        assertThat(pause.pauses).containsOnly(Duration.ofMillis(400));
    }

    @Test
    void a_unit_is_what_the_world_says_it_is() {
        UnitFetch.Complete complete = complete(fetcher(500).fetch("707", List.of()));
        Map<Long, Unit> truth = new HashMap<>();
        world.on(world.today()).forEach(unit -> truth.put(unit.p(), unit));

        for (ProductionUnit unit : complete.units()) {
            Unit real = Objects.requireNonNull(truth.get(unit.pNumber()));
            for (var day = LocalDate.of(2010, 11, 1);
                    day.isBefore(world.today());
                    day = day.plusDays(day.getYear() < 2020 ? 300 : 1)) {
                assertThat(unit.activeOn(day)).isEqualTo(real.isActive(day));
                assertThat(unit.municipalityOn(day).equals(Optional.of("707")))
                        .as("%s on %s", real.kind(), day)
                        .isEqualTo(real.isIn(707, day));
                var today = day;
                unit.companyOn(day)
                        .ifPresent(cvr -> assertThat(real.isOf(cvr, today)).isTrue());
            }
            assertThat(unit.headcounts()).hasSameSizeAs(real.heads().keySet());
        }
    }

    @Test
    void units_known_before_are_asked_for_first_and_any_one_that_is_found_will_do() {
        long gone = world.unknown();
        complete(fetcher(500).fetch("707", List.of(gone, expected().get(3))));

        assertThat(virk.calls()).hasSize(3);
        assertThat(virk.calls().get(1).body()).contains("" + gone);
        assertThat(virk.calls().get(2).body()).contains("" + expected().get(3));
    }

    @Test
    void a_canary_that_is_set_must_be_found() {
        CvrSettings wrong =
                Cvr.settings(virk.url(), CvrSimulator.USER, CvrSimulator.PASSWORD, 500, "" + world.unknown());

        assertThat(Cvr.fetcher(wrong, keeper, clock, pause).fetch("707", expected()))
                .satisfies(failed(Outcome.EMPTY, "does not find the workplace"));
    }

    @Test
    void nothing_found_is_not_believed_where_nothing_is_known_to_be_there() {
        assertThat(fetcher(500).fetch("999", List.of()))
                .satisfies(failed(Outcome.EMPTY, "maaltal.sources.cvr.canary may name one"));
        assertThat(virk.calls()).extracting(CvrSimulator.Call::path).containsExactly(TYPED, "/cvr-permanent/_search");
    }

    @Test
    void nothing_found_is_believed_where_a_known_unit_is_found() {
        UnitFetch.Complete complete = complete(fetcher(500).fetch("999", expected()));

        assertThat(complete.units()).isEmpty();
        assertThat(complete.reading().pages()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1} after {2} requests")
    @CsvSource(delimiter = '|', textBlock = """
            UNAUTHORIZED   | UNAUTHORIZED | 1 | does not accept the user and password (401)
            FORBIDDEN      | FORBIDDEN    | 2 | refuses us (403)
            THROTTLED      | THROTTLED    | 4 | 429
            BROKEN         | SERVER_ERROR | 4 | search_phase_execution_exception: all shards failed
            UNAVAILABLE    | SERVER_ERROR | 4 | status 503
            RESET          | UNREACHABLE  | 4 | could not be made or was cut
            TRUNCATED      | TRUNCATED    | 4 | broke off
            CUT_JSON       | TRUNCATED    | 4 | breaks off
            NO_BODY        | EMPTY        | 4 | no text
            HTML           | NOT_JSON     | 4 | a web page
            PARTIAL_SHARDS | SERVER_ERROR | 4 | _shards.failed
            TIMED_OUT      | TIMEOUT      | 2 | timed_out
            """)
    void each_failure_has_its_outcome_its_text_and_its_number_of_tries(
            CvrFault fault, Outcome outcome, int tries, String said) {
        virk.misbehave(fault);

        assertThat(fetcher(500).fetch("707", expected())).satisfies(failed(outcome, said));
        int paths = outcome == Outcome.EMPTY ? 2 : 1;
        assertThat(virk.calls()).hasSize(tries * paths);
    }

    @Test
    void what_passes_is_read_all_the_same() {
        virk.misbehave(CvrFault.UNAVAILABLE, 2, 3);

        assertThat(complete(fetcher(7).fetch("707", List.of())).units())
                .hasSize(expected().size());
    }

    @Test
    void a_total_that_changes_between_pages_is_a_conflict() {
        virk.misbehave(CvrFault.TOTAL_CHANGES, 2, 100);

        assertThat(fetcher(7).fetch("707", List.of())).satisfies(failed(Outcome.CONFLICT, "on the first page and"));
        assertThat(keeper.outcomes()).containsExactly(Outcome.OK, Outcome.OK, Outcome.CONFLICT);
    }

    @Test
    void a_hit_that_is_lost_is_a_conflict() {
        virk.misbehave(CvrFault.HIT_LOST, 0, 1);

        assertThat(fetcher(500).fetch("707", List.of()))
                .satisfies(failed(
                        Outcome.CONFLICT,
                        "counts %d workplaces and gave %d"
                                .formatted(expected().size(), expected().size() - 1)));
    }

    @Test
    void an_index_that_finds_nothing_is_not_believed() {
        virk.misbehave(CvrFault.NO_HITS);

        assertThat(fetcher(500).fetch("707", expected()))
                .satisfies(failed(Outcome.EMPTY, "does not find the workplace"));
    }

    @Test
    void without_user_and_password_nothing_is_asked() {
        CvrSettings none = Cvr.settings(virk.url(), "", "", 500, "");

        assertThat(Cvr.fetcher(none, keeper, clock, pause).isConfigured()).isFalse();
        assertThat(Cvr.fetcher(none, keeper, clock, pause).fetch("707", List.of()))
                .isInstanceOfSatisfying(
                        UnitFetch.Failed.class,
                        failed -> assertThat(failed.problem().toString())
                                .contains("CVR is not configured", "cvrselvbetjening@erst.dk"));
        assertThat(virk.calls()).isEmpty();
    }

    @Test
    void where_the_typed_path_is_not_there_the_other_is_tried_once() {
        server.stubFor(post(urlEqualTo("/cvr-permanent/_search"))
                .willReturn(aResponse().withBody("""
                        {"hits":{"total":1,"hits":[
                         {"_source":{"VrproduktionsEnhed":{"pNummer":1012345678}},"sort":["1012345678"]}]}}""")));

        UnitFetcher fetcher = Cvr.fetcher(Cvr.settings(server.baseUrl() + "/", 500), keeper, clock, pause);
        UnitFetch.Complete fetched = complete(fetcher.fetch("707", List.of()));
        UnitFetch lookedUp = fetcher.lookUp(fetched, List.of(1000000001L));

        assertThat(fetched.units()).hasSize(1);
        assertThat(fetched.reading().pages().get(0).request()).startsWith("POST /cvr-permanent/_search {");
        server.verify(1, postRequestedFor(urlEqualTo(TYPED)));
        server.verify(3, postRequestedFor(urlEqualTo("/cvr-permanent/_search")));
        assertThat(lookedUp).satisfies(failed(Outcome.CONFLICT, "or gave others"));
    }

    @Test
    void credentials_do_not_follow_a_redirect() {
        server.stubFor(
                post(anyUrl()).willReturn(aResponse().withStatus(302).withHeader("Location", virk.url() + TYPED)));

        assertThat(Cvr.fetcher(Cvr.settings(server.baseUrl(), 500), keeper, clock, pause)
                        .fetch("707", List.of()))
                .satisfies(failed(Outcome.REJECTED, "status 302"));
        assertThat(virk.calls()).isEmpty();
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void units_that_are_not_in_order_or_come_twice_are_a_conflict() {
        for (String numbers : List.of("1012345679,1012345678", "1012345678,1012345678")) {
            String[] two = numbers.split(",");
            server.stubFor(post(anyUrl()).willReturn(aResponse().withBody("""
                    {"hits":{"total":2,"hits":[{"_source":{"VrproduktionsEnhed":{"pNummer":%s}}},
                     {"_source":{"VrproduktionsEnhed":{"pNummer":%s}}}]}}""".formatted(two[0], two[1]))));

            assertThat(Cvr.fetcher(Cvr.settings(server.baseUrl(), 500), keeper, clock, pause)
                            .fetch("707", List.of()))
                    .satisfies(failed(Outcome.CONFLICT, "hit 2 of page 1"));
        }
    }

    @Test
    void a_search_for_one_that_finds_two_is_no_canary() {
        UnitWorld twice = new UnitWorld(1);
        Unit unit = world.all().get(0);
        try (CvrSimulator odd = CvrSimulator.start(twice.with(unit).with(unit), 0)) {
            CvrSettings settings =
                    Cvr.settings(odd.url(), CvrSimulator.USER, CvrSimulator.PASSWORD, 500, "" + unit.p());

            assertThat(Cvr.fetcher(settings, keeper, clock, pause).fetch("999", List.of()))
                    .satisfies(failed(Outcome.MISMATCH, "CVR finds others"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void other_numbers_are_looked_up_in_batches_and_the_kept_requests_hold_none() throws Exception {
        UnitFetcher fetcher = fetcher(500);
        UnitFetch.Complete fetched = complete(fetcher.fetch("707", List.of()));
        List<Long> elsewhere = world.on(world.today()).stream()
                .map(Unit::p)
                .filter(p -> !expected().contains(p))
                .toList();
        List<Long> wanted = new ArrayList<>(elsewhere);
        wanted.addAll(expected());
        LongStream.range(0, 2000).map(i -> 1_080_000_000L + i).forEach(wanted::add);
        virk.forgetCalls();

        UnitFetch.Complete done = complete(fetcher.lookUp(fetched, wanted));

        assertThat(elsewhere).isNotEmpty();
        assertThat(done.units()).isEqualTo(fetched.units());
        assertThat(done.reading().pages()).isEqualTo(fetched.reading().pages());
        assertThat(done.reading().found(keeper)).containsExactlyInAnyOrderElementsOf(elsewhere);
        assertThat(virk.calls())
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.body())
                        .containsPattern("\"size\":\\d+,\"sort\"")
                        .doesNotContain("" + expected().get(0)));
        assertThat(done.reading().lookups())
                .extracting(Answer::request)
                .containsExactly(
                        "POST %s look-up 1 of 3, 1000 P-numbers".formatted(TYPED),
                        "POST %s look-up 2 of 3, 1000 P-numbers".formatted(TYPED),
                        "POST %s look-up 3 of 3, %d P-numbers".formatted(TYPED, elsewhere.size()));
    }

    @Test
    void one_batch_that_fails_fails_the_look_up() {
        UnitFetcher fetcher = fetcher(500);
        UnitFetch.Complete fetched = complete(fetcher.fetch("707", List.of()));
        virk.misbehave(CvrFault.PARTIAL_SHARDS, 1, 100);

        assertThat(fetcher.lookUp(
                        fetched,
                        LongStream.range(0, 1500)
                                .map(i -> 1_080_000_000L + i)
                                .boxed()
                                .toList()))
                .satisfies(failed(Outcome.SERVER_ERROR, "_shards.failed"));
    }

    @Test
    void nothing_to_look_up_asks_nothing() {
        UnitFetcher fetcher = fetcher(500);
        UnitFetch.Complete fetched = complete(fetcher.fetch("707", List.of()));
        virk.forgetCalls();

        assertThat(fetcher.lookUp(fetched, Set.copyOf(expected()))).isEqualTo(fetched);
        assertThat(virk.calls()).isEmpty();
    }

    @Test
    void a_reading_is_read_back_as_it_was() throws Exception {
        UnitFetch.Complete complete = complete(fetcher(7).fetch("707", List.of()));

        assertThat(complete.reading().units(keeper)).isEqualTo(complete.units());
        UnitReading some = new UnitReading("707", complete.reading().pages().subList(0, 2), List.of());
        assertThatThrownBy(() -> some.units(keeper)).hasMessageContaining("and gave 14");
    }
}
