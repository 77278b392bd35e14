package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of Norddjurs' plan as 0.3.0 had them: whatever this version can read besides, it reads them as that one did. */
class KeptPlanTest {
    private static final Path KEPT = Path.of("src/test/resources/kept/norddjurs-2024-0.3.0");

    private static Map<String, String> texts() throws IOException {
        Path plan = KEPT.resolve("plans/norddjurs-2024");
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(KEPT)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
                texts.put(plan.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void every_definition_has_the_digest_that_versions_of_then_bear() throws IOException {
        Plan plan = new PlanReader().read(texts(), "kept");

        Map<String, String> digests = plan.measures().stream()
                .collect(Collectors.toMap(Measure::id, Measure::definitionSha256, (a, b) -> a, TreeMap::new));
        String expected = Files.readString(KEPT.resolve("digests.txt"));
        assertThat(digests.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo(expected);
        assertThat(plan.texts()).isEqualTo(texts());
    }

    @Test
    void what_is_wrong_with_a_text_is_named_and_nothing_is_read_from_the_disk_in_its_place() throws IOException {
        Map<String, String> texts = texts();
        texts.remove("../../codelists/codes.yml");
        texts.computeIfPresent(
                "plan.yml", (path, text) -> text.replace("../../codelists/municipalities.yml", "/etc/hostname"));

        assertThatThrownBy(() -> new PlanReader().read(texts, "kept"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.what())
                                .contains(
                                        "the file ../../codelists/codes.yml is not there",
                                        "the file /etc/hostname is not there"))
                .hasMessageContaining("kept/plan.yml:");
    }
}
