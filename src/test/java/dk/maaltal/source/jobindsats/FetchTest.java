package dk.maaltal.source.jobindsats;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dk.maaltal.problem.Mover;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.Answer;
import dk.maaltal.source.FakePause;
import dk.maaltal.source.MemoryKeeper;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FetchTest {
    private static final String TOKEN = "s3cr3t-t0ken";
    private static final CatalogueTable TABLE = new CatalogueTable(
            "y60a02", "Antal personer", "Kontanthjælp", "M", LocalDate.of(2026, 8, 20), LocalDate.of(2026, 9, 20));
    private static final List<SeriesSelector> WANTS =
            List.of(Tables.series(Frequency.M, Tables.labelled("fuldtid"), new MemberSelector("_viskat", "Jobparat")));
    private static final String GOOD = """
            {"columns":["Periode","Område","Visitation","Antal personer","Antal fuldtidspersoner"],
             "rows":[["2024M01","Norddjurs","Jobparat",147,12.5]]}""";

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private final Clock clock = Clock.fixed(Instant.parse("2026-09-01T02:00:00Z"), ZoneOffset.UTC);
    private final MemoryKeeper keeper = new MemoryKeeper(clock);
    private final FakePause pause = new FakePause();

    @BeforeEach
    void offerTheTable() {
        server.stubFor(get(urlPathEqualTo("/v3/table/y60a02")).willReturn(json(Tables.json(Tables.small()))));
    }

    private static ResponseDefinitionBuilder json(String body) {
        return aResponse().withStatus(200).withBody(body);
    }

    private JobindsatsSettings settings(String token, Duration total) {
        return settings(server.baseUrl() + "/v3/", token, total);
    }

    private static JobindsatsSettings settings(String url, String token, Duration total) {
        return new JobindsatsSettings(
                URI.create(url),
                Secret.of(token),
                30_000,
                1,
                Duration.ofSeconds(5),
                Duration.ofMillis(1500),
                4,
                total,
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                List.of());
    }

    private JobindsatsReader reader(JobindsatsSettings settings) {
        return new JobindsatsReader(settings, keeper, pause, new Random(1), clock);
    }

    private TableFetch fetch() {
        return fetch(settings(TOKEN, Duration.ofMinutes(45)));
    }

    private TableFetch fetch(JobindsatsSettings settings) {
        return new TableFetcher(reader(settings), settings.maxCells()).fetch(TABLE, WANTS);
    }

    /** The answers in order; the last one for good. */
    private void data(ResponseDefinitionBuilder... answers) {
        for (int i = 0; i < answers.length; i++) {
            server.stubFor(get(urlPathEqualTo("/v3/data/y60a02"))
                    .inScenario("data")
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "step " + i)
                    .willSetStateTo(
                            i == answers.length - 1 ? (i == 0 ? Scenario.STARTED : "step " + i) : "step " + (i + 1))
                    .willReturn(answers[i]));
        }
    }

    private int dataRequests() {
        return server.findAll(getRequestedFor(urlPathEqualTo("/v3/data/y60a02")))
                .size();
    }

    @Test
    void a_good_table_is_complete_kept_and_judged() {
        data(json(GOOD));

        TableFetch fetch = fetch();

        assertThat(fetch).isInstanceOfSatisfying(TableFetch.Complete.class, complete -> {
            assertThat(complete.notes()).isEmpty();
            Reading reading = complete.reading();
            assertThat(reading.tableId()).isEqualTo("y60a02");
            assertThat(reading.updateLatest()).isEqualTo(TABLE.updateLatest());
            assertThat(reading.wanted()).isEqualTo(TableFetcher.wanted(WANTS));
            assertThat(reading.metadata().request()).isEqualTo("GET /v3/table/y60a02?format=json");
            assertThat(reading.parts())
                    .extracting(Answer::request)
                    .containsExactly(
                            "GET /v3/data/y60a02?mgroup.*=*&period.M=2024M01,2024M02,2024M03&hierarchy._nykom=*"
                                    + "&hierarchy._viskat=/1/&format=json");
        });
        assertThat(keeper.outcomes()).containsExactly(Outcome.OK, Outcome.OK);
        assertThat(keeper.judged).extracting(MemoryKeeper.Judged::rows).containsExactly(0L, 1L);
        server.verify(getRequestedFor(urlPathEqualTo("/v3/data/y60a02"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withHeader("User-Agent", matching("Maaltal/\\S+ \\(\\+employment plan follow-up\\)"))
                .withQueryParam("hierarchy._viskat", equalTo("/1/")));
        assertThat(pause.pauses).isEmpty();
    }

    static Stream<Arguments> failures() {
        String cause = "{\"code\":422,\"cause\":\"Unknown hierarchies: ['_x']\",\"request_id\":\"abc-1\"}";
        return Stream.of(
                failure(
                        "401",
                        aResponse().withStatus(401).withBody("Missing bearer token"),
                        Outcome.UNAUTHORIZED,
                        1,
                        "does not accept the token"),
                failure(
                        "403",
                        aResponse().withStatus(403).withBody("You do not have permission"),
                        Outcome.FORBIDDEN,
                        3,
                        "You do not have permission"),
                failure("404", aResponse().withStatus(404), Outcome.NOT_FOUND, 1, "404"),
                failure(
                        "422",
                        aResponse().withStatus(422).withBody(cause),
                        Outcome.REJECTED,
                        1,
                        "Unknown hierarchies: ['_x'], request_id abc-1"),
                failure(
                        "422 periods",
                        aResponse()
                                .withStatus(422)
                                .withBody(
                                        "{\"cause\":\"Requested latest:40, but only 29 periods are available, max\"}"),
                        Outcome.REJECTED,
                        1,
                        "only 29 periods"),
                failure("429", aResponse().withStatus(429), Outcome.THROTTLED, 4, "429"),
                failure("500", aResponse().withStatus(500), Outcome.SERVER_ERROR, 4, "status 500"),
                failure(
                        "503",
                        aResponse().withStatus(503).withBody("<html>down</html>"),
                        Outcome.SERVER_ERROR,
                        4,
                        "status 503"),
                failure(
                        "302",
                        aResponse().withStatus(302).withHeader("Location", "http://elsewhere.invalid/"),
                        Outcome.REJECTED,
                        1,
                        "status 302"),
                failure("timeout", json(GOOD).withFixedDelay(2500), Outcome.TIMEOUT, 2, "did not answer in time"),
                failure("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Outcome.UNREACHABLE, 4, "cut"),
                failure("nothing", aResponse().withFault(Fault.EMPTY_RESPONSE), Outcome.UNREACHABLE, 4, "cut"),
                failure(
                        "broken chunk",
                        aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                        Outcome.TRUNCATED,
                        4,
                        "broke off"),
                failure("cut", json(GOOD.substring(0, GOOD.length() - 9)), Outcome.TRUNCATED, 4, "breaks off"),
                failure("empty", json(""), Outcome.EMPTY, 4, "no text"),
                failure("no content", aResponse().withStatus(204), Outcome.EMPTY, 4, "no text"),
                failure("html", json("<!doctype html><p>Vedligehold"), Outcome.NOT_JSON, 4, "a web page"),
                failure("mismatch", json(GOOD.replace("Norddjurs", "Atlantis")), Outcome.MISMATCH, 1, "Atlantis"));
    }

    private static Arguments failure(
            String name, ResponseDefinitionBuilder answer, Outcome outcome, int tries, String said) {
        return Arguments.of(name, answer, outcome, tries, said);
    }

    @ParameterizedTest(name = "{0}: {2} after {3} tries")
    @MethodSource("failures")
    void each_failure_has_its_outcome_its_text_and_its_number_of_tries(
            String name, ResponseDefinitionBuilder answer, Outcome outcome, int tries, String said) {
        data(answer);

        TableFetch fetch = fetch();

        assertThat(fetch).isInstanceOfSatisfying(TableFetch.Failed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(outcome);
            assertThat(failed.problem().what()).contains(said);
            assertThat(failed.problem().where()).startsWith("jobindsats, table y60a02, GET /v3/data/y60a02?");
            assertThat(failed.problem().expected()).isNotEmpty();
            assertThat(failed.problem().next()).isNotEmpty();
            assertThat(failed.problem().toString()).doesNotContain(TOKEN);
        });
        assertThat(dataRequests()).isEqualTo(tries);
        assertThat(pause.pauses).hasSize(tries - 1);
        boolean answered = outcome != Outcome.UNREACHABLE && outcome != Outcome.TIMEOUT;
        assertThat(keeper.outcomes().subList(1, keeper.outcomes().size()))
                .isEqualTo(Collections.nCopies(answered ? tries : 0, outcome));
    }

    @ParameterizedTest(name = "{0} once, then well")
    @MethodSource("failures")
    void what_may_pass_is_tried_again_and_passes(
            String name, ResponseDefinitionBuilder answer, Outcome outcome, int tries, String said) {
        data(answer, json(GOOD));

        assertThat(fetch() instanceof TableFetch.Complete).as(name).isEqualTo(tries > 1);
        assertThat(dataRequests()).isEqualTo(tries > 1 ? 2 : 1);
    }

    @Test
    void a_refused_connection_is_unreachable() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        JobindsatsSettings settings = settings("http://localhost:" + port, TOKEN, Duration.ofMinutes(45));

        assertThat(new CatalogueFetcher(reader(settings)).fetch())
                .isInstanceOfSatisfying(CatalogueFetch.Failed.class, failed -> {
                    assertThat(failed.outcome()).isEqualTo(Outcome.UNREACHABLE);
                    assertThat(failed.problem().what()).contains("could not be made");
                });
        assertThat(keeper.kept).isEmpty();
    }

    @ParameterizedTest(name = "closed after the first byte: {0}")
    @ValueSource(booleans = {true, false})
    void a_body_that_breaks_off_or_stops_is_kept_as_far_as_it_came(boolean closed) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread source = new Thread(() -> answerOneByte(socket, closed));
            source.start();

            CatalogueFetch fetch = new CatalogueFetcher(reader(
                            settings("http://localhost:" + socket.getLocalPort(), TOKEN, Duration.ofMinutes(45))))
                    .fetch();

            int tries = closed ? 4 : 2;
            assertThat(fetch).isInstanceOfSatisfying(CatalogueFetch.Failed.class, failed -> {
                assertThat(failed.outcome()).isEqualTo(closed ? Outcome.TRUNCATED : Outcome.TIMEOUT);
                assertThat(failed.problem().what()).contains("after 1 bytes", "(%d tries)".formatted(tries));
            });
            assertThat(keeper.kept).hasSize(tries).allSatisfy(answer -> {
                assertThat(answer.complete()).isFalse();
                assertThat(answer.bytes()).isEqualTo(1);
            });
            socket.close();
            source.join();
        }
    }

    /** Promises 5000 bytes and sends one. */
    private static void answerOneByte(ServerSocket socket, boolean closed) {
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                Socket connection = socket.accept();
                open.add(connection);
                connection.getInputStream().read(new byte[4096]);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n[".getBytes(StandardCharsets.US_ASCII));
                if (closed) {
                    connection.close();
                }
            }
        } catch (IOException e) {
            // the test is over
        } finally {
            open.forEach(FetchTest::close);
        }
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pauses_are_random_and_grow_no_larger_than_their_ceilings() {
        data(aResponse().withStatus(500));

        fetch();

        assertThat(pause.pauses.get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        assertThat(pause.pauses.get(1)).isBetween(Duration.ZERO, Duration.ofSeconds(10));
        assertThat(pause.pauses.get(2)).isBetween(Duration.ZERO, Duration.ofSeconds(20));
        assertThat(pause.pauses).doesNotHaveDuplicates();
    }

    static Stream<Arguments> retryAfters() {
        return Stream.of(
                Arguments.of("90", null, 90),
                Arguments.of("120", null, 120),
                Arguments.of("Tue, 01 Sep 2026 02:01:00 GMT", null, 60),
                Arguments.of("Fri, 04 Sep 2026 10:00:30 GMT", "Fri, 04 Sep 2026 10:00:00 GMT", 30));
    }

    @ParameterizedTest(name = "Retry-After: {0}, Date: {1} waits {2} s")
    @MethodSource("retryAfters")
    void the_source_is_left_alone_as_long_as_it_asks_up_to_two_minutes(
            String header, @Nullable String date, int seconds) {
        ResponseDefinitionBuilder answer = aResponse().withStatus(429).withHeader("Retry-After", header);
        data(date == null ? answer : answer.withHeader("Date", date), json(GOOD));

        assertThat(fetch()).isInstanceOf(TableFetch.Complete.class);
        assertThat(pause.pauses).containsExactly(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @ValueSource(strings = {"121", "9000", "Tue, 01 Sep 2026 04:30:00 GMT"})
    void a_source_that_wants_a_longer_pause_is_not_asked_again(String header) {
        data(aResponse().withStatus(429).withHeader("Retry-After", header), json(GOOD));
        JobindsatsSettings settings = settings(TOKEN, Duration.ofMinutes(45));
        TableFetcher fetcher = new TableFetcher(reader(settings), settings.maxCells());

        TableFetch fetch = fetcher.fetch(TABLE, WANTS);

        String until = header.equals("121") ? "121 s, until 2026-09-01 04:02" : "9000 s, until 2026-09-01 06:30";
        assertThat(fetch).isInstanceOfSatisfying(TableFetch.Failed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.THROTTLED);
            assertThat(failed.problem().what()).contains("left alone for " + until);
        });
        assertThat(pause.pauses).isEmpty();
        assertThat(dataRequests()).isEqualTo(1);
        // One table never stops the others.
        assertThat(fetcher.fetch(TABLE, WANTS)).isInstanceOf(TableFetch.Complete.class);
    }

    @Test
    void a_pause_that_lasts_longer_than_the_tables_time_is_not_waited_for() {
        data(aResponse().withStatus(429).withHeader("Retry-After", "100"), json(GOOD));

        assertThat(fetch(settings(TOKEN, Duration.ofSeconds(90)))).isInstanceOf(TableFetch.Failed.class);
        assertThat(pause.pauses).isEmpty();
    }

    @Test
    void metadata_that_does_not_say_which_table_it_is_of_is_that_of_the_table_asked_for() {
        server.stubFor(get(urlPathEqualTo("/v3/table/y60a02"))
                .willReturn(json(Tables.json(Tables.small()).replace("\"table_id\":\"y60a02\",", ""))));
        data(json(GOOD));

        assertThat(fetch()).isInstanceOf(TableFetch.Complete.class);
    }

    private void offerUnreadable(String type) {
        String unreadable = "{\"periodtype_id\":\"%s\",\"values\":[{\"period_id\":\"2026X08\"}]}".formatted(type);
        server.stubFor(get(urlPathEqualTo("/v3/table/y60a02"))
                .willReturn(json(
                        Tables.json(Tables.small()).replace("\"periods\":[", "\"periods\":[" + unreadable + ","))));
    }

    @Test
    void a_kind_of_period_that_cannot_be_read_and_is_not_wanted_is_a_note() {
        offerUnreadable("MYTD");
        data(json(GOOD));

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        TableFetch.Complete.class,
                        complete -> assertThat(complete.notes().toString())
                                .contains("the period '2026X08' stands under type MYTD: left out"));
    }

    @Test
    void a_kind_of_period_that_cannot_be_read_and_is_wanted_is_a_mismatch() {
        offerUnreadable("M");

        assertThat(fetch()).isInstanceOfSatisfying(TableFetch.Failed.class, failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.MISMATCH);
            assertThat(failed.problem().what()).contains("the period '2026X08' stands under type M");
        });
        assertThat(dataRequests()).isZero();
    }

    @Test
    void a_table_is_given_up_when_its_time_is_used_up() {
        data(aResponse().withStatus(429).withHeader("Retry-After", "100"));

        TableFetch fetch = fetch(settings(TOKEN, Duration.ofSeconds(150)));

        assertThat(fetch)
                .isInstanceOfSatisfying(
                        TableFetch.Failed.class,
                        failed -> assertThat(failed.problem().what()).contains("given up after 2 tries"));
        assertThat(pause.pauses).containsExactly(Duration.ofSeconds(100));
        assertThat(dataRequests()).isEqualTo(2);
    }

    @Test
    void a_request_that_is_too_large_is_halved_and_the_limit_holds_for_the_rest() {
        server.stubFor(get(urlPathEqualTo("/v3/data/y60a02"))
                .withQueryParam("period.M", matching(".*,.*"))
                .willReturn(aResponse().withStatus(422).withBody("{\"cause\":\"Too many cells\"}")));
        for (String month : List.of("2024M01", "2024M02", "2024M03")) {
            server.stubFor(get(urlPathEqualTo("/v3/data/y60a02"))
                    .withQueryParam("period.M", equalTo(month))
                    .willReturn(json(GOOD.replace("2024M01", month))));
        }

        TableFetch fetch = fetch();

        assertThat(fetch)
                .isInstanceOfSatisfying(
                        TableFetch.Complete.class,
                        complete -> assertThat(complete.reading().parts().stream()
                                        .map(part -> DataRequest.parse(part.request())
                                                .periods()))
                                .containsExactly(List.of("2024M01"), List.of("2024M02"), List.of("2024M03")));
        assertThat(pause.pauses).isEmpty();
        assertThat(keeper.outcomes()).contains(Outcome.TOO_LARGE);
    }

    @Test
    void a_request_that_is_too_large_however_small_fails() {
        data(aResponse().withStatus(422).withBody("{\"cause\":\"For mange celler\"}"));

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        TableFetch.Failed.class,
                        failed -> assertThat(failed.outcome()).isEqualTo(Outcome.TOO_LARGE));
        assertThat(dataRequests()).isBetween(2, 6);
    }

    @Test
    void what_the_table_does_not_have_is_a_note_and_the_rest_is_fetched() {
        data(json(GOOD));
        SeriesSelector vanished = Tables.series(
                Frequency.M, Tables.labelled("fuldtid"), new MemberSelector("_viskat", "Uddannelsesparat"));
        JobindsatsSettings settings = settings(TOKEN, Duration.ofMinutes(45));

        TableFetch fetch = new TableFetcher(reader(settings), 30_000).fetch(TABLE, List.of(WANTS.get(0), vanished));

        assertThat(fetch).isInstanceOfSatisfying(TableFetch.Complete.class, complete -> {
            assertThat(complete.reading().parts()).hasSize(1);
            assertThat(complete.notes().toString()).contains("has no 'Uddannelsesparat'");
        });
    }

    @Test
    void the_metadata_of_another_table_is_a_mismatch() {
        server.stubFor(get(urlPathEqualTo("/v3/table/y60a02"))
                .willReturn(json(Tables.json(Tables.small().withId("y60a03")))));

        assertThat(fetch())
                .isInstanceOfSatisfying(
                        TableFetch.Failed.class,
                        failed -> assertThat(failed.outcome()).isEqualTo(Outcome.MISMATCH));
        assertThat(dataRequests()).isZero();
    }

    @Test
    void without_a_token_nothing_is_asked_and_the_next_step_is_named() {
        for (String token : List.of("", "file:/nowhere/token", "two words")) {
            CatalogueFetch fetch = new CatalogueFetcher(reader(settings(token, Duration.ofMinutes(1)))).fetch();

            assertThat(fetch).isInstanceOfSatisfying(CatalogueFetch.Failed.class, failed -> {
                assertThat(failed.outcome()).isEqualTo(Outcome.UNAUTHORIZED);
                assertThat(failed.problem().mover()).isEqualTo(Mover.DECLARATION);
                assertThat(failed.problem().where()).isEqualTo("maaltal.sources.jobindsats.token");
                assertThat(failed.problem().next()).isNotEmpty();
            });
        }
        assertThat(server.getAllServeEvents()).isEmpty();
    }

    @Test
    void the_catalogue_is_read_and_kept() {
        server.stubFor(get(urlPathEqualTo("/v3/tables"))
                .withQueryParam("format", equalTo("json"))
                .willReturn(json("[{\"subject_name\":\"S\",\"tables\":[{\"table_id\":\"y01a02\"}]}]")));

        CatalogueFetch fetch = new CatalogueFetcher(reader(settings(TOKEN, Duration.ofMinutes(1)))).fetch();

        assertThat(fetch).isInstanceOfSatisfying(CatalogueFetch.Complete.class, complete -> {
            assertThat(complete.catalogue().tables())
                    .extracting(CatalogueTable::id)
                    .containsExactly("y01a02");
            assertThat(complete.answer().request()).isEqualTo("GET /v3/tables?format=json");
        });
    }

    @Test
    void an_answer_that_cannot_be_kept_stops_the_run_and_is_our_own_fault() {
        keeper.full = true;

        assertThatThrownBy(this::fetch)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().get(0).mover()).isEqualTo(Mover.US));
    }

    @Test
    void a_token_that_the_source_repeats_is_not_repeated_by_us() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withStatus(401).withBody("{\"cause\":\"bad token " + TOKEN + "\"}")));

        TableFetch fetch = fetch();

        assertThat(fetch.toString()).contains("bad token ***").doesNotContain(TOKEN);
        assertThat(keeper.judged.toString()).doesNotContain(TOKEN);
        assertThat(settings(TOKEN, Duration.ofMinutes(1)).toString()).doesNotContain(TOKEN);
    }

    @Test
    void what_is_wanted_has_one_digest_in_whichever_order() {
        SeriesSelector other = Tables.series(Frequency.Q, Tables.labelled("fuldtid"));

        assertThat(TableFetcher.wanted(List.of(WANTS.get(0), other)))
                .isEqualTo(TableFetcher.wanted(List.of(other, WANTS.get(0), other)))
                .isNotEqualTo(TableFetcher.wanted(WANTS));
    }
}
