package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.source.Outcome;
import dk.maaltal.staging.Rejected;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private static Rejected row(String file, String at, long ofSo) {
        return new Rejected(
                "forloeb", file, Instant.parse(at), Outcome.OK, ofSo, 2, "start", "bad_date", "the cell is empty");
    }

    @Test
    void names_each_file_of_whose_rejections_not_all_are_kept() {
        assertThat(Rejections.notKept(List.of(
                        row("a.csv", "2024-06-01T00:00:00Z", 2),
                        row("a.csv", "2024-06-01T00:00:00Z", 2),
                        row("b.csv", "2024-06-01T00:00:00Z", 3),
                        row("b.csv", "2024-06-01T00:00:00Z", 3),
                        row("b.csv", "2024-05-01T00:00:00Z", 1))))
                .containsExactly("forloeb, b.csv: 3 rows were rejected, of which the first 2 are kept");
    }
}
