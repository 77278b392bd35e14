package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimesTest {
    private static final JobDeclaration.Schedule NIGHTLY = new JobDeclaration.Schedule(
            LocalTime.of(2, 30), ZoneId.of("Europe/Copenhagen"), JobDeclaration.Missed.LAST);

    @ParameterizedTest(name = "at {0} the latest due time is {1}")
    @CsvSource(textBlock = """
            # winter: 02:30 is 01:30Z
            2024-01-15T01:30:00Z, 2024-01-15T01:30:00Z
            2024-01-15T01:29:59Z, 2024-01-14T01:30:00Z
            2024-01-15T23:59:59Z, 2024-01-15T01:30:00Z
            # summer: 02:30 is 00:30Z
            2024-07-15T00:30:00Z, 2024-07-15T00:30:00Z
            2024-07-15T00:29:59Z, 2024-07-14T00:30:00Z
            # 31 March 2024 has no 02:30; 03:30 local stands in
            2024-03-31T01:29:59Z, 2024-03-30T01:30:00Z
            2024-03-31T01:30:00Z, 2024-03-31T01:30:00Z
            2024-04-01T00:30:00Z, 2024-04-01T00:30:00Z
            # 27 October 2024 has two 02:30; the first counts
            2024-10-27T00:30:00Z, 2024-10-27T00:30:00Z
            2024-10-27T01:30:00Z, 2024-10-27T00:30:00Z
            2024-10-28T01:30:00Z, 2024-10-28T01:30:00Z
            """)
    void the_latest_due_time_is_one_a_date(Instant now, Instant due) {
        assertThat(DueTimes.latest(NIGHTLY, now)).isEqualTo(due);
    }
}
