package dk.maaltal.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.Fixture;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationCalendarTest {
    private static final Plan PLAN = Fixture.plan();

    @ParameterizedTest
    @CsvSource(
            emptyValue = "",
            value = {
                // day,      due
                "2024-05-14, ''",
                "2024-05-15, 2024Q1",
                "2024-08-13, 2024Q1",
                "2024-08-14, 2024Q1 2024Q2",
                "2024-09-12, 2024Q1 2024Q2",
                "2024-09-13, 2024Q1 2024H1 2024Q2",
                "2025-03-15, 2024Q1 2024H1 2024Q2 2024Q3 2024Q4",
                "2025-03-16, 2024Q1 2024H1 2024Q2 2024Q3 2024 2024H2 2024Q4",
            })
    void a_period_is_due_from_its_publication_day_on(LocalDate day, String due) {
        assertThat(String.join(
                        " ",
                        PublicationCalendar.due(PLAN, day).stream()
                                .map(ReferencePeriod::id)
                                .toList()))
                .isEqualTo(due);
    }

    @Test
    void a_period_has_begun_on_its_first_day() {
        assertThat(PublicationCalendar.begun(PLAN, LocalDate.of(2023, 12, 31))).isEmpty();
        assertThat(PublicationCalendar.begun(PLAN, LocalDate.of(2024, 1, 1)))
                .extracting(ReferencePeriod::id)
                .containsExactly("2024Q1", "2024H1", "2024");
        assertThat(PublicationCalendar.begun(PLAN, LocalDate.of(2024, 6, 30))).hasSize(4);
        assertThat(PublicationCalendar.begun(PLAN, LocalDate.of(2024, 7, 1))).hasSize(6);
    }

    @Test
    void days_are_days_in_denmark() {
        assertThat(PublicationCalendar.dateOf(Instant.parse("2024-06-30T21:59:59Z")))
                .isEqualTo("2024-06-30");
        assertThat(PublicationCalendar.dateOf(Instant.parse("2024-06-30T22:00:00Z")))
                .isEqualTo("2024-07-01");
        assertThat(PublicationCalendar.dateOf(Instant.parse("2024-12-31T22:59:59Z")))
                .isEqualTo("2024-12-31");
    }
}
