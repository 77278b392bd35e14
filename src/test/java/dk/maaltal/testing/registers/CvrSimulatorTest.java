package dk.maaltal.testing.registers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CvrSimulatorTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String UNITS = "/cvr-permanent/produktionsenhed/_search";
    private static final String BASIC =
            Base64.getEncoder().encodeToString((CvrSimulator.USER + ":" + CvrSimulator.PASSWORD).getBytes());

    private final UnitWorld world = new UnitWorld(3, 2);
    private CvrSimulator virk;

    @BeforeEach
    void start() throws IOException {
        world.moveTo(LocalDate.of(2024, 8, 25));
        virk = CvrSimulator.start(world, 0);
    }

    @AfterEach
    void stop() {
        virk.close();
    }

    @Test
    void withoutAPasswordThereIsAPage() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(virk.url() + UNITS))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("401 Authorization Required", "nginx");
    }

    @Test
    void tenHitsAreGivenWhereNoneAreCountedAndPagesFollowEachOther() throws Exception {
        assertThat(ask(UNITS, "{}").at("/hits/hits")).hasSize(10);
        List<String> read = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = ask(
                    UNITS,
                    "{'size':7,'sort':[{'VrproduktionsEnhed.pNummer':'asc'}],'_source':['VrproduktionsEnhed.pNummer']%s}"
                            .formatted(after));
            assertThat(page.at("/hits/total").isIntegralNumber()).isTrue();
            if (page.at("/hits/hits").isEmpty()) {
                assertThat(page.at("/hits/total").asInt()).isEqualTo(read.size());
                break;
            }
            page.at("/hits/hits")
                    .forEach(hit -> read.add(
                            hit.at("/_source/VrproduktionsEnhed/pNummer").asString()));
            after = ",'search_after':['%s']".formatted(read.get(read.size() - 1));
        }
        assertThat(read)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(world.on(world.today()).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'term':{'VrproduktionsEnhed.produktionsEnhedMetadata.sammensatStatus':'Aktiv'}}                        | 0",
                "{'match':{'VrproduktionsEnhed.produktionsEnhedMetadata.sammensatStatus':'Ophørt'}}                      | 2",
                "{'range':{'VrproduktionsEnhed.produktionsEnhedMetadata.nyesteAarsbeskaeftigelse.antalAnsatte':{'gt':50}}} | 44",
                "{'bool':{'filter':[{'match_all':{}}],'must_not':[{'exists':{'field':'VrproduktionsEnhed.erstMaanedsbeskaeftigelse'}}]}} | 2",
                "{'terms':{'Vrproduktionsenhed.pNummer':['1003001117']}}                                                 | 0",
                "{'terms':{'VrproduktionsEnhed.pNummer':['1003001117',1003002234,'1099000000']}}                         | 2",
            })
    void aQueryFinds(String query, int units) throws Exception {
        assertThat(ask(UNITS, "{'query':%s}".formatted(query)).at("/hits/total").asInt())
                .isEqualTo(units);
    }

    @Test
    void aFlatQueryMatchesAnyAddressEverAndTheMetadataTheNewest() throws Exception {
        List<Unit> units = world.on(world.today());
        String kommune = "kommune.kommuneKode':707}}}";
        assertThat(ask(UNITS, "{'query':{'term':{'VrproduktionsEnhed.beliggenhedsadresse." + kommune)
                        .at("/hits/total")
                        .asLong())
                .isEqualTo(units.stream()
                        .filter(u -> u.places().stream().anyMatch(p -> p.municipality() == 707))
                        .count());
        assertThat(ask(
                                UNITS,
                                "{'query':{'term':{'VrproduktionsEnhed.produktionsEnhedMetadata.nyesteBeliggenhedsadresse."
                                        + kommune)
                        .at("/hits/total")
                        .asLong())
                .isEqualTo(units.stream()
                        .filter(u -> u.places().get(u.places().size() - 1).municipality() == 707)
                        .count());
    }

    @Test
    void aWrongTypeFindsNothingAndAPageTooFarIsAnError() throws Exception {
        assertThat(ask("/cvr-permanent/produktionsEnhed/_search", "{}")
                        .at("/hits/total")
                        .asInt())
                .isZero();
        JsonNode error = ask(UNITS, "{'from':2,'size':3000}");
        assertThat(error.at("/status").asInt()).isEqualTo(500);
        assertThat(error.at("/error/reason").asString()).contains("but was [3002]");
        assertThat(ask(UNITS, "{'query':{'script':{}}}").at("/status").asInt()).isEqualTo(400);
    }

    @Test
    void aNestedQueryKeepsAnElementTogether() throws Exception {
        String both = "{'bool':{'filter':[{'term':{'VrproduktionsEnhed.beliggenhedsadresse.kommune.kommuneKode':707}},"
                + "{'range':{'VrproduktionsEnhed.beliggenhedsadresse.periode.gyldigFra':{'gt':'2015-01-01'}}}]}}";
        int flat = ask(UNITS, "{'query':%s}".formatted(both)).at("/hits/total").asInt();
        int nested = ask(
                        UNITS,
                        "{'query':{'nested':{'path':'VrproduktionsEnhed.beliggenhedsadresse','query':%s}}}"
                                .formatted(both))
                .at("/hits/total")
                .asInt();
        assertThat(nested).isPositive().isLessThan(flat);
    }

    @Test
    void aFaultComesAfterSoManyGoodAnswersAndGoesAgain() throws Exception {
        virk.misbehave(CvrFault.PARTIAL_SHARDS, 1, 1);
        assertThat(failed("{'size':100}")).isZero();
        assertThat(failed("{'size':100}")).isEqualTo(1);
        assertThat(failed("{'size':100}")).isZero();
        virk.misbehave(CvrFault.TRUNCATED, 0, 1);
        assertThatThrownBy(() -> ask(UNITS, "{}")).isInstanceOf(IOException.class);
        virk.misbehave(CvrFault.TOTAL_CHANGES);
        int total = ask(UNITS, "{}").at("/hits/total").asInt();
        assertThat(ask(UNITS, "{}").at("/hits/total").asInt()).isEqualTo(total + 1);
        assertThat(virk.calls()).hasSize(6);
    }

    @Test
    void aMonthIsToldOfTwoMonthsLaterAndAnEndOnlyOnceItHasCome() {
        Unit big = world.all().get(0);
        assertThat(big.seenOn(LocalDate.of(2024, 8, 19)).heads().lastKey()).hasToString("2024-05");
        assertThat(big.seenOn(LocalDate.of(2024, 8, 20)).heads().lastKey()).hasToString("2024-06");
        Unit ceased = world.all().stream()
                .filter(u -> u.kind() == Unit.Kind.CEASED)
                .findFirst()
                .orElseThrow();
        LocalDate end = Objects.requireNonNull(ceased.lives().get(0).to());
        assertThat(ceased.seenOn(end.minusDays(1)).lives().get(0).to()).isNull();
        assertThat(ceased.seenOn(end).lives().get(0).to()).isEqualTo(end);
    }

    private int failed(String body) throws Exception {
        return ask(UNITS, body).at("/_shards/failed").asInt();
    }

    private JsonNode ask(String path, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(virk.url() + path))
                                .header("Authorization", "Basic " + BASIC)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }
}
