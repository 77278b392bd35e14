package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataBodyTest {
    private static final DataRequest REQUEST = Tables.request("_viskat=/1/,/2/", "2024M01", "2024M02");
    private static final String COLUMNS =
            "\"columns\":[\"Periode\",\"Område\",\"Visitation\",\"Antal personer\",\"Antal fuldtidspersoner\"]";
    private static final String ROW = "[\"2024M01\",\"Norddjurs\",\"Jobparat\",147,12.50]";
    private final CollectingSink sink = new CollectingSink();

    @Test
    void hands_on_every_row_in_the_sources_ids() throws UnreadableAnswer {
        DataBody.Summary summary = read("{" + COLUMNS + ",\"rows\":[" + ROW
                + ",[\"2024M02\",\"Hele landet\",\"Aktivitetsparat\",null,-0.07]]}");

        assertThat(summary).isEqualTo(new DataBody.Summary(2, 4, List.of()));
        assertThat(sink.measureKeys).containsExactly("mgrp_1/meas_1", "mgrp_3/meas_3");
        assertThat(sink.rows)
                .extracting(CollectingSink.Row::period)
                .containsExactly(ReferencePeriod.parse("2024M01"), ReferencePeriod.parse("2024M02"));
        assertThat(sink.rows).extracting(r -> r.area().valueId()).containsExactly("/1/", "/");
        // "Jobparat" stands at /1/ and at /2/1/; the one asked for is meant.
        assertThat(sink.rows)
                .extracting(CollectingSink.Row::dimensions)
                .containsExactly(new TreeMap<>(Map.of("_viskat", "/1/")), new TreeMap<>(Map.of("_viskat", "/2/")));
        assertThat(sink.rows)
                .extracting(CollectingSink.Row::values)
                .containsExactly(List.of("147", "12.50"), List.of("null", "-0.07"));
    }

    @Test
    void a_combination_of_dimensions_is_one_instance() throws UnreadableAnswer {
        read("{" + COLUMNS + ",\"rows\":[" + ROW + "," + ROW.replace("Jobparat", "Aktivitetsparat") + "," + ROW + "]}");

        assertThat(sink.rows.get(0).dimensions()).isSameAs(sink.rows.get(2).dimensions());
        assertThat(sink.rows.get(0).dimensions()).isNotSameAs(sink.rows.get(1).dimensions());
    }

    @Test
    void a_byte_order_mark_and_white_space_do_not_matter() throws UnreadableAnswer {
        assertThat(read("\uFEFF \n{" + COLUMNS + ",\n \"rows\" : [ " + ROW + " ] } \n")
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void spaces_and_case_are_notes_and_columns_may_come_in_another_order() throws UnreadableAnswer {
        DataBody.Summary summary = read("""
                {"columns":["periode","Visitation","OMRÅDE","Antal  fuldtidspersoner","Antal personer: Antal personer"],
                 "rows":[["2024M01","jobparat","norddjurs ",1.0,2]]}
                """);

        assertThat(sink.measureKeys).containsExactly("mgrp_3/meas_3", "mgrp_1/meas_1");
        assertThat(sink.rows.get(0).area()).isEqualTo(new Member("/1/", "Norddjurs"));
        assertThat(summary.notes()).hasSize(5);
        assertThat(String.join("\n", summary.notes()))
                .contains("'periode' is written 'Periode'", "'OMRÅDE'", "'Antal  fuldtidspersoner'", "'norddjurs '");
    }

    @Test
    void a_total_that_comes_along_unasked_is_left_out_and_noted() throws UnreadableAnswer {
        DataBody.Summary summary =
                read("{" + COLUMNS + ",\"rows\":[" + ROW + "," + ROW.replace("Jobparat", "I alt") + "]}");

        assertThat(sink.rows).hasSize(1);
        assertThat(summary.rows()).isEqualTo(2);
        assertThat(summary.notes().toString()).contains("1 rows of a total that was not asked for");
    }

    @Test
    void columns_that_cannot_be_told_apart_are_left_out_and_the_rest_is_read() throws UnreadableAnswer {
        TableMetadata small = Tables.small();
        TableMetadata alike = new TableMetadata(
                small.id(),
                small.name(),
                List.of(
                        new MeasureColumn("g1", "Efter 3 mdr.", "m", "Antal"),
                        new MeasureColumn("g2", "Efter 6 mdr.", "m", "Antal"),
                        new MeasureColumn("g3", "Andel", "m", "Pct.")),
                small.periods(),
                small.hierarchies());
        String body = """
                {"columns":["Periode","Område","Visitation","Antal","Andel","Antal"],
                 "rows":[["2024M01","Norddjurs","Jobparat",1,2.5,3]]}
                """;

        DataBody.Summary summary = DataBody.read(stream(body), alike, REQUEST, sink);

        assertThat(sink.measureKeys).containsExactly("g3/m");
        assertThat(sink.rows.get(0).values()).containsExactly("2.5");
        assertThat(summary.cells()).isEqualTo(3);
        assertThat(summary.notes()).hasSize(2);
        DataBody.read(stream(body.replaceFirst("\"Antal\"", "\"Efter 6 mdr.: Antal\"")), alike, REQUEST, sink);
        assertThat(sink.measureKeys).containsExactly("g2/m", "g3/m", "g1/m");
    }

    @ParameterizedTest(name = "{0} instead of {1}: {2}, {3}")
    @CsvSource(quoteCharacter = '`', textBlock = """
                    "columns"         | "kolonner"                   | MISMATCH  | where columns should be
                    "Periode"         | "Tid"                        | MISMATCH  | first column
                    "Visitation"      | "Køn"                        | MISMATCH  | none of the dimensions
                    "Antal personer"  | "Antal sager"                | MISMATCH  | none of the table's measures
                    "Antal personer"  | "Antal fuldtidspersoner"     | MISMATCH  | no column is the measure
                    "Antal personer"  | "Antal personer","Pct."      | MISMATCH  | it has 6 columns
                    "rows"            | "raekker"                    | MISMATCH  | where rows should be
                    2024M01           | 2024M03                      | MISMATCH  | about the period '2024M03'
                    2024M01           | 1. januar                    | MISMATCH  | about the period '1. januar'
                    Norddjurs         | Atlantis                     | MISMATCH  | 'Atlantis' is not in the hierarchy _nykom
                    Jobparat          | Ukendt                       | MISMATCH  | 'Ukendt' is not in the hierarchy _viskat
                    147               | "147"                        | MISMATCH  | the text '147'
                    147               | ".."                         | MISMATCH  | the text '..'
                    147               | true                         | MISMATCH  | VALUE_TRUE
                    147               | [1]                          | MISMATCH  | START_ARRAY
                    147               | 99999999999999999999         | MISMATCH  | is too large
                    147               | 1.5e300                      | MISMATCH  | is no figure
                    147               | NaN                          | NOT_JSON  | not JSON
                    147,12.50         | 147                          | MISMATCH  | is missing
                    147,12.50         | 147,12.50,1                  | MISMATCH  | too many cells
                    ]]}               | ]],"next":"page2"}           | MISMATCH  | more than columns and rows
                    ]]}               | ]]}{}                        | NOT_JSON  | more text after
                    ]]}               | ]                            | TRUNCATED | breaks off
                    12.50]]}          | 12.                          | TRUNCATED | breaks off
                    """, delimiter = '|')
    void anything_that_metadata_and_request_do_not_promise_is_refused(
            String there, String instead, Outcome outcome, String what) {
        String body = "{" + COLUMNS + ",\"rows\":[" + ROW + "]}";
        assertThat(body).contains(there);

        assertUnreadable(body.replaceFirst(Pattern.quote(there), instead), outcome, what);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    ``                                        | EMPTY     | no text
                    `  `                                      | EMPTY     | no text
                    <html><body>Maintenance</body></html>     | NOT_JSON  | a web page
                    Service unavailable                       | NOT_JSON  | is text
                    {                                         | TRUNCATED | breaks off
                    {"columns":["Peri                         | TRUNCATED | breaks off
                    []                                        | MISMATCH  | no object
                    {}                                        | MISMATCH  | has no columns
                    {"rows":[],"columns":[]}                  | MISMATCH  | 'rows' where columns should be
                    {"code":500,"cause":"oops"}               | MISMATCH  | 'code' where
                    {"columns":{}}                            | MISMATCH  | columns is no list
                    {"columns":[1]}                           | MISMATCH  | label is VALUE_NUMBER_INT
                    {columns:[]}                              | NOT_JSON  | not JSON
                    """)
    void a_body_that_is_something_else_says_what(String body, Outcome outcome, String what) {
        assertUnreadable(body, outcome, what);
    }

    @Test
    void wherever_a_body_is_cut_it_is_truncated() {
        String body = "{" + COLUMNS + ",\"rows\":[" + ROW + "," + ROW.replace("147", "null") + "]}";
        for (int length = 1; length < body.length(); length++) {
            String cut = body.substring(0, length);
            assertThatThrownBy(() -> read(cut))
                    .as(cut)
                    .isInstanceOfSatisfying(
                            UnreadableAnswer.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.TRUNCATED));
        }
    }

    @Test
    void a_member_that_was_not_asked_for_is_refused_unless_it_is_the_total() {
        DataRequest one =
                new DataRequest("y60a02", Frequency.M, List.of("2024M01"), "_nykom", List.of("/2/"), new TreeMap<>());
        String body = "{\"columns\":[\"Periode\",\"Område\",\"Antal personer\",\"Antal fuldtidspersoner\"],"
                + "\"rows\":[[\"2024M01\",\"Norddjurs\",1,2]]}";

        assertThatThrownBy(() -> DataBody.read(stream(body), Tables.small(), one, sink))
                .hasMessageContaining("'Norddjurs' of _nykom was not asked for");
    }

    private void assertUnreadable(String body, Outcome outcome, String what) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(UnreadableAnswer.class, e -> {
            assertThat(e.outcome()).isEqualTo(outcome);
            assertThat(e.problem().what()).contains(what);
            assertThat(e.problem().where()).startsWith("jobindsats, table y60a02, data of 2024M01 to 2024M02");
            assertThat(e.problem().expected()).isNotEmpty();
            assertThat(e.problem().next()).isNotEmpty();
        });
    }

    private DataBody.Summary read(String body) throws UnreadableAnswer {
        return DataBody.read(stream(body), Tables.small(), REQUEST, sink);
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
