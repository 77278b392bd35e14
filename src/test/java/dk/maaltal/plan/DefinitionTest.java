package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes a definition's digest, and what does not. */
class DefinitionTest {
    @TempDir
    Path home;

    private Path folder = Path.of("");

    @BeforeEach
    void copyTheShippedPlan() throws IOException {
        Path config = Path.of("config");
        try (Stream<Path> files = Files.walk(config)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = home.resolve(config.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        folder = home.resolve("plans/norddjurs-2024");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        measures/6.2.yml | direction: higher         | direction:    higher # better
        measures/6.2.yml | Lasting effect for young  | Some effect for young
        measures/6.2.yml | after_1_month             | one_month_later
        measures/6.2.yml | max_lag: 0                | definition_break: false
        measures/6.2.yml | origin: "Beskæftigelsesplan 2024, | origin: "Planen,
        measures/6.2.yml | days_after: 30            | days_after: 30.0
        measures/6.2.yml | tolerance: 5.0            | tolerance: 1.5
        plan.yml         | id: y38b15                | id: Y38B15
        plan.yml         | quarter_days: 45          | quarter_days: 46
        """)
    void keeps_the_digest_when_only_words_or_spelling_change(String file, String old, String now) throws IOException {
        String before = digest();

        replace(file, old, now);

        assertThat(digest()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        measures/6.2.yml | direction: higher         | direction: lower
        measures/6.2.yml | periods: [Q, H, Y]        | periods: [H, Y]
        measures/6.2.yml | max_lag: 0                | max_lag: 1
        measures/6.2.yml | until: 2025-06-30         | until: 2025-03-31
        measures/6.2.yml | Uddannelse]               | Andet]
        measures/6.2.yml | operator: at_least        | operator: more_than
        measures/6.2.yml | against: country          | {against: country, value: 1}
        measures/6.2.yml | days_after: 30            | days_after: 31
        measures/6.2.yml | disclosure: star-3        | disclosure: dst-5
        measures/6.2.yml | primary: local_if_registers | primary: official
        measures/6.2.yml | (efter )?1 ?(md           | (efter )?2 ?(md
        measures/6.2.yml | as a benefit of its own   | as an own benefit
        measures/6.2.yml | not: [andel,              | not: [andel, ratio,
        plan.yml         | id: y38b15                | id: y38b16
        """)
    void changes_the_digest_when_a_number_or_a_judgement_could_change(String file, String old, String now)
            throws IOException {
        String before = digest();

        replace(file, old, now.startsWith("{") ? "against: country\n      value: 1" : now);

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void does_not_depend_on_the_order_of_keys() throws IOException {
        Path file = folder.resolve("measures/6.13.yml");
        String before =
                new PlanReader().read(folder).measure("6.13").orElseThrow().definitionSha256();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        List<String> moved = lines.stream()
                .filter(line -> line.startsWith("direction:") || line.startsWith("periods:"))
                .toList();
        lines.removeAll(moved);
        lines.addAll(moved);
        Files.write(file, lines);

        assertThat(new PlanReader().read(folder).measure("6.13").orElseThrow().definitionSha256())
                .isEqualTo(before);
    }

    @Test
    void is_json_with_sorted_keys_and_nothing_but_what_decides() {
        Measure measure = new PlanReader().read(folder).measure("6.13").orElseThrow();

        assertThat(Definition.canonical(measure))
                .isEqualTo(String.join(
                        "",
                        Arrays.asList(
                                "{\"components\":[{\"local\":{\"disclosure\":\"none\",\"kind\":\"hirings\",\"parameters\":",
                                "{\"types\":[\"Elev\",\"Lærling\"]},",
                                "\"registers\":[\"ansaettelser\"]},\"name\":\"value\",\"official\":[],",
                                "\"primary\":\"local\",\"target\":{\"against\":\"last_year\",",
                                "\"comparable_across_break\":false,\"operator\":\"more_than\",",
                                "\"valid_from\":\"2021-01-01\",\"value\":\"0\"},\"unit\":\"count\"}],",
                                "\"direction\":\"higher\",\"follow_up\":\"half_yearly\",\"id\":\"6.13\",",
                                "\"periods\":[\"H\",\"Q\",\"Y\"]}")));
    }

    private String digest() {
        return new PlanReader().read(folder).measure("6.2").orElseThrow().definitionSha256();
    }

    private void replace(String file, String old, String now) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(old);
        Files.writeString(path, text.replace(old, now));
    }
}
