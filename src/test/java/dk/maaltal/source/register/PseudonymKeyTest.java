package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymKeyTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder = Path.of("");

    private Path file(byte[] content, String rights) throws IOException {
        Path file = folder.resolve("key");
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    private PseudonymKey key(String content) throws IOException {
        return PseudonymKey.read(file(content.getBytes(StandardCharsets.UTF_8), "rw-------"));
    }

    @Test
    void gives_the_leftmost_128_bits_of_hmac_sha_256() throws Exception {
        for (int length : new int[] {32, 63, 64, 65, 200}) {
            byte[] secret = new byte[length];
            new Random(length).nextBytes(secret);
            secret[length - 1] = 'x';
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            Pseudonyms pseudonyms = PseudonymKey.read(file(secret, "r--------")).pseudonyms();
            Files.delete(folder.resolve("key"));
            Random random = new Random(2024);
            for (int i = 0; i < 2_000; i++) {
                long number = random.nextLong(i % 2 == 0 ? 10_000_000_000L : 1_000);
                pseudonyms.of(number);
                String expected = HexFormat.of()
                        .formatHex(mac.doFinal("%010d".formatted(number).getBytes(StandardCharsets.US_ASCII)))
                        .substring(0, 32);
                assertThat("%016x%016x".formatted(pseudonyms.high(), pseudonyms.low()))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shows_its_fingerprint_and_nothing_else() throws IOException {
        PseudonymKey key = key(SECRET);

        assertThat(key.fingerprint()).isEqualTo("698dacfea9ff601b5029b4f3f19923bb");
        assertThat(key.toString()).contains(key.fingerprint()).doesNotContain(SECRET.substring(0, 8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ""})
    void does_not_mind_one_line_end(String end) throws IOException {
        assertThat(key(SECRET + end).fingerprint()).isEqualTo("698dacfea9ff601b5029b4f3f19923bb");
    }

    @Test
    void counts_a_second_line_end() throws IOException {
        assertThat(key(SECRET + "\n\n").fingerprint()).isNotEqualTo("698dacfea9ff601b5029b4f3f19923bb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----"})
    void refuses_a_file_that_others_may_use(String rights) throws IOException {
        Path file = file(SECRET.getBytes(StandardCharsets.UTF_8), rights);

        assertThatThrownBy(() -> PseudonymKey.read(file))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(PseudonymKey.SETTING)
                .hasMessageContaining(rights)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void takes_a_binary_key_of_just_enough_bytes_that_ends_like_a_line(String end) throws IOException {
        String key = SECRET.substring(0, 31) + end;

        assertThat(key(key).fingerprint())
                .isEqualTo(key(key + "\n").fingerprint())
                .isNotEqualTo(key(SECRET.substring(0, 31) + "x").fingerprint());
    }

    @Test
    void refuses_a_short_key_a_folder_and_nothing() throws IOException {
        Path shortKey = file("0123456789abcdef0123456789abcd\n".getBytes(StandardCharsets.UTF_8), "rw-------");

        assertThatThrownBy(() -> PseudonymKey.read(shortKey))
                .hasMessageContaining("31 bytes")
                .hasMessageNotContaining("0123456789");
        assertThatThrownBy(() -> PseudonymKey.read(folder)).hasMessageContaining("not a regular file");
        assertThatThrownBy(() -> PseudonymKey.read(folder.resolve("none"))).hasMessageContaining("is not there");
    }
}
