package dk.maaltal.source.register;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dk.maaltal.declaration.Findings;
import dk.maaltal.problem.Problem;
import dk.maaltal.register.Column;
import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The layouts that are shipped, and how a layout that is wrong is told. */
class LayoutsTest {
    private static final Path SHIPPED = Path.of("config/registers");

    @TempDir
    Path folder = Path.of("");

    static Stream<Layout> shipped() {
        return Stream.of(Register.values()).flatMap(register -> Dropped.shipped().of(register).stream());
    }

    static Stream<Layout> shippedTall() {
        return shipped().filter(layout -> layout.wide() == null);
    }

    @Test
    void ships_the_canonical_form_of_every_register_and_what_a_case_system_would_hold() {
        for (Register register : Register.values()) {
            assertThat(Dropped.shipped().names(register))
                    .contains("canonical-" + register.text().replace('_', '-'));
        }
        for (String system : List.of("fasit", "momentum")) {
            assertThat(shipped()
                            .filter(layout -> layout.name().startsWith(system))
                            .map(Layout::register))
                    .contains(
                            Register.FORLOEB,
                            Register.SAMTALER,
                            Register.TILBUD,
                            Register.LOENTIMER,
                            Register.SYGEFRAVAER,
                            Register.ARBEJDSMARKEDSSTATUS,
                            Register.JOBORDRER);
        }
        assertThat(shipped()
                        .filter(layout -> layout.name().startsWith("canonical"))
                        .flatMap(layout -> layout.columns().entrySet().stream()
                                .filter(column -> !column.getValue().headers().equals(List.of(column.getKey())))))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shippedTall")
    void reads_a_file_with_any_spelling_of_its_headers(Layout layout) {
        for (boolean last : new boolean[] {false, true}) {
            List<String> headers = new ArrayList<>();
            List<String> cells = new ArrayList<>();
            for (Column column : layout.register().columns()) {
                List<String> spellings = Optional.ofNullable(layout.columns().get(column.name()))
                        .map(Layout.Source::headers)
                        .orElseThrow();
                headers.add(spellings.get(last ? spellings.size() - 1 : 0));
                cells.add(sample(column));
            }
            Dropped file = Dropped.csv(
                    folder,
                    layout.register(),
                    "Udtræk\n\n" + String.join(";", headers) + ";Navn\n" + String.join(";", cells) + ";Ane\nI alt;1\n");

            assertThat(file.refusal()).isEmpty();
            assertThat(file.rejections).isEmpty();
            assertThat(file.reading().layout()).isEqualTo(layout.name());
            assertThat(file.reading().taken()).isEqualTo(1);
            assertThat(file.reading().warnings()).containsExactly("columns that are not read: Navn");
            assertThat(file.reading().delta()).isEqualTo(layout.delta());
        }
    }

    private static String sample(Column column) {
        return switch (column.type()) {
            case PERSON -> "010190-1234";
            case DATE -> "01-03-2024";
            case MONTH -> "2024-03";
            case CODE ->
                Dropped.codes()
                        .list(String.valueOf(column.codelist()))
                        .codes()
                        .get(0)
                        .label();
            case FLAG -> "ja";
            case INTEGER -> "1.200";
            case DECIMAL -> "10,5";
            case P_NUMBER -> "1003123456";
            case CVR_NUMBER -> "12345678";
            case OPAQUE, WORD -> "noget";
            case SCHOOL_YEAR -> "2023/2024";
            case YEAR -> "2024";
            case HALF_YEAR -> "2024H1";
        };
    }

    @Test
    void translates_the_words_of_a_fasit_like_extract() {
        Dropped file = Dropped.csv(folder, Register.FORLOEB, """
                CPR-nr.;Navn;Ydelsesart;Målgruppe (LAB § 6);Visitationskategori;Startdato;Slutdato
                010190-1234;Ane;Arbejdsløshedsdagpenge;6.1;Jobparat;01-01-2024;30-06-2024
                020290-1234;Bo;FOLKEPENSION;;;01-01-2024;
                030390-1234;Ida;Kontanthjælp  mv.;6.2;;01-01-2024;31-12-9999
                """, Encoding.WINDOWS);

        assertThat(file.reading().layout()).isEqualTo("fasit-forloeb");
        assertThat(file.rejections).isEmpty();
        assertThat(file.column("ydelse")).containsExactly("A-dagpenge", "Kontanthjælp");
        assertThat(file.reading().skipped()).isEqualTo(1);
    }

    @Test
    void reads_a_momentum_like_delta_with_its_key() {
        Dropped file = Dropped.csv(folder, Register.LOENTIMER, """
                Personnummer;Periode;Timer;Virksomhed P-nr;Virksomhed CVR
                0101901234;2024M06;1.234;;12345678
                0101901234;2024M06;37,5;;12345678
                """);

        assertThat(file.reading().layout()).isEqualTo("momentum-loentimer");
        assertThat(file.reading().delta()).isTrue();
        assertThat(file.reading().key()).containsExactly("person", "maaned", "p", "cvr");
        assertThat(file.faults()).containsExactly("2 timer bad_number");
        assertThat(file.column("timer")).containsExactly(37_500_000L);
    }

    @Test
    void turns_columns_into_rows() {
        Dropped choices = Dropped.csv(folder, Register.UNGDOMSVALG, """
                Søgetal
                Ungdomsuddannelse;2022/2023 antal;2022/2023 årgang;2023/24 antal;2023/24 årgang
                EUD;90;300;..;310
                Gymnasial;150;300;160;310
                I alt;240;300;160;310
                """);
        assertThat(choices.refusal()).isEmpty();
        assertThat(choices.column("skoleaar")).containsExactly(2023L, 2023L, 2024L);
        assertThat(choices.column("valg")).containsExactly("Erhvervsuddannelse", "Gymnasial", "Gymnasial");
        assertThat(choices.column("antal")).containsExactly(90L, 150L, 160L);
        assertThat(choices.faults()).containsExactly("3 antal missing_value");
        assertThat(choices.reading().skipped()).isEqualTo(1);

        Dropped young = Dropped.csv(folder, Register.UNGE_25, """
                Kommune;25-årige 2022;25-årige 2023;Heraf gennemført 2022;Heraf gennemført 2023
                Norddjurs;400;410;300;<5
                """);
        assertThat(young.column("aar")).containsExactly(2022L, 2023L);
        assertThat(young.column("gennemfoert")).containsExactly(300L, Column.SUPPRESSED);

        Dropped danish = Dropped.csv(folder, Register.DANSKUDDANNELSE, "2023H2;1. halvår 2024;2024H2\n12;17;-\n");
        assertThat(danish.column("periode")).containsExactly(2023 * 2L + 1, 2024 * 2L);
        assertThat(danish.column("antal")).containsExactly(12L, 17L);

        Dropped hired =
                Dropped.csv(folder, Register.ANSAETTELSER, "Stillingstype;2024-01;2024-02\nFlexjob;1;2\nElev;0;\n");
        assertThat(hired.column("type")).containsExactly("Fleksjob", "Fleksjob", "Elev");
        assertThat(hired.column("dato").get(1))
                .isEqualTo(LocalDate.of(2024, 2, 1).toEpochDay());
    }

    private List<String> findings(String content) throws IOException {
        Path layouts = Files.createDirectories(folder.resolve("layouts"));
        Files.writeString(layouts.resolve("a.yml"), content);
        Findings findings = new Findings("config");
        Layouts read = Layouts.read(layouts, Dropped.codes(), findings);
        assertThat(read.count()).isEqualTo(findings.count() == 0 ? 1 : 0);
        return findings.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void names_everything_that_is_wrong_with_a_layout_at_once() throws IOException {
        assertThat(findings("""
                        name: Mine!
                        title: x
                        register: forloeb
                        mode: sometimes
                        key: [cpr]
                        reject_tolerance: 2
                        encoding: latin
                        delimiter: "|"
                        colour: red
                        columns:
                          person: {constant: "0101901234"}
                          ydelse: {header: Ydelse, constant: Fleksjob, values: {X: Efterløn}}
                          begin: {header: Start}
                        """))
                .hasSize(13)
                .anyMatch(p -> p.contains("'Efterløn' is no value of ydelse"))
                .anyMatch(p -> p.contains("a.yml:1: 'name'"))
                .anyMatch(p -> p.contains("a.yml:4: 'mode'"))
                .anyMatch(p -> p.contains("a.yml:5: 'cpr' is no column of forloeb"))
                .anyMatch(p -> p.contains("a.yml:5: a full extract"))
                .anyMatch(p -> p.contains("a.yml:6: 'reject_tolerance'"))
                .anyMatch(p -> p.contains("a.yml:7: 'encoding' is 'latin'"))
                .anyMatch(p -> p.contains("a.yml:8: 'delimiter' is '|'"))
                .anyMatch(p -> p.contains("a.yml:9: 'colour' is not a key here"))
                .anyMatch(p -> p.contains("a.yml:11: a person is translated"))
                .anyMatch(p -> p.contains("a.yml:12: 'ydelse' has both"))
                .anyMatch(p -> p.contains("a.yml:13: 'begin' is not a key here"))
                .anyMatch(p -> p.contains("no column gives start"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        register: ansaettelser          | register: ansat                 | register
        register: ansaettelser          | register: forloeb               | wide
        column: dato                    | column: dag                     | column
        antal: "(                       | total: "(                       | total
        antal: "(                       | antal: "(?:                     | group
        Flexjob: Fleksjob               | Flexjob: Flexjob                | Flexjob
        Flexjob: Fleksjob               | Flexjob: 5                      | Flexjob
        equals:                         | equal:                          | equal
        header: [                       | headers: [                      | headers
        [Ansættelsestype, Stillingstype] | [Type, type]                   | header
        name: sheets                    | name: Sheets                    | name
        """)
    void refuses_a_wide_layout_with_a_fault(String good, String bad, String about) throws IOException {
        String text = Files.readString(SHIPPED.resolve("sheets/ansaettelser-wide.yml"));
        assertThat(text).contains(good);

        assertThat(findings(text.replace(good, bad))).anyMatch(problem -> problem.contains(about));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        register: loentimer     | register: hours
        name: momentum          | name: Momentum
        mode: delta             | mode: part
        decimal: comma          | decimal: ","
        excel_serials: true     | excel_serials: ja
        columns:                | colums:
        timer: {header          | hours: {header
        maaned: {header         | maaned: {heading
        skip:                   | skipped:
        equals:                 | equal:
        mode: delta             | reject_tolerance: 1.5
        mode: delta             | encoding: latin-1
        mode: delta             | delimiter: pipe
        mode: delta             | covers_from: 1. januar 2020
        """)
    void has_a_schema_that_refuses_what_the_reader_refuses(String good, String bad) throws IOException {
        String text = Files.readString(SHIPPED.resolve("momentum/loentimer.yml"));
        assertThat(text).contains(good);
        String broken = text.replace(good, bad);
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("config/schema/register.schema.json")));

        assertThat(findings(text)).isEmpty();
        assertThat(findings(broken)).isNotEmpty();
        assertThat(schema.validate(YAMLMapper.builder().build().readTree(text))).isEmpty();
        assertThat(schema.validate(YAMLMapper.builder().build().readTree(broken)))
                .isNotEmpty();
    }

    @Test
    void wants_a_name_for_each_layout_and_a_folder() throws IOException {
        Path layouts = Files.createDirectories(folder.resolve("two/below"));
        String text = Files.readString(SHIPPED.resolve("canonical/unge-25.yml"));
        Files.writeString(layouts.resolve("a.yml"), text);
        Files.writeString(folder.resolve("two/b.yml"), text);
        Findings findings = new Findings("config");

        Layouts read = Layouts.read(folder.resolve("two"), Dropped.codes(), findings);
        Layouts.read(folder.resolve("none"), Dropped.codes(), findings);

        assertThat(read.names(Register.UNGE_25)).containsExactly("canonical-unge-25");
        assertThat(findings.problems())
                .extracting(Problem::what)
                .anySatisfy(what -> assertThat(what).contains("the name 'canonical-unge-25' is that of"));
        assertThat(findings.problems())
                .extracting(Problem::what)
                .contains("the folder of layouts cannot be read")
                .hasSize(2);
    }

    @Test
    void refuses_a_file_that_two_layouts_fit_alike() throws IOException {
        Path layouts = Files.createDirectories(folder.resolve("twins"));
        String text = Files.readString(SHIPPED.resolve("canonical/unge-25.yml"));
        Files.writeString(layouts.resolve("a.yml"), text);
        Files.writeString(layouts.resolve("b.yml"), text.replace("name: canonical-unge-25", "name: mine"));
        LayoutFiles files = new LayoutFiles(
                Layouts.read(layouts, Dropped.codes(), new Findings("config")),
                Dropped.codes(),
                null,
                folder.resolve("salt"));
        Files.writeString(folder.resolve("x.csv"), "aar;population;gennemfoert\n2024;1;1\n");

        assertThat(Dropped.read(files, Register.UNGE_25, folder.resolve("x.csv"))
                        .refusal())
                .contains("the layouts canonical-unge-25 and mine fit alike");
    }
}
