package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RhythmTest {
    @ParameterizedTest(name = "{0}: every {1} days")
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-01                                                   |
            2026-01-01 2026-02-01                                        |
            2026-01-01 2026-02-01 2026-02-01                             |
            2026-01-01 2026-02-01 2026-03-01                             | 31
            2026-03-01 2026-01-01 2026-02-01                             | 31
            # one late extract makes no habit
            2026-01-01 2026-01-08 2026-01-15 2026-03-15 2026-03-22       | 7
            # what was the habit a year ago does not count
            2025-01-01 2025-01-02 2025-01-03 2025-01-04 2025-01-05 2025-02-05 2025-03-05 2025-04-05 2025-05-05 | 30
            """)
    void the_usual_gap_is_the_middle_one_of_the_last_few(String days, Long usual) {
        List<LocalDate> came = Stream.of(days.split(" ")).map(LocalDate::parse).toList();
        assertThat(Rhythm.usualDays(came)).isEqualTo(usual == null ? OptionalLong.empty() : OptionalLong.of(usual));
    }

    @ParameterizedTest(name = "{0} days old, usually every {1}: late {2}")
    @CsvSource({"8, 1, false", "9, 1, true", "17, 7, false", "18, 7, true", "52, 30, false", "53, 30, true"})
    void late_is_half_again_the_usual_gap_and_a_week(long age, long usual, boolean late) {
        assertThat(Rhythm.isLate(age, usual)).isEqualTo(late);
    }
}
