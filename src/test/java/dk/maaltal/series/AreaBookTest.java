package dk.maaltal.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaBookTest {
    private static final Area NORDDJURS = new Area("707", "Norddjurs");
    private static final Area AEROE = new Area("492", "Ærø");
    private static final List<Area> AREAS = List.of(NORDDJURS, AEROE);
    private final AreaBook book = new AreaBook(AREAS, Map.of("707", List.of("Jobcenter Djursland")));

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        Norddjurs             | 707
        `  norddjurs `        | 707
        NORDDJURS             | 707
        Jobcenter Norddjurs   | 707
        jobcenter  norddjurs  | 707
        Jobcenter Djursland   | 707
        ÆRØ                   | 492
        Hele landet           | DK
        hele  landet          | DK
        Uoplyst område        | -
        Region Midtjylland    | -
        Norddjurs Kommune     | -
        Djursland             | -
        ``                    | -
        """)
    void finds_the_area_a_label_means_and_none_for_others(String label, String code) {
        assertThat(book.ofLabel(label).map(Area::code)).isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void lists_areas_by_code_with_the_country_last() {
        assertThat(book.all()).containsExactly(AEROE, NORDDJURS, Area.DK);
        assertThat(Area.DK.isCountry()).isTrue();
        assertThat(Area.DK.type()).isEqualTo("country");
        assertThat(NORDDJURS.type()).isEqualTo("municipality");
        assertThat(book.find("707")).contains(NORDDJURS);
        assertThat(book.find("999")).isEmpty();
    }

    @Test
    void refuses_a_code_or_a_label_that_stands_for_two_areas() {
        assertThatThrownBy(() -> new AreaBook(List.of(NORDDJURS, new Area("707", "Syddjurs")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AreaBook(List.of(NORDDJURS, new Area("706", "norddjurs ")), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AreaBook(AREAS, Map.of("706", List.of("Syddjurs"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("706");
    }

    @Test
    void refuses_an_alias_that_is_another_areas_name() {
        assertThatThrownBy(() -> new AreaBook(AREAS, Map.of("707", List.of("Ærø"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
