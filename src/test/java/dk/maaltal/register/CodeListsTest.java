package dk.maaltal.register;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.declaration.Findings;
import dk.maaltal.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeListsTest {
    private static final Path SHIPPED = Path.of("config/codelists/codes.yml");

    @TempDir
    Path folder;

    @Test
    void the_shipped_lists_group_the_benefits_as_the_design_does() {
        CodeList ydelse = shipped().list("ydelse");

        assertThat(ydelse.codes()).hasSize(13);
        assertThat(ydelse.codes().stream()
                        .filter(code -> !code.properties().contains("midlertidig"))
                        .map(CodeList.Code::label))
                .containsExactly("Fleksjob", "Førtidspension");
        assertThat(ydelse.having("ledig"))
                .containsExactly(
                        "A-dagpenge", "Kontanthjælp", "Uddannelseshjælp", "Selvforsørgelses- og hjemrejseydelse");
        assertThat(shipped().list("tilbud.type").having("virksomhedsrettet"))
                .containsExactly("Virksomhedspraktik", "Løntilskud", "Småjob");
        assertThat(shipped().list("no such list").codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Uddannelseshjælp, 2013-12-31, false",
        "Uddannelseshjælp, 2014-01-01, true",
        "Uddannelseshjælp, 2025-06-30, true",
        "Uddannelseshjælp, 2025-07-01, false",
        "Kontanthjælp, 1990-01-01, true",
        "Kontanthjælp, 2030-01-01, true",
    })
    void a_code_holds_from_its_first_day_to_its_last(String label, LocalDate day, boolean holds) {
        assertThat(shipped().list("ydelse").code(label).orElseThrow().holdsOn(day))
                .isEqualTo(holds);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_and_with_its_line() throws IOException {
        Path file = folder.resolve("codes.yml");
        Files.writeString(file, """
                codelists:
                  - name: ydelse
                    codes:
                      - code: Kontanthjælp
                      - code: Kontanthjælp
                        valid_from: 2024-02-01
                        valid_to: 2024-01-31
                      - code: Sygedagpenge
                        propertis: [midlertidig]
                """);
        Findings findings = new Findings("codes.yml");

        assertThat(CodeLists.read(file, findings)).isEmpty();
        assertThat(findings.problems())
                .extracting(Problem::where, Problem::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("codes.yml:5", "'Kontanthjælp' stands twice in ydelse"),
                        org.assertj.core.groups.Tuple.tuple("codes.yml:7", "'Kontanthjælp' ends before it begins"),
                        org.assertj.core.groups.Tuple.tuple("codes.yml:9", "'propertis' is not a key here"));
    }

    @Test
    void a_list_the_registers_use_must_be_there() throws IOException {
        Path file = folder.resolve("codes.yml");
        Files.writeString(file, """
                codelists:
                  - name: ydelse
                    codes:
                      - code: Kontanthjælp
                """);
        Findings findings = new Findings("codes.yml");

        assertThat(CodeLists.read(file, findings)).isEmpty();
        assertThat(findings.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what())
                        .contains("ansaettelser.type", "samtaler.status", "tilbud.type")
                        .doesNotContain("ydelse"));
    }

    @Test
    void the_canonical_registers_have_the_columns_of_the_design() {
        assertThat(List.of(Register.values())).hasSize(13);
        assertThat(Register.TILBUD.columns())
                .extracting(Column::name)
                .containsExactly("person", "type", "start", "slut", "p", "cvr", "gode_muligheder", "konkret_job");
        assertThat(Register.TILBUD.place("start")).isEqualTo(1);
        assertThat(Register.UNGE_25.place("aar")).isZero();
        assertThat(List.of(Register.values()).stream().filter(Register::isPersonal))
                .containsExactly(
                        Register.FORLOEB,
                        Register.SAMTALER,
                        Register.TILBUD,
                        Register.LOENTIMER,
                        Register.SYGEFRAVAER,
                        Register.ARBEJDSMARKEDSSTATUS);
    }

    private static CodeLists shipped() {
        Findings findings = new Findings(SHIPPED.toString());
        return CodeLists.read(SHIPPED, findings)
                .orElseThrow(() -> new AssertionError(findings.problems().toString()));
    }
}
