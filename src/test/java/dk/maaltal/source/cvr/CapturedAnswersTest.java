package dk.maaltal.source.cvr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Real answers of Virk, where they are at hand. */
@EnabledIf("atHand")
class CapturedAnswersTest {
    private static final Path FOLDER = Path.of("../shared/captures/cvr");

    static boolean atHand() {
        return Files.isDirectory(FOLDER);
    }

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file));
    }

    private static SearchAnswer<ProductionUnit> read(String body) throws UnreadableAnswer {
        return SearchAnswer.units(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ten_units_of_2017_are_read() throws Exception {
        try (InputStream body = Files.newInputStream(FOLDER.resolve("es2017_produktionsenhed_search_10hits.json"))) {
            SearchAnswer<ProductionUnit> answer = SearchAnswer.units(body);

            assertThat(answer.total()).isEqualTo(1_983_849);
            assertThat(answer.lastSort()).isNull();
            assertThat(answer.hits()).hasSize(10).allSatisfy(unit -> {
                assertThat(unit.headcounts()).as("the live series is younger").isEmpty();
                assertThat(unit.activeOn(LocalDate.parse("2017-02-05"))).isFalse();
            });
            ProductionUnit first = answer.hits().get(0);
            assertThat(first.pNumber()).isEqualTo(1020895337L);
            assertThat(first.activeOn(LocalDate.parse("2016-12-31"))).isTrue();
            assertThat(first.municipalityOn(LocalDate.parse("2016-12-31"))).contains("607");
            assertThat(first.companyOn(LocalDate.parse("2015-11-13"))).contains(36238208L);
        }
    }

    @Test
    void a_unit_of_2025_is_read() throws Exception {
        String body = "{\"hits\":{\"total\":1,\"hits\":[{\"_source\":%s}]}}"
                .formatted(text("es6_produktionsenhed_source_2025_from_docs.json"));

        ProductionUnit unit = read(body).hits().get(0);

        assertThat(unit.pNumber()).isEqualTo(1028076343L);
        assertThat(unit.municipalityOn(LocalDate.parse("2025-09-08"))).contains("101");
        assertThat(unit.companyOn(LocalDate.parse("2025-09-08"))).contains(43121774L);
        assertThat(unit.headcounts()).containsExactly(new Headcount(2025 * 12 + 5, 2, 2, 4));
    }

    @Test
    void what_is_no_answer_about_units_is_told_apart() throws Exception {
        assertThatThrownBy(() -> read(text("SYNTHETIC_es6_partial_shards.json")))
                .isInstanceOfSatisfying(
                        UnreadableAnswer.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.TIMEOUT));
        assertThatThrownBy(() -> read(text("es6_virksomhed_search_4hits_2024-02.json")))
                .isInstanceOfSatisfying(
                        UnreadableAnswer.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.MISMATCH));
        SearchAnswer<ProductionUnit> nothing = read(text("SYNTHETIC_es6_zero_hits_wrong_type.json"));
        assertThat(nothing.total()).isZero();
        assertThat(nothing.hits()).isEmpty();
    }

    @Test
    void real_errors_are_told_apart() throws Exception {
        assertError(
                "es6_error_400_parsing.json",
                400,
                Outcome.REJECTED,
                "status 400, parsing_exception: no [query] registered for [invalidquerytype]");
        assertError("es6_error_401_nginx.html", 401, Outcome.UNAUTHORIZED, "status 401, 401 Authorization Required");
        assertError(
                "es6_error_500_result_window.json",
                500,
                Outcome.TOO_LARGE,
                "status 500, search_phase_execution_exception: Result window is too large");
        assertError(
                "SYNTHETIC_es6_error_404_scroll_expired.json",
                404,
                Outcome.NOT_FOUND,
                "status 404, search_phase_execution_exception: all shards failed");
    }

    private static void assertError(String file, int status, Outcome outcome, String detail) throws IOException {
        assertThat(CvrErrors.outcome(status, text(file))).as(file).isEqualTo(outcome);
        assertThat(CvrErrors.detail(status, text(file))).as(file).startsWith(detail);
    }
}
