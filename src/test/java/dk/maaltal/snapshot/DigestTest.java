package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Reason;
import dk.maaltal.measure.Row;
import dk.maaltal.measure.RowKey;
import dk.maaltal.measure.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
    private static final Row FULL = row("5.1", "707", "Norddjurs", "12.5000", "{\"wanted\":\"2024M06\"}");
    private static final Row EMPTY = new Row(
            new RowKey("10.1", "value", Basis.LOCAL, "707"),
            true,
            "Æbeltoft",
            "2024H1",
            null,
            null,
            null,
            "percent",
            CellState.SOURCE_MISSING,
            false,
            null,
            null,
            null,
            null,
            null,
            null,
            Status.NO_TARGET,
            Reason.SOURCE_MISSING,
            false,
            null,
            "cafe",
            null,
            null);

    @Test
    void a_row_is_its_contract_columns_joined_by_tabs() {
        assertThat(Digest.line(FULL).replace('\t', '|'))
                .isEqualTo("5.1|value|official|true|707|Norddjurs|2024M05|12.5|25|200|percent|PRELIMINARY|true|<= DK|"
                        + "13|13|100|-0.5|0|MET|stale|true|{\"wanted\":\"2024M06\"}|beef");
        assertThat(Digest.line(EMPTY).replace('\t', '|'))
                .isEqualTo("10.1|value|local|true|707|Æbeltoft|2024H1||||percent|SOURCE_MISSING|false|||||||NO_TARGET|"
                        + "source_missing|false||cafe");
    }

    /** Computed apart from this program: {@code printf '<the two lines, the one of 10.1 first>' | sha256sum}. */
    @Test
    void the_digest_is_sha_256_over_the_lines_in_code_point_order() {
        String golden = "87dc7b5ff2ff3865678fc82e5e512ac60f5f834be313f7634c7ae198059c4afd";

        assertThat(Digest.of(List.of(FULL, EMPTY))).isEqualTo(golden);
        assertThat(Digest.of(List.of(EMPTY, FULL))).isEqualTo(golden);
        assertThat(Digest.of(List.of())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void when_the_sources_were_updated_and_by_which_delivery_does_not_count() {
        Row later = new Row(
                FULL.key(),
                true,
                "Norddjurs",
                "2024M05",
                new BigDecimal("12.5"),
                new BigDecimal(25),
                new BigDecimal(200),
                "percent",
                CellState.PRELIMINARY,
                true,
                "<= DK",
                new BigDecimal(13),
                new BigDecimal(13),
                new BigDecimal(100),
                new BigDecimal("-0.5"),
                BigDecimal.ZERO,
                Status.MET,
                Reason.STALE,
                true,
                FULL.attributes(),
                "beef",
                LocalDate.of(2025, 1, 1),
                "another");

        assertThat(Digest.of(List.of(later))).isEqualTo(Digest.of(List.of(FULL)));
        assertThat(later.saysTheSameAs(FULL)).isTrue();
        assertThat(later).isNotEqualTo(FULL);
        assertThat(Change.between(List.of(FULL), List.of(later))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "0.0000, 0", "-0.50, -0.5", "1E+6, 1000000", "12.3400, 12.34", "-25.0000, -25"})
    void numbers_are_plain_and_without_trailing_zeros(String number, String text) {
        assertThat(Digest.number(new BigDecimal(number))).isEqualTo(text);
    }

    @Test
    void a_text_with_a_tab_or_a_line_end_is_refused() {
        for (String bad : List.of("a\tb", "a\nb", "a\rb")) {
            assertThatThrownBy(() -> Digest.line(row("5.1", "707", bad, "1", null)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void keys_are_ordered_by_code_point_not_by_number_or_language() {
        List<String> ids = List.of("1.1", "10.1", "2.1", "6.10", "6.9", "A", "a", "å", "\uFFFD", "\uD83D\uDE00");

        assertThat(ids.stream()
                        .map(id -> new RowKey(id, "value", Basis.OFFICIAL, "707"))
                        .sorted(java.util.Comparator.reverseOrder())
                        .sorted()
                        .map(RowKey::measureId))
                .containsExactlyElementsOf(ids);
        assertThat(new RowKey("1", "v", Basis.LOCAL, "9")).isLessThan(new RowKey("1", "v", Basis.OFFICIAL, "1"));
        assertThat(new RowKey("1", "v", Basis.LOCAL, "707")).isLessThan(new RowKey("1", "v", Basis.LOCAL, "DK"));
    }

    private static Row row(String measure, String area, String name, String value, @Nullable String attributes) {
        return new Row(
                new RowKey(measure, "value", Basis.OFFICIAL, area),
                true,
                name,
                "2024M05",
                new BigDecimal(value),
                new BigDecimal(25),
                new BigDecimal(200),
                "percent",
                CellState.PRELIMINARY,
                true,
                "<= DK",
                new BigDecimal(13),
                new BigDecimal(13),
                new BigDecimal(100),
                new BigDecimal("-0.5"),
                BigDecimal.ZERO,
                Status.MET,
                Reason.STALE,
                true,
                attributes,
                "beef",
                LocalDate.of(2024, 8, 1),
                "line");
    }
}
