package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.watch.Freshness.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LateSourcesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);

    private Instant now = Instant.parse("2026-11-24T05:00:00Z");
    private final List<Freshness> fresh = new ArrayList<>();
    private final Set<String> said = new TreeSet<>();
    private final LateSources sources = new LateSources(at -> fresh, said::contains, () -> now);

    private void source(String source, State state, @Nullable LocalDate announced, String... measures) {
        fresh.add(new Freshness(
                source, "name", "2026M08", DAY, 21L, DAY, announced, state, "why of " + source, List.of(measures)));
    }

    private List<String> keys() {
        now = now.plus(Duration.ofMinutes(10));
        return sources.now().stream().map(Condition::key).toList();
    }

    @Test
    void tables_that_wait_for_the_same_are_one_cause_and_others_each_their_own() {
        source("jobindsats a", State.BEHIND, null, "6.1", "1.1");
        source("jobindsats b", State.AWAITED, DAY, "2.1");
        source("jobindsats c", State.BEHIND, null, "1.1");
        source("jobindsats d", State.AWAITED, DAY.plusDays(1));
        source("jobindsats e", State.SHORT, null);
        source("jobindsats f", State.OK, DAY);
        source("jobindsats g", State.NEVER, DAY);
        source("jobindsats catalogue", State.SILENT, null);
        source("samtaler", State.OLD, null);

        assertThat(keys())
                .containsExactly(
                        "late jobindsats behind",
                        "late jobindsats awaited 2026-11-03",
                        "late jobindsats awaited 2026-11-04",
                        "late jobindsats e",
                        "late jobindsats catalogue",
                        "late samtaler");
        assertThat(sources.now().get(0).what())
                .startsWith("2 tables are late: ")
                .contains("why of jobindsats a", "why of jobindsats c");
        assertThat(sources.now().get(0).meaning()).contains("measures 1.1, 6.1 stay as of 2026M08,");
        assertThat(sources.now().get(1).what()).startsWith("jobindsats b (name): why of jobindsats b");
    }

    @Test
    void what_the_last_run_said_itself_is_not_said_again() {
        source("jobindsats a", State.BEHIND, null);
        source("jobindsats c", State.BEHIND, null);
        source("cvr", State.SILENT, null);
        said.add("table:a");
        assertThat(keys()).containsExactly("late jobindsats behind", "late cvr");
        assertThat(sources.now().get(0).what()).startsWith("jobindsats c");
        said.addAll(Set.of("table:c", "cvr"));
        assertThat(keys()).isEmpty();
    }

    @Test
    void a_cause_of_a_hundred_tables_is_still_one_message() {
        for (int i = 0; i < 100; i++) {
            source("jobindsats t" + i, State.BEHIND, null);
        }
        assertThat(keys()).hasSize(1);
        assertThat(sources.now().get(0).what()).contains("t4 ", "and 95 more").doesNotContain("t5 ");
        assertThat(sources.now().get(0).what().length()).isLessThan(1000);
    }
}
