package dk.maaltal.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/maaltal                                | jdbc:postgresql://db/maaltal                  |
            jdbc:postgresql://db/maaltal?password=s%26t                 | jdbc:postgresql://db/maaltal                  | s&t
            jdbc:postgresql://db/maaltal?password=secret&ssl=true       | jdbc:postgresql://db/maaltal?ssl=true         | secret
            jdbc:postgresql://db/maaltal?user=me&password=secret        | jdbc:postgresql://db/maaltal?user=me          | secret
            jdbc:postgresql://db/maaltal?user=me&password=secret&ssl=on | jdbc:postgresql://db/maaltal?user=me&ssl=on   | secret
            jdbc:h2:file:./x;PASSWORD=a%b;AUTO_SERVER=TRUE              | jdbc:h2:file:./x;AUTO_SERVER=TRUE             | a%b
            """)
    void a_password_is_taken_out_of_the_address(String url, String left, @Nullable String password) {
        DatabaseAddress address = DatabaseAddress.of(url);

        assertThat(address.url()).isEqualTo(left);
        assertThat(address.password()).isEqualTo(password);
        assertThat(address).hasToString(left);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://db/maaltal?sslpassword=a%20b                         | jdbc:postgresql://db/maaltal         |
            jdbc:postgresql://db/maaltal?sslpassword=a%20b&password=c&ssl=on       | jdbc:postgresql://db/maaltal?ssl=on  | c
            jdbc:postgresql://db/maaltal?ssl=on&password=c&sslpassword=a%20b       | jdbc:postgresql://db/maaltal?ssl=on  | c
            """)
    void so_is_that_of_the_clients_key(String url, String left, @Nullable String password) {
        DatabaseAddress address = DatabaseAddress.of(url);

        assertThat(address.keyPassword()).isEqualTo("a b");
        assertThat(address.password()).isEqualTo(password);
        assertThat(address).hasToString(left);
    }
}
