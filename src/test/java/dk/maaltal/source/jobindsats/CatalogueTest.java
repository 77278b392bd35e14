package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.series.TableSelector;
import dk.maaltal.source.Outcome;
import dk.maaltal.source.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private static final String BODY = """
            [{"subject_id":1,"subject_name":"Kontanthjælp","table_groups":[{"table_group_id":1,"tables":[
               {"table_id":"Y60A02","table_name":"Antal personer","update_freq":"M","update_latest":"2026-08-20","update_next":"2026-09-20"},
               {"table_id":"y60b15","table_name":"Arbejdsmarkedsstatus efter afsluttede  forløb"}]}]},
             {"subject_id":2,"subject_name":"Samtaler","table_groups":[{"tables":[
               {"table_id":"y30s01","table_name":"Afholdelse af samtaler. Antal og andel personer","update_latest":"2026-08-01T00:00:00","update_next":"soon"},
               {"table_id":"y30s02","table_name":"Afholdelse af samtaler, gammel opgørelse"},
               {"table_id":"y60a02","table_name":"Antal personer"}]}]}]
            """;

    @Test
    void a_table_under_two_subjects_is_one_and_missing_fields_are_empty() throws UnreadableAnswer {
        Catalogue catalogue = read(BODY);

        assertThat(catalogue.tables())
                .extracting(CatalogueTable::id)
                .containsExactly("y60a02", "y60b15", "y30s01", "y30s02");
        assertThat(catalogue.tables().get(0))
                .isEqualTo(new CatalogueTable(
                        "y60a02",
                        "Antal personer",
                        "Kontanthjælp",
                        "M",
                        LocalDate.of(2026, 8, 20),
                        LocalDate.of(2026, 9, 20)));
        assertThat(catalogue.tables().get(1).updateLatest()).isNull();
        assertThat(catalogue.tables().get(2).updateLatest()).isEqualTo(LocalDate.of(2026, 8, 1));
        assertThat(catalogue.tables().get(2).updateNext()).isNull();
    }

    @ParameterizedTest(name = "id {0}, name {1} finds {2}")
    @CsvSource(textBlock = """
                    Y60B15,                          , y60b15
                          , ^afholdelse.*antal       , y30s01
                          , EFTER afsluttede forløb  , y60b15
                    y30s02, afholdelse af samtaler   , y30s02
                    mm13  , arbejdsmarkedsstatus     , y60b15
                    """)
    void finds_by_id_or_name_where_the_name_decides_and_the_id_breaks_a_tie(
            @Nullable String id, @Nullable String name, String expected) throws UnreadableAnswer {
        Resolution<CatalogueTable> found = read(BODY).find(new TableSelector("ref", id, name, null));

        assertThat(found)
                .isInstanceOfSatisfying(
                        Resolution.Found.class,
                        f -> assertThat(((CatalogueTable) f.value()).id()).isEqualTo(expected));
    }

    @ParameterizedTest(name = "id {0}, name {1}: {2}")
    @CsvSource(textBlock = """
                    y60b16,                        , no table y60b16                    , y60b15 Arbejdsmarkedsstatus
                          , flygtninge             , no table's name has /flygtninge/   , y60b15
                          , afholdelse af samtaler , 2 tables' names have               , y30s02 Afholdelse
                    y60a02, flygtninge             , no table's name has                , y60a02
                    Y60A02, arbejdsmarkedsstatus   , its id is that of 'y60a02 Antal    , found in 'y60b15 Arbejds
                    """)
    void says_what_is_missing_and_what_is_offered(
            @Nullable String id, @Nullable String name, String what, String offered) throws UnreadableAnswer {
        Resolution<CatalogueTable> missing = read(BODY).find(new TableSelector("ref", id, name, null));

        assertThat(missing)
                .isInstanceOfSatisfying(
                        Resolution.NotFound.class,
                        m -> assertThat(m.problem().toString()).contains("jobindsats, table ref", what, offered));
    }

    @Test
    void a_watched_name_is_found_in_as_many_tables_as_have_it() throws UnreadableAnswer {
        assertThat(read(BODY).named("AFHOLDELSE af samtaler"))
                .extracting(CatalogueTable::id)
                .containsExactly("y30s01", "y30s02");
        assertThat(read(BODY).named("raskmeld")).isEmpty();
    }

    @Test
    void the_nearest_is_offered_first() throws UnreadableAnswer {
        assertThat(read(BODY).find(new TableSelector("ref", "y60b16", null, null)))
                .isInstanceOfSatisfying(
                        Resolution.NotFound.class,
                        m -> assertThat(m.problem().expected()).startsWith("one of what it offers: y60"));
    }

    @Test
    void a_catalogue_without_tables_is_a_mismatch() {
        for (String body : new String[] {"[]", "{}", "{\"code\":500}", "[1,2]"}) {
            assertThatThrownBy(() -> read(body))
                    .isInstanceOfSatisfying(
                            UnreadableAnswer.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.MISMATCH));
        }
    }

    private static Catalogue read(String body) throws UnreadableAnswer {
        return Catalogue.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
