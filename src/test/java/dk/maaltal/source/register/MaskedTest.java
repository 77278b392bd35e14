package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        0101901234                     | **********
        om 0101901234.                 | om **********.
        010190-1234                    | **********
        010190 1234                    | **********
        010190 - 1234                  | **********
        010190\u20131234               | **********
        010190\u00a01234               | **********
        010190_1234_2024               | **********_2024
        101901234                      | **********
        10190-1234                     | **********
        x0101901234y                   | x**********y
        9990101901234                  | **********
        forloeb_2024-06-30.csv         | forloeb_2024-06-30.csv
        fra 2024-01-01 til 2024-12-31  | fra 2024-01-01 til 2024-12-31
        12345678                       | 12345678
        linje 123456                   | linje 123456
        """)
    void hides_what_looks_like_a_cpr_number_and_nothing_else(String text, String masked) {
        assertThat(Masked.text(text)).isEqualTo(masked);
        assertThat(Masked.holdsCpr(text)).isEqualTo(!text.equals(masked));
    }
}
