package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.series.Frequency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DataRequestTest {
    @Test
    void is_written_as_the_source_is_asked() {
        assertThat(Tables.request("_viskat=/1/,/2/", "2024M01", "2024M02").request())
                .isEqualTo("GET /v3/data/y60a02?mgroup.*=*&period.M=2024M01,2024M02&hierarchy._nykom=*"
                        + "&hierarchy._viskat=/1/,/2/&format=json");
    }

    @Test
    void what_was_written_is_read_back_whatever_the_ids_are() {
        Random random = new Random(2024);
        for (int i = 0; i < 500; i++) {
            DataRequest request = new DataRequest(
                    text(random),
                    Frequency.values()[random.nextInt(Frequency.values().length)],
                    texts(random),
                    text(random),
                    texts(random),
                    new TreeMap<>(
                            random.nextBoolean() ? java.util.Map.of(text(random), texts(random)) : java.util.Map.of()));

            assertThat(DataRequest.parse(request.request())).isEqualTo(request);
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            texts.add(text(random));
        }
        return texts;
    }

    private static String text(Random random) {
        String letters = "abz09_./*:, &=+%?#æøå";
        StringBuilder text = new StringBuilder("x");
        for (int n = random.nextInt(6); n >= 0; n--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void another_request_is_refused() {
        assertThatThrownBy(() -> DataRequest.parse("GET /v3/tables?format=json"))
                .hasMessageContaining("is not a request for data");
        assertThatThrownBy(() -> DataRequest.parse("GET /v3/data/y60a02?format=json"))
                .hasMessageContaining("does not name one period type");
    }
}
