package dk.maaltal.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JobindsatsSimulatorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALL = "mgroup.*=*&format=json&";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @SuppressWarnings("NullAway.Init")
    private JobindsatsSimulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = JobindsatsSimulator.start(7);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void theCatalogueNestsSubjectsGroupsAndTables() throws Exception {
        JsonNode catalogue = json("/tables?format=json");

        Set<String> ids = new HashSet<>();
        catalogue.forEach(s -> s.get("table_groups")
                .forEach(g -> g.get("tables").forEach(t -> {
                    ids.add(t.get("table_id").asString());
                    assertThat(t.get("update_latest").asString()).matches("2025-0[1-3]-[0-9]{2}|2024-.*");
                })));
        assertThat(ids)
                .contains(
                        "y30r21",
                        "y14kval01",
                        "mm13",
                        "y08a02",
                        "y09a02",
                        "jo01",
                        "y38b15",
                        "y60b15",
                        "y01b15",
                        "y07b15",
                        "otij01",
                        "y38a02",
                        "y60a02");
    }

    @Test
    void theValueIdOfNorddjursIsNotItsCodeAndDiffersFromTableToTable() throws Exception {
        String here = areaId("y60a02", "_nykom", "Norddjurs");
        String there = areaId("y09a02", "_nykom", "Norddjurs");

        assertThat(here).matches("/[0-9]+/").isNotEqualTo("/707/").isNotEqualTo(there);
        assertThat(areaId("jo01", "_jobcent", "Jobcenter Norddjurs")).matches("/[0-9]+/");
    }

    @Test
    void aQuestionHasOneColumnForEachAskedHierarchyAndNoneForTheRest() throws Exception {
        JsonNode data = json("/data/y60a02?" + ALL + "period.M=2024M12&hierarchy._nykom=/&hierarchy._viskat_1int=*");

        assertThat(texts(data.get("columns")))
                .containsExactly(
                        "Periode",
                        "Område",
                        "Visitationskategori",
                        "Antal personer",
                        "Antal fuldtidspersoner",
                        "Fuldtidspersoner i pct. af arbejdsstyrken",
                        "Fuldtidspersoner i pct. af befolkningen");
        assertThat(data.get("rows").size()).isEqualTo(6);
        long total = data.get("rows").get(0).get(4).asLong();
        long sum = 0;
        for (int i = 1; i < 6; i++) {
            sum += data.get("rows").get(i).get(4).asLong();
        }
        assertThat(sum).isEqualTo(total);
        assertThat(body("/data/y60a02?" + ALL + "period.M=2024M12&hierarchy._nykom=/")
                        .body())
                .containsPattern("\\[\"2024M12\",\"Hele landet\",\\d+,\\d+,\\d+\\.\\d,\\d+\\.\\d]");
    }

    @Test
    void percentEncodedAndRawQuestionsAreTheSame() throws Exception {
        String raw = "/data/y09a02?mgroup.*=*&period.M=2024M11,2024M12&hierarchy._nykom=/,/5/&format=json";
        String encoded =
                "/data/y09a02?mgroup.%2A=%2A&period.M=2024M11%2C2024M12&hierarchy._nykom=%2F%2C%2F5%2F&format=json";

        assertThat(body(encoded).body()).isEqualTo(body(raw).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "y60a02 | period.M=2024M12&hierarchy._omrade=/                          | Unknown hierarchies: ['_omrade']",
                "jo01   | period.M=2024M12&hierarchy._nykom=/                           | Unknown hierarchies: ['_nykom']",
                "y60a02 | period.Q=2024Q04&hierarchy._nykom=/                           | Unknown period type: Q",
                "y60a02 | period.M=latest:400&hierarchy._nykom=/                        | Requested latest:400 for type M, but only 49 periods are available.",
                "y60a02 | period.M=2030M01&hierarchy._nykom=/                           | Unknown periods: ['2030M01']",
                "y60a02 | period.M=2024M12&hierarchy._nykom=/707/                       | Unknown values for hierarchy _nykom: ['/707/']",
                "y60a02 | period.M=2024M12                                              | Exactly one hierarchy of dimension _omrade must be given",
            })
    void aQuestionOutsideTheGrammarIsRefusedWithItsCause(String table, String query, String cause) throws Exception {
        HttpResponse<String> answer = body("/data/" + table + "?" + ALL + query);

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode envelope = JSON.readTree(answer.body());
        assertThat(envelope.get("code").asInt()).isEqualTo(422);
        assertThat(envelope.get("cause").asString()).isEqualTo(cause);
        assertThat(envelope.get("request_id").asString()).hasSize(36);
    }

    @Test
    void aQuestionForTooManyCellsIsRefusedAndHalfOfItIsNot() throws Exception {
        simulator.maxCells(1000);
        String all = "/data/y60a02?" + ALL + "period.M=latest:4&hierarchy._nykom=*";

        assertThat(body(all).statusCode()).isEqualTo(422);
        assertThat(body(all).body()).contains("too large", "1000 cells");
        assertThat(body(all.replace("latest:4", "latest:2")).statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownTableIs404AndAWrongTokenIs401() throws Exception {
        assertThat(body("/table/y99z99?format=json").statusCode()).isEqualTo(404);
        HttpRequest naked =
                HttpRequest.newBuilder(URI.create(simulator.url() + "/tables")).build();
        HttpResponse<String> answer = client.send(naked, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("Missing bearer token");
    }

    @Test
    void aMemberOnTwoLevelsComesTwiceWithEqualFigures() throws Exception {
        JsonNode data = json("/data/y38a02?" + ALL + "period.M=2024M12&hierarchy._nykom=/&hierarchy._viskat_2udh=*");

        List<JsonNode> twice = new ArrayList<>();
        data.get("rows").forEach(r -> {
            if (r.get(2).asString().equals("Aktivitetsparat")) {
                twice.add(r);
            }
        });
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0)).isEqualTo(twice.get(1));
    }

    @Test
    void smallCountsAreNullEmptyRowsAreLeftOutAndUnripeFiguresAreNullForAll() throws Exception {
        JsonNode data =
                json("/data/y60b15?" + ALL + "period.Q=2024Q03,2022Q01&hierarchy._nykom=*&hierarchy._amstatusb15=*");
        int nulls = 0;
        for (JsonNode row : data.get("rows")) {
            for (int i = 3; i < 7; i++) {
                JsonNode value = row.get(i);
                nulls += value.isNull() ? 1 : 0;
                assertThat(value.isNull() || value.asInt() >= 3).as("%s", row).isTrue();
            }
            boolean unripe = row.get(0).asString().equals("2024Q03");
            assertThat(unripe && !row.get(6).isNull())
                    .as("12 months of %s", row)
                    .isFalse();
        }
        assertThat(nulls).isGreaterThan(100);
        assertThat(data.get("rows").size()).isBetween(2000, 2 * 100 * 19 - 1);
        assertThat(body("/data/y60b15?" + ALL + "period.Q=2022Q01&hierarchy._nykom=*")
                        .body())
                .contains("Uoplyst område");
    }

    @Test
    void theCountryIsTheSumOfTheMunicipalitiesAndTheUnknown() throws Exception {
        JsonNode data = json("/data/mm13?" + ALL + "period.M=2024M06&hierarchy._nykom=*");
        Map<String, Long> persons = new HashMap<>();
        data.get("rows").forEach(r -> persons.put(r.get(1).asString(), r.get(2).asLong()));

        long country = persons.getOrDefault("Hele landet", 0L);
        long parts = persons.values().stream().mapToLong(n -> n).sum() - country;
        assertThat(persons).hasSize(100);
        assertThat(country).isBetween(50_000L, 150_000L).isBetween(parts, parts + 6);
    }

    @Test
    void theNextVintageHasNewPeriodsAndRevisesSomeOfTheOld() throws Exception {
        String question = "/data/y60a02?" + ALL + "period.M=2023M01,2023M02,2023M03&hierarchy._nykom=*";
        String first = body(question).body();
        assertThat(body(question).body()).isEqualTo(first);
        assertThat(latest("y60a02")).isEqualTo("2025-02-26");

        simulator.world().moveTo(1);

        assertThat(latest("y60a02")).isEqualTo("2025-05-26");
        JsonNode before = JSON.readTree(first).get("rows");
        JsonNode after = json(question).get("rows");
        int same = 0;
        for (int i = 0; i < before.size(); i++) {
            same += before.get(i).equals(after.get(i)) ? 1 : 0;
        }
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(same).isBetween(before.size() / 4, before.size() - 10);
        assertThat(body("/data/y60a02?" + ALL + "period.M=2025M04&hierarchy._nykom=/")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "UNAUTHORIZED         | 401 | bearer token",
                "FORBIDDEN            | 403 | You do not have permission",
                "NOT_FOUND            | 404 | request_id",
                "REJECTED             | 422 | Unknown hierarchies",
                "TOO_LARGE            | 422 | too large",
                "THROTTLED            | 429 | Too many requests",
                "THROTTLED_UNTIL_DATE | 429 | Too many requests",
                "BROKEN               | 500 | request_id",
                "UNAVAILABLE          | 503 | <html>",
                "EMPTY                | 200 | -",
                "HTML                 | 200 | <html>",
                "CUT_JSON             | 200 | {\"columns\"",
                "WRONG_COLUMNS        | 200 | En helt anden måling",
                "WRONG_LABELS         | 200 | Nørrejylland",
                "LABEL_SPACING        | 200 | ANTAL  PERSONER",
                "TEXT_FOR_NUMBER      | 200 | \"..\"",
            })
    void aFaultChangesOnlyTheNextAnswersOfItsTable(Fault fault, int status, String says) throws Exception {
        String question = "/data/y09a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*";
        String well = body(question).body();
        simulator.misbehave("y09a02", fault, 1);

        HttpResponse<String> answer = body(question);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(says == null ? "" : says).isNotEqualTo(well);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
        assertThat(body("/data/y08a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(body(question).body()).isEqualTo(well);
    }

    @ParameterizedTest
    @CsvSource({"RESET", "TRUNCATED_LENGTH", "TRUNCATED_CHUNKS"})
    void aBrokenConnectionIsBroken(Fault fault) throws Exception {
        String question = "/data/y09a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*";
        simulator.misbehave("y09a02", fault);

        assertThatThrownBy(() -> body(question)).isInstanceOf(IOException.class);

        simulator.behave();
        assertThat(body(question).statusCode()).isEqualTo(200);
    }

    @Test
    void aSlowAnswerComesTooLateForAnImpatientClient() {
        simulator.delay(Duration.ofMinutes(5));
        simulator.misbehave("y09a02", Fault.SLOW);
        HttpRequest impatient = request("/data/y09a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*")
                .timeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> client.send(impatient, HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(java.net.http.HttpTimeoutException.class);
    }

    @Test
    void rowsAndMunicipalitiesCanGoMissingAndAKeyCanConflict() throws Exception {
        String question = "/data/y09a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*";
        int rows = json(question).get("rows").size();

        simulator.misbehave("y09a02", Fault.FEW_ROWS_LOST, 1);
        assertThat(json(question).get("rows").size()).isBetween((int) (rows * 0.94), (int) (rows * 0.96));
        simulator.misbehave("y09a02", Fault.FEWER_ROWS, 1);
        assertThat(json(question).get("rows").size()).isBetween((int) (rows * 0.79), (int) (rows * 0.81));
        simulator.misbehave("y09a02", Fault.FEWER_AREAS, 1);
        assertThat(json(question).get("rows").size()).isEqualTo(rows - 6);
        simulator.misbehave("y09a02", Fault.CONFLICT, 1);
        JsonNode conflicting = json(question).get("rows");
        JsonNode one = conflicting.get(rows / 3);
        JsonNode two = conflicting.get(rows);
        assertThat(one.get(1)).isEqualTo(two.get(1)).isNotEqualTo("Uoplyst område");
        assertThat(one.get(2)).isNotEqualTo(two.get(2));
    }

    @Test
    void aVanishedMeasureAndAVanishedValueAreGoneEverywhere() throws Exception {
        simulator.world().vanishMeasure("y09a02", "measa02_3");
        simulator.world().vanishValue("y60a02", "_viskat_1int", "Aktivitetsparat");

        assertThat(body("/table/y09a02").body()).doesNotContain("measa02_3", "Antal fuldtidspersoner");
        assertThat(body("/data/y09a02?" + ALL + "period.M=latest:1&hierarchy._nykom=/")
                        .body())
                .doesNotContain("Antal fuldtidspersoner");
        assertThat(body("/table/y60a02").body()).doesNotContain("Aktivitetsparat");
        assertThat(body("/data/y60a02?" + ALL + "period.M=latest:1&hierarchy._nykom=/&hierarchy._viskat_1int=/2/")
                        .statusCode())
                .isEqualTo(422);
        simulator.behave();
        assertThat(body("/table/y60a02").body()).contains("Aktivitetsparat");
    }

    @Test
    void everyRequestIsCounted() throws Exception {
        body("/tables?format=json");
        body("/table/y09a02");
        body("/data/y09a02?" + ALL + "period.M=latest:3&hierarchy._nykom=*");

        assertThat(simulator.calls())
                .extracting(JobindsatsSimulator.Call::endpoint)
                .containsExactly("tables", "table", "data");
        assertThat(simulator.dataCalls("y09a02")).hasSize(1);
        simulator.forgetCalls();
        assertThat(simulator.calls()).isEmpty();
    }

    @Test
    void anotherSeedIsAnotherWorldAndTheSameSeedTheSame() {
        assertThat(value(7)).isEqualTo(value(7)).isNotEqualTo(value(8));
    }

    private static BigDecimal value(long seed) {
        SimTable table = new World(seed).table("otij01");
        var row = table.row(
                table.updatedBy(World.VINTAGES.get(0)),
                table.areas("_nykom").values().get(0),
                table.shape.dimensions.stream().map(Dimension::root).toList(),
                Per.of("2024M03"));
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(row).get(0));
    }

    private String latest(String table) throws Exception {
        for (JsonNode node : json("/tables").findParents("table_id")) {
            if (node.get("table_id").asString().equals(table)) {
                return node.get("update_latest").asString();
            }
        }
        throw new AssertionError("no " + table);
    }

    private String areaId(String table, String hierarchy, String label) throws Exception {
        for (JsonNode h : json("/table/" + table).get("dimensions").get(0).get("hierarchies")) {
            for (JsonNode v : h.findParents("value_name")) {
                if (h.get("hierarchy_id").asString().equals(hierarchy)
                        && v.get("value_name").asString().equals(label)) {
                    return v.get("value_id").asString();
                }
            }
        }
        throw new AssertionError("no " + label);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(n -> texts.add(n.asString()));
        return texts;
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = body(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> body(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Authorization", "Bearer " + JobindsatsSimulator.TOKEN);
    }
}
