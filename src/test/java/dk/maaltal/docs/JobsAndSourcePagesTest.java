package dk.maaltal.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.job.JobDeclaration;
import dk.maaltal.source.Outcome;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobsAndSourcePagesTest {
    private static final Page JOBS = Page.of("docs/reference/jobs.md");

    @ParameterizedTest
    @ValueSource(strings = {"jobindsats", "cvr"})
    void every_outcome_has_its_row_and_no_other_has(String source) {
        assertThat(Page.of("docs/reference/%s.md".formatted(source)).section("Outcomes").keys().stream()
                        .filter(key -> key.matches("[A-Z_]+")))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Outcome.values()).map(Enum::name).toList());
    }

    @Test
    void every_key_of_a_job_and_every_step_has_its_row_and_no_other_has() throws Exception {
        Set<String> expected = new HashSet<>(steps());
        for (RecordComponent component : JobDeclaration.class.getRecordComponents()) {
            expected.add(inYaml(component));
        }
        for (RecordComponent component : JobDeclaration.Schedule.class.getRecordComponents()) {
            expected.add("schedule." + inYaml(component));
        }
        assertThat(JOBS.keys()).isEqualTo(expected);
    }

    /** {@code givesWay} is written {@code gives-way}. */
    private static String inYaml(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Collection<String> steps() throws Exception {
        Field names = Class.forName("dk.maaltal.job.JobSteps").getDeclaredField("NAMES");
        names.setAccessible(true);
        List<String> steps = new ArrayList<>();
        ((Collection<?>) names.get(null)).forEach(name -> steps.add((String) name));
        return steps;
    }

    @Test
    void the_example_is_the_job_that_ships() throws Exception {
        String shipped = Files.readString(Path.of("jobs/nightly.yml")).replaceAll("(?m)^#.*\\n", "");
        assertThat(JOBS.text() + "\n").contains("```yaml\n" + shipped + "```");
    }
}
