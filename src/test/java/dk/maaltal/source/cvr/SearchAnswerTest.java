package dk.maaltal.source.cvr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.register.ProductionUnit;
import dk.maaltal.register.ProductionUnit.Address;
import dk.maaltal.register.ProductionUnit.Company;
import dk.maaltal.register.ProductionUnit.Headcount;
import dk.maaltal.register.ProductionUnit.Span;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchAnswerTest {
    private static final String UNIT = """
            {"pNummer":1028076343,
             "livsforloeb":[{"periode":{"gyldigFra":"2018-01-01","gyldigTil":null}},
                            {"periode":{"gyldigFra":"2010-11-03","gyldigTil":"2010-11-03"}}],
             "beliggenhedsadresse":[
                {"kommune":{"kommuneKode":707,"periode":{"gyldigFra":"2007-01-01","gyldigTil":null}},
                 "periode":{"gyldigFra":"2018-01-01","gyldigTil":null}},
                {"kommune":{"kommuneKode":"0101"},"periode":{"gyldigFra":"2010-11-03","gyldigTil":"2010-11-03"}},
                {"kommune":null,"periode":{"gyldigFra":"2015-01-01","gyldigTil":"2015-12-31"}}],
             "virksomhedsrelation":[
                {"cvrNummer":43121774,"periode":{"gyldigFra":"2018-01-01","gyldigTil":null},
                 "sidstOpdateret":"2016-12-15T13:15:45.197Z"}],
             "erstMaanedsbeskaeftigelse":[
                {"aar":2024,"maaned":2,"antalAarsvaerk":50.28,"antalAnsatte":51,
                 "intervalKodeAntalAnsatte":"ANTAL_50_99","sidstOpdateret":"2024-04-21T01:01:26.000+02:00"},
                {"aar":2023,"maaned":12,"antalAnsatte":null,"intervalKodeAntalAnsatte":"ANTAL_100_199",
                 "sidstOpdateret":"2024-02-21T01:01:26.000+01:00"},
                {"aar":2023,"maaned":11,"antalAnsatte":null,"intervalKodeAntalAnsatte":"ANTAL_1000_999999"},
                {"aar":2023,"maaned":10,"antalAnsatte":null,"intervalKodeAntalAnsatte":"ANTAL_1000_"},
                {"aar":2023,"maaned":9,"antalAnsatte":null,"intervalKodeAntalAnsatte":null}],
             "sidstIndlaest":"2025-09-08T17:57:17.199+02:00","etNytFelt":{"x":[1]}}""";

    private static String hit(String unit) {
        return "{\"_index\":\"cvr-p-20200115\",\"_source\":{\"VrproduktionsEnhed\":%s},\"sort\":[\"1028076343\"]}"
                .formatted(unit);
    }

    private static String answer(String total, String hits) {
        return """
                {"took":3,"timed_out":false,"_shards":{"total":6,"successful":6,"skipped":0,"failed":0},
                 "hits":{"total":%s,"max_score":null,"hits":[%s]}}""".formatted(total, hits);
    }

    private static SearchAnswer<ProductionUnit> read(String body) throws UnreadableAnswer {
        return SearchAnswer.units(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Span span(@Nullable String from, @Nullable String to) {
        return new Span(from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
    }

    @Test
    void a_document_becomes_a_unit_with_sorted_histories() throws Exception {
        SearchAnswer<ProductionUnit> answer = read(answer("7", hit(UNIT)));

        assertThat(answer.total()).isEqualTo(7);
        assertThat(String.valueOf(answer.lastSort())).isEqualTo("[\"1028076343\"]");
        assertThat(answer.hits())
                .containsExactly(new ProductionUnit(
                        1028076343L,
                        List.of(span("2010-11-03", "2010-11-03"), span("2018-01-01", null)),
                        List.of(
                                new Address("101", span("2010-11-03", "2010-11-03")),
                                new Address(null, span("2015-01-01", "2015-12-31")),
                                new Address("707", span("2018-01-01", null))),
                        List.of(new Company(43121774, span("2018-01-01", null))),
                        List.of(
                                new Headcount(2023 * 12 + 8, null, null, null),
                                new Headcount(2023 * 12 + 9, null, 1000, null),
                                new Headcount(2023 * 12 + 10, null, 1000, null),
                                new Headcount(2023 * 12 + 11, null, 100, 199),
                                new Headcount(2024 * 12 + 1, 51, 50, 99))));
    }

    @Test
    void elasticsearch_7_writes_the_total_as_an_object() throws Exception {
        assertThat(read(answer("{\"value\":1,\"relation\":\"eq\"}", hit(UNIT))).total())
                .isEqualTo(1);
    }

    @Test
    void a_number_may_be_text_and_what_is_not_there_is_empty() throws Exception {
        assertThat(read(answer("1", hit("{\"pNummer\":\"1028076343\"}"))).hits())
                .containsExactly(new ProductionUnit(1028076343L, List.of(), List.of(), List.of(), List.of()));
    }

    @ParameterizedTest(name = "{0} and {2}: {4}")
    @CsvSource(textBlock = """
            2024-04-21T01:01:26.000+02:00, 60, 2024-04-20T23:30:00.000Z     , 70, 70
            2024-04-20T23:30:00.000Z     , 60, 2024-04-21T01:01:26.000+02:00, 70, 60
            2024-04-21T01:01:26.000+02:00, 60, 2024-04-21T01:01:26.000+02:00, 60, 60
            """)
    void of_two_rows_for_one_month_the_one_written_later_holds_whatever_the_offset(
            String firstAt, int first, String secondAt, int second, int expected) throws Exception {
        String unit = """
                {"pNummer":1028076343,"erstMaanedsbeskaeftigelse":[
                 {"aar":2024,"maaned":2,"antalAnsatte":%d,"sidstOpdateret":"%s"},
                 {"aar":2024,"maaned":2,"antalAnsatte":%d,"sidstOpdateret":"%s"}]}""".formatted(first, firstAt, second, secondAt);

        assertThat(read(answer("1", hit(unit))).hits().get(0).headcounts())
                .containsExactly(new Headcount(2024 * 12 + 1, expected, null, null));
    }

    @Test
    void a_newest_month_with_neither_number_nor_band_does_not_let_the_month_before_speak() throws Exception {
        String unit = """
                {"pNummer":1028076343,"erstMaanedsbeskaeftigelse":[
                 {"aar":2024,"maaned":1,"antalAnsatte":60,"sidstOpdateret":"2024-03-21T01:01:26.000+01:00"},
                 {"aar":2024,"maaned":2,"antalAnsatte":60,"sidstOpdateret":"2024-04-21T01:01:26.000+02:00"},
                 {"aar":2024,"maaned":2,"antalAnsatte":null,"sidstOpdateret":"2024-05-21T01:01:26.000+02:00"}]}""";

        ProductionUnit read = read(answer("1", hit(unit))).hits().get(0);

        assertThat(read.headcounts())
                .containsExactly(
                        new Headcount(2024 * 12, 60, null, null), new Headcount(2024 * 12 + 1, null, null, null));
        assertThat(read.headcountAt(2024 * 12 + 2, 3))
                .hasValueSatisfying(count -> assertThat(count.isUndecided(50)).isTrue());
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "pNummer":1028076343             | "pNummer":103                        | its pNummer is 103
            "pNummer":1028076343             | "pNummer":null                       | its pNummer is null
            "pNummer":1028076343             | "pNummer":10280763431                | its pNummer is **********
            "pNummer":1028076343             | "nummer":1028076343                  | its pNummer is not there
            "kommuneKode":707                | "kommuneKode":"7O7"                  | its kommuneKode is "7O7"
            "kommuneKode":707                | "kommuneKode":70.7                   | its kommuneKode is 70.7
            "gyldigTil":"2010-11-03"         | "gyldigTil":"03-11-2010"             | its gyldigTil is "03-11-2010"
            "cvrNummer":43121774             | "cvrNummer":4312177                  | its cvrNummer is 4312177
            "antalAnsatte":51                | "antalAnsatte":-1                    | its antalAnsatte is -1
            "antalAnsatte":51                | "antalAnsatte":51.5                  | its antalAnsatte is 51.5
            "antalAnsatte":51                | "antalAnsatte":"mange"               | its antalAnsatte is "mange"
            ANTAL_100_199                    | ANTAL_100                            | its intervalKodeAntalAnsatte is "ANTAL_100"
            ANTAL_100_199                    | ANTAL_MANGE                          | its intervalKodeAntalAnsatte is "ANTAL_MANGE"
            ANTAL_100_199                    | ANTAL_100_50                         | a band that ends after it begins
            "maaned":12                      | "maaned":13                          | employees for month 13 of 2023
            "maaned":12                      | "maaned":null                        | its maaned is null
            2024-04-21T01:01:26.000+02:00    | 2024-04-21T01:01:26.000              | its sidstOpdateret is
            "livsforloeb":[                  | "livsforloeb":{},"x":[               | its livsforloeb is no list
            VrproduktionsEnhed               | Vrproduktionsenhed                   | it has no VrproduktionsEnhed but [Vrproduktionsenhed]
            "periode":{"gyldigFra":"2018-01-01","gyldigTil":null} | "periode":null  | has no periode
            """)
    void what_does_not_have_the_form_refuses_the_answer_and_shows_no_p_number(String good, String bad, String said) {
        String body = answer("1", hit(UNIT));
        assertThat(body).contains(good);

        assertThatThrownBy(() -> read(body.replace(good, bad))).isInstanceOfSatisfying(UnreadableAnswer.class, e -> {
            assertThat(e.outcome()).isEqualTo(Outcome.MISMATCH);
            assertThat(e.problem().toString()).contains("hit 1", said).doesNotContain("1028076343");
        });
    }

    @Test
    void two_numbers_for_a_month_written_at_one_time_are_refused() {
        String unit = """
                {"pNummer":1028076343,"erstMaanedsbeskaeftigelse":[
                 {"aar":2024,"maaned":2,"antalAnsatte":60},{"aar":2024,"maaned":2,"antalAnsatte":61}]}""";

        assertThatThrownBy(() -> read(answer("1", hit(unit))))
                .hasMessageContaining("two numbers of employees for 2024-02");
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"timed_out":true,"hits":{"total":0,"hits":[]}}                                          | TIMEOUT      | timed_out
            {"hits":{"total":0,"hits":[]},"timed_out":false,"_shards":{"failed":1}}                  | SERVER_ERROR | 1 parts of the index
            {"took":1,"timed_out":false}                                                             | MISMATCH     | no list of hits
            {"hits":{"hits":[]}}                                                                     | MISMATCH     | hits.total is not there
            {"hits":{"total":{"value":10000,"relation":"gte"},"hits":[]}}                            | MISMATCH     | hits.total is {
            {"hits":{"total":0,"hits":[{"_source":{"VrproduktionsEnhed":{"pNummer":1000000000}}}]}}  | MISMATCH     | hits.total is 0 with 1 hits
            {"hits":{"total":1,"hits":[{"_id":"4"}]}}                                                | MISMATCH     | no _source
            {"hits":[]}                                                                              | MISMATCH     | no object
            []                                                                                       | MISMATCH     | no object
            {"hits":{"total":1,"hits":[{"_so                                                         | TRUNCATED    | breaks off
            <html>                                                                                   | NOT_JSON     | web page
            `  `                                                                                     | EMPTY        | no text
            """)
    void an_answer_that_is_not_all_of_it_is_refused(String body, Outcome outcome, String said) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(UnreadableAnswer.class, e -> {
            assertThat(e.outcome()).isEqualTo(outcome);
            assertThat(e.problem().what()).contains(said);
        });
    }
}
