package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.ReferencePeriod;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayTest {
    @ParameterizedTest(name = "{0}: late {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # too little to tell
            2025-03-12=2025M01                                                                       | false
            2025-02-12=2024M12 2025-03-12=2024M12                                                    | false
            # each month the next
            2024-12-12=2024M10 2025-01-14=2024M11 2025-02-10=2024M12 2025-03-12=2025M01              | false
            # the month that should have come did not
            2024-12-12=2024M10 2025-01-14=2024M11 2025-02-10=2024M12 2025-03-12=2024M12              | true
            # a fortnight late with its month is late, and lacks none
            2024-12-12=2024M10 2025-01-14=2024M11 2025-02-10=2024M12 2025-03-26=2025M01              | false
            # over a leap day
            2023-12-12=2023M10 2024-01-12=2023M11 2024-02-12=2023M12 2024-03-12=2024M01              | false
            # a table of years that is updated each quarter
            2024-03-20=2023 2024-06-20=2023 2024-09-20=2023 2024-12-20=2023 2025-03-20=2024          | false
            2024-03-20=2023 2024-06-20=2023 2024-09-20=2023 2024-12-20=2023                          | false
            # a table of years that lacks one
            2022-03-20=2021 2023-03-20=2022 2024-03-20=2023 2025-03-20=2023                          | true
            # a table of quarters
            2024-08-20=2024Q2 2024-11-20=2024Q3 2025-02-20=2024Q4 2025-05-20=2025Q1                  | false
            2024-08-20=2024Q2 2024-11-20=2024Q3 2025-02-20=2024Q4 2025-05-20=2024Q4                  | true
            # of two readings of one update the later counts
            2024-12-12=2024M10 2025-01-14=2024M11 2025-02-10=2024M12 2025-03-12=2024M12 2025-03-12=2025M01 | false
            """)
    void a_period_is_lacking_when_the_newest_one_is_older_than_it_ever_was(String updates, boolean late) {
        List<Delay.Update> newestFirst = new ArrayList<>();
        Stream.of(updates.trim().split(" ")).forEach(update -> {
            String[] parts = update.split("=", -1);
            newestFirst.add(0, new Delay.Update(LocalDate.parse(parts[0]), ReferencePeriod.parse(parts[1])));
        });
        assertThat(Delay.tooLong(newestFirst).isPresent()).isEqualTo(late);
    }
}
