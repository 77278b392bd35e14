package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        010190\u00ad1234               | **********
        101901234                      | **********
        10190-1234                     | **********
        07 09 61 4321                  | **********
        7 09 61 4321                   | **********
        0709 61 4321                   | **********
        07.09.61-4321                  | **********
        07-09-1961-4321                | **********
        0709-614321                    | **********
        07/09/61 - 4321                | **********
        fra 07 09 61 4321 og frem      | fra ********** og frem
        x0101901234y                   | x**********y
        9990101901234                  | **********
        070961-4321_2024-06-30.csv     | **********_2024-06-30.csv
        a 2024-06-30 070961-4321.csv   | a 2024-06-30 **********.csv
        2024-06-30_070961-4321_2024-12-31 | 2024-06-30_**********_2024-12-31
        """)
    void hides_what_is_written_as_a_cpr_number(String text, String masked) {
        assertThat(Masked.text(text)).isEqualTo(masked);
        assertThat(Masked.holdsCpr(text)).isTrue();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1961-09-07 4321                | **********
        1961-09-07-4321_2024-06-30     | **********
        0 7 0 9 6 1 4 3 2 1            | **********
        (07)(09)(61)(4321)             | (**********)
        070961\u200b\u200b\u200b\u200b4321 | **********
        07,09,61;4321                  | **********
        2024-0012345                   | **********
        12345678 (2024)                | **********)
        2024-06-30 10:00               | **********
        """)
    void hides_what_only_may_be_one(String text, String masked) {
        assertThat(Masked.text(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "forloeb_2024-06-30.csv",
                "forloeb_2024-12-31_2025-01-01.csv",
                "forloeb_2024-06-30 (2).csv",
                "fra 2024-01-01 til 2024-12-31",
                "2024-06-30T10:00:00.123456Z",
                "from 2024-06-30T10:00:00Z - 2024-06-30T10:00:01.5Z",
                "12345678",
                "99999999 of 12345678",
                "linje 123456",
                "30-06-2024",
                "2023/2024",
                "rows 1,048,576"
            })
    void leaves_dates_instants_and_short_numbers(String text) {
        assertThat(Masked.text(text)).isEqualTo(text);
        assertThat(Masked.holdsCpr(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-0012345", "15.20.00-G01-123-24", "12345678 (2024)", "2013-123456", "2024-06-30 10:00"})
    void does_not_take_the_number_of_a_case_for_one_that_rejects_its_row(String text) {
        assertThat(Masked.holdsCpr(text)).isFalse();
    }

    @Test
    void hides_a_number_between_any_three_signs_and_in_a_text_of_any_length() {
        Random random = new Random(2024);
        String signs = " .-/_,;:()'\"+*\t\n\u00ad\u00a0\u2013\u200b";
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("a");
            for (char digit : "0709614321".toCharArray()) {
                text.append(digit);
                for (int n = random.nextInt(4); n > 0; n--) {
                    text.append(signs.charAt(random.nextInt(signs.length())));
                }
            }
            assertThat(Masked.text(text.append("b").toString())).doesNotContainPattern("\\d");
        }
        assertThat(Masked.text("1-".repeat(500_000))).isEqualTo("**********-");
    }
}
