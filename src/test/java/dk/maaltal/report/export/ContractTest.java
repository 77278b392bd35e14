package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.measure.Basis;
import dk.maaltal.measure.CellState;
import dk.maaltal.measure.Reason;
import dk.maaltal.measure.Status;
import dk.maaltal.plan.Component;
import dk.maaltal.snapshot.ChangeKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    @Test
    void every_description_is_the_pages_own() throws Exception {
        String page = Files.readString(Path.of("docs/reference/bi.md"));
        for (ContractTable table : Contract.tables()) {
            String section = page.substring(page.indexOf("### bi." + table.name() + "\n"));
            section = section.substring(0, Math.max(0, (section + "\n### ").indexOf("\n### ")));
            assertThat(section).contains("\n" + table.descriptionEn() + "\n");
            for (ContractColumn column : table.columns()) {
                String row = "| `%s` | %s | %s |"
                        .formatted(column.name(), column.type().sql(), column.descriptionEn());
                assertThat(section.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")).contains(row);
            }
        }
    }

    @Test
    void every_word_has_its_danish_and_no_other_has() {
        assertThat(DanishWords.of("state")).containsExactlyInAnyOrderElementsOf(names(CellState.values()));
        assertThat(DanishWords.of("status")).containsExactlyInAnyOrderElementsOf(names(Status.values()));
        assertThat(DanishWords.of("reason"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Reason.values()).map(Reason::text).toList());
        assertThat(DanishWords.of("basis"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Basis.values()).map(Basis::text).toList());
        assertThat(DanishWords.of("change_kind"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ChangeKind.values()).map(ChangeKind::text).toList());
        assertThat(DanishWords.of("unit"))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Component.Unit.values())
                        .map(Component.Unit::text)
                        .toList());
        assertThat(DanishWords.statesWithoutValue())
                .containsExactlyInAnyOrderElementsOf(Stream.of(CellState.values())
                        .filter(state -> !state.hasValue())
                        .map(Enum::name)
                        .toList());
    }

    @Test
    void keys_and_references_are_columns_that_always_have_a_value() {
        for (ContractTable table : Contract.tables()) {
            assertThat(table.key())
                    .isNotEmpty()
                    .allSatisfy(column -> assertThat(table.column(column).required())
                            .as(column)
                            .isTrue());
            for (ContractTable.Reference reference : table.references()) {
                ContractTable to = Contract.tables().stream()
                        .filter(t -> t.name().equals(reference.table()))
                        .findFirst()
                        .orElseThrow();
                assertThat(reference.keys()).isEqualTo(to.key());
                reference.columns().forEach(table::column);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            >= 80 %            | mindst 80 %
            > 80 %             | over 80 %
            < 0                | under 0
            <= DK + 4 pp       | højst hele landet + 4 procentpoint
            >= DK              | mindst hele landet
            > last year        | over året før
            < last year        | under året før
            <= benchmark       | højst ministeriets sammenligningstal
            <= ceiling of 2023 | højst loftet for 2023
            >= 62.5 %          | mindst 62,5 %
            """)
    void a_target_is_said_in_danish(String target, String danish) {
        assertThat(DanishWords.target(target)).isEqualTo(danish);
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }
}
