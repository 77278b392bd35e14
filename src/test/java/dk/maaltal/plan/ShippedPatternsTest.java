package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.AreaKind;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.UnreadableAnswer;
import dk.maaltal.source.jobindsats.Catalogue;
import dk.maaltal.source.jobindsats.CatalogueTable;
import dk.maaltal.source.jobindsats.Resolution;
import dk.maaltal.source.jobindsats.ResolvedSeries;
import dk.maaltal.source.jobindsats.SeriesResolver;
import dk.maaltal.source.jobindsats.TableMetadata;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The shipped label patterns against the labels the source is known to use, and against plausible ones where they are not
 * public. A pattern may find nothing; it must never find the wrong column.
 */
class ShippedPatternsTest {
    private static final Plan PLAN = new PlanReader().read(Path.of("config/plans/norddjurs-2024"));

    /**
     * Columns are separated by {@code ;} and written {@code label} or {@code group > label}. Expected: the first
     * alternative of the last variant that resolves, and the positions of the columns it reads.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        1.1 value    | F > Forventet antal; F > Faktisk antal; F > Forskel mellem forventet og faktisk antal; A > Forventet andel (pct.); A > Faktisk andel (pct.); Placering på benchmarkranglisten | Count 2 1
        1.1 value    | Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse > Forventet antal; Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse > Faktisk antal; Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse > Forskel mellem forventet og faktisk antal; Forventet og faktisk andel fuldtidspersoner på offentlig forsørgelse > Forventet andel (pct.); Forventet og faktisk andel fuldtidspersoner på offentlig forsørgelse > Faktisk andel (pct.); Forventet og faktisk andel fuldtidspersoner på offentlig forsørgelse > Forskel mellem forventet og faktisk andel (pct. point); Placering på benchmarkranglisten > Placering på benchmarkranglisten | Count 2 1
        1.1 value    | Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse: Forventet antal; Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse: Faktisk antal; Forventet og faktisk antal fuldtidspersoner på offentlig forsørgelse: Forskel mellem forventet og faktisk antal | Count 2 1
        1.1 value    | Forskel mellem forventet og faktisk antal; Forventet andel (pct.) | none
        1.2 value    | Antal personer; Antal personer med mindst 4 samtaler; Andel personer med mindst 4 samtaler (pct.) | Share 2 1
        1.2 value    | Antal personer i alt; Antal personer, der har fået afholdt mindst fire samtaler inden for 12 måneder; Andel personer, der har fået afholdt mindst fire samtaler inden for 12 måneder | Share 2 1
        1.2 value    | Antal personer med mindst 12 måneders offentlig forsørgelse; Antal personer med min. 4 samtaler; Andel personer med min. 4 samtaler; Gennemsnitligt antal samtaler pr. person | Share 2 1
        1.2 value    | Antal personer i målgruppen; Antal personer med 4 eller flere samtaler; Antal personer med færre end 4 samtaler; Antal personer uden samtaler | Share 2 1
        1.2 value    | Antal personer med mindst 4 samtaler; Andel personer med mindst 4 samtaler | Served 2 1
        1.2 value    | Andel personer; Antal personer | Served 1 2
        1.2 value    | Antal > Personer i alt; Antal > Personer med mindst 4 samtaler; Andel > Personer med mindst 4 samtaler | Share 2 1
        1.2 value    | Antal personer; Antal personer med mindst 1 samtale; Andel personer med mindst 1 samtale; Antal personer med mindst 4 samtaler; Andel personer med mindst 4 samtaler | Share 4 1
        1.2 value    | Antal samtaler; Gennemsnitligt antal samtaler | none
        1.2 value    | Antal personer i alt; Antal personer med 1 samtale; Antal personer med 2 samtaler; Antal personer med 3 samtaler; Antal personer med 4 samtaler; Antal personer med 5 eller flere samtaler | none
        1.2 value    | Antal personer i alt; Antal personer med flere end 4 samtaler; Andel personer med flere end 4 samtaler | none
        1.2 value    | Antal personer i alt; Personer med mindst 4 samtaler > Andel | none
        1.2 value    | Antal personer i alt; Antal personer med mindst 12 måneders offentlig forsørgelse; Antal personer med mindst 4 samtaler | Share 3 2
        1.2 value    | Antal personer i alt; Antal personer med 0-12 måneders forsørgelse; Antal personer med 12-24 måneders forsørgelse; Antal personer med mindst 4 samtaler | none
        1.2 value    | Antal personer; Andel personer med mindst én samtale | none
        1.2 value    | Antal personer; Personer med mindst én samtale > Andel | none
        1.2 value    | Personer med mindst én samtale > Antal personer; Personer med mindst én samtale > Andel personer | none
        1.2 value    | Antal personer; Andel personer, pct. | Served 2 1
        1.2 value    | Antal personer i målgruppen; Antal personer med mindst 4 uger mellem samtaler | none
        1.2 value    | Antal personer i målgruppen; Antal samtaler blandt personer med mindst 4 samtaler | none
        1.2 value    | Antal personer i målgruppen; Pct. > Antal personer med mindst 4 samtaler | none
        1.3 value    | Antal personer; Antal personer med mindst ét aktivt tilbud og/eller ordinære timer; Andel personer med mindst ét aktivt tilbud og/eller ordinære timer | Share 2 1
        1.3 value    | Antal personer i alt; Antal personer, der har deltaget i aktive tilbud; Antal personer med mindst 225 ordinære timer; Antal personer, der har deltaget i aktive tilbud eller haft ordinære timer; Andel personer, der har deltaget i aktive tilbud eller haft ordinære timer | Share 4 1
        1.3 value    | Antal personer i alt; Antal personer med virksomhedsrettet tilbud eller ordinære timer; Antal personer med aktive tilbud eller ordinære timer | Share 2 1
        1.3 value    | Antal personer; Antal personer, der har deltaget i aktive tilbud; Andel personer, der har deltaget i aktive tilbud; Antal personer uden aktive tilbud | none
        1.3 value    | Andel personer med aktive tilbud; Antal personer med aktive tilbud | none
        1.3 value    | Antal personer i alt; Antal personer med aktive tilbud; Antal personer med ordinære timer; Andel personer med aktive tilbud; Andel personer med ordinære timer | none
        1.3 value    | Antal personer med aktive tilbud og ordinære timer; Antal personer i alt | none
        1.3 value    | Antal personer med aktive tilbud og/eller ordinære timer; Andel personer med aktive tilbud og/eller ordinære timer | Served 2 1
        1.3 value    | Personer uden > Antal personer med aktive tilbud eller ordinære timer; Antal personer i alt | none
        1.3 value    | Antal timer; Antal personer i tilbud med mindst 225 timer; Antal personer | none
        1.3 value    | Antal personer i alt; Antal personer med mindst 12 måneders offentlig forsørgelse; Antal personer med aktive tilbud eller ordinære timer | Share 3 2
        1.3 value    | Antal tilbud; Gennemsnitligt antal tilbud pr. person | none
        3.1 count    | Antal ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb; Andel ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb | Count 1
        3.1 count    | Antal personer | none
        3.1 count    | Antal personer; Antal fuldtidspersoner | none
        3.1 count    | Ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb > Antal; Ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb > Andel | Count 1
        3.1 count    | Ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb > Andel | none
        4.1 value    | Antal 18-66-årige flygtninge og familiesammenførte til flygtninge; Antal beskæftigede i måneden; Andel beskæftigede i måneden, pct.; Antal beskæftigede, min. 190 timer i kvartalet; Andel beskæftigede, min. 190 timer i kvartalet, pct. | Share 2 1
        4.1 value    | Antal flygtninge og familiesammenførte til flygtninge; Antal beskæftigede; Andel beskæftigede, pct. | Share 2 1
        4.1 value    | Andel beskæftigede i måneden, pct.; Antal beskæftigede, min. 190 timer i kvartalet | none
        4.1 value    | Antal 18-66-årige flygtninge og familiesammenførte til flygtninge; Beskæftigede, min. 190 timer i kvartalet > Antal beskæftigede | none
        4.1 value    | Flygtninge > Antal 18-66-årige flygtninge; Beskæftigede i måneden > Antal beskæftigede; Beskæftigede, min. 190 timer i kvartalet > Antal beskæftigede | Share 2 1
        5.1 value    | Antal personer; Fuldtidspersoner > Pct. af arbejdsstyrken | none
        5.1 value    | Fuldtidspersoner > Antal; Fuldtidspersoner > Pct. af arbejdsstyrken | Share 1 1 1
        6.11 value   | Fuldtidspersoner > Pct. af arbejdsstyrken | none
        5.1 value    | Antal personer; Antal fuldtidspersoner; Fuldtidspersoner i pct. af arbejdsstyrken; Fuldtidspersoner i pct. af befolkningen | Share 2 2 2
        5.1 value    | Antal personer > Antal personer; Antal fuldtidspersoner > Antal fuldtidspersoner; Fuldtidspersoner i pct. af arbejdsstyrken > Fuldtidspersoner i pct. af arbejdsstyrken 16-66 år | Share 2 2 2
        6.1 fill_rate | Antal oprettede jobordrer; Antal stillinger blandt oprettede jobordrer; Formidlingsgrad; Besættelsesgrad | Served 4 1
        6.1 orders_per_month | Antal oprettede jobordrer; Antal stillinger blandt oprettede jobordrer; Formidlingsgrad; Besættelsesgrad | PerMonth 1
        6.1 orders_per_month | Antal stillinger blandt oprettede jobordrer; Oprettede jobordrer (antal); Besættelsesgrad for oprettede jobordrer, pct. | PerMonth 2
        6.2 value    | Status 1 mdr. efter afsluttet forløb, antal; Status 3 mdr. efter afsluttet forløb, antal; Status 6 mdr. efter afsluttet forløb, antal; Status 12 mdr. efter afsluttet forløb, antal; Status 1 mdr. efter afsluttet forløb, pct.; Status 3 mdr. efter afsluttet forløb, pct.; Status 6 mdr. efter afsluttet forløb, pct.; Status 12 mdr. efter afsluttet forløb, pct. | Share 1 1 1
        6.4 value    | Status 1 mdr. efter afsluttet forløb, antal; Status 3 mdr. efter afsluttet forløb, antal; Status 6 mdr. efter afsluttet forløb, antal; Status 12 mdr. efter afsluttet forløb, antal; Status 1 mdr. efter afsluttet forløb, pct.; Status 3 mdr. efter afsluttet forløb, pct.; Status 6 mdr. efter afsluttet forløb, pct.; Status 12 mdr. efter afsluttet forløb, pct. | Share 4 4 4 4 4 4 4 4 4 4 4 4 4 4 4
        6.2 value    | Arbejdsmarkedsstatus, antal > Status 1 md. efter afsluttet forløb; Arbejdsmarkedsstatus, antal > Status 12 mdr. efter afsluttet forløb; Arbejdsmarkedsstatus, pct. > Status 1 md. efter afsluttet forløb; Arbejdsmarkedsstatus, pct. > Status 12 mdr. efter afsluttet forløb | Share 1 1 1
        6.2 value    | Antal > Status 1 måned efter afsluttet forløb; Antal > Status 12 måneder efter afsluttet forløb; Andel > Status 1 måned efter afsluttet forløb; Andel > Status 12 måneder efter afsluttet forløb | Share 1 1 1
        6.2 value    | Antal, status efter 1 måned; Antal, status efter 11 måneder; Andel, status efter 1 måned | Share 1 1 1
        6.2 value    | Status 12 mdr. efter afsluttet forløb, antal; Status 1 mdr. efter afsluttet forløb, pct. | none
        6.2 value    | Arbejdsmarkedsstatus, pct. > Status 1 mdr. efter afsluttet forløb | none
        6.4 value    | Arbejdsmarkedsstatus, pct. > Status 12 mdr. efter afsluttet forløb | none
        6.1 orders_per_month | Besættelsesgrad > Oprettede jobordrer; Stillinger > Antal oprettede jobordrer | none
        6.10 value   | Andel > Antal personer med ordinære timer; Antal personer i alt | none
        6.10 value   | Antal personer i alt; Antal personer med ordinære timer; Andel personer med ordinære timer; Gennemsnitligt timetal pr person med ordinære timer; Gennemsnitligt antal ordinære timer pr. måned | Share 2 1
        6.10 value   | Antal personer med ordinære timer; Andel personer med ordinære timer | none
        """)
    void find_the_right_columns_or_none(String component, String columns, String expected) {
        TableMetadata table = table(columns);
        List<Variant> variants = component(component).official();

        String found = variants.get(variants.size() - 1).formulas().stream()
                .flatMap(formula -> resolved(formula, table).stream())
                .findFirst()
                .orElse("none");

        assertThat(found).isEqualTo(expected);
    }

    /** Tables are separated by {@code ;} and written {@code id name}. */
    @ParameterizedTest(name = "{0} among {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        4.1 value | mm13 Andel flygtninge og familiesammenførte til flygtninge i beskæftigelse; mm14 Andel unge i uddannelse | mm13
        4.1 value | mm13 Andel unge i uddannelse; mm14 Andel flygtninge og familiesammenførte til flygtninge i beskæftigelse | none
        4.1 value | mm14 Andel flygtninge og familiesammenførte til flygtninge i beskæftigelse | mm14
        4.1 value | mm13 Andel flygtninge i beskæftigelse; mm14 Andel nye flygtninge i beskæftigelse | mm13
        4.1 value | mm13 Andel unge; mm14 Flygtninge i beskæftigelse; mm15 Beskæftigelse blandt flygtninge | none
        1.2 value | a1 Afholdelse af samtaler. Antal og andel personer; a2 Samtaler | a1
        1.3 value | b1 Deltagelse i aktive tilbud. Antal og andel personer; b2 Udgifter til aktive tilbud | b1
        1.3 value | b2 Udgifter til aktive tilbud | none
        """)
    void find_the_right_table_or_none(String component, String tables, String expected) {
        Catalogue catalogue = new Catalogue(Stream.of(tables.split("; "))
                .map(text -> text.split(" ", 2))
                .map(parts -> new CatalogueTable(parts[0], parts[1], "", "M", null, null))
                .toList());
        Formula formula = component(component).official().get(0).formulas().get(0);

        Resolution<CatalogueTable> found = catalogue.find(formula.terms().get(0).table());

        assertThat(
                        found instanceof Resolution.Found<CatalogueTable> table
                                ? table.value().id()
                                : "none")
                .isEqualTo(expected);
    }

    private static Optional<String> resolved(Formula formula, TableMetadata table) {
        List<Optional<String>> columns =
                formula.terms().stream().map(term -> column(term, table)).toList();
        return columns.stream().allMatch(Optional::isPresent)
                ? Optional.of(formula.getClass().getSimpleName() + " "
                        + columns.stream().map(Optional::orElseThrow).collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** The position of the column a term reads, by the product's own resolver; areas and members are not the matter here. */
    private static Optional<String> column(SeriesSelector term, TableMetadata table) {
        SeriesSelector bare = new SeriesSelector(
                term.table(), term.frequency(), AreaKind.MUNICIPALITY, term.measure(), List.of(), term.optional());
        return SeriesResolver.resolve(bare, table) instanceof Resolution.Found<ResolvedSeries> found
                ? Optional.of(found.value().measureKey().substring("g".length()).split("/")[0])
                : Optional.empty();
    }

    /** A column without a group stands in one of its own name, as at the source. */
    private static TableMetadata table(String columns) {
        String[] labels = columns.split(";");
        String groups = IntStream.range(0, labels.length)
                .mapToObj(i -> {
                    String[] parts = labels[i].strip().split(" > ");
                    return """
                        {"mgroup_id":"g%d","mgroup_name":"%s","measures":[{"measure_id":"m","measure_name":"%s"}]}""".formatted(i + 1, parts[0], parts[parts.length - 1]);
                })
                .collect(Collectors.joining(","));
        String periods = Stream.of("M:2024M06", "Q:2024Q02", "QMAT:2024QMAT02")
                .map(p -> p.split(":"))
                .map(p -> "{\"periodtype_id\":\"%s\",\"values\":[{\"period_id\":\"%s\"}]}".formatted(p[0], p[1]))
                .collect(Collectors.joining(","));
        String json = """
            {"table_id":"t","table_name":"T","periods":[%s],"mgroups":[%s],"dimensions":[
             {"dimension_id":"_omrade","dimension_name":"Område","hierarchies":[{"hierarchy_id":"_nykom",
              "hierarchy_name":"Kommuner","levels":[{"level_id":"l","values":[{"value_id":"/","value_name":"Hele landet"}]}]}]}]}
            """.formatted(periods, groups);
        try {
            return TableMetadata.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "t");
        } catch (UnreadableAnswer e) {
            throw new IllegalStateException(e);
        }
    }

    private static Component component(String idAndName) {
        String[] parts = idAndName.split(" ");
        return PLAN.measure(parts[0]).orElseThrow().components().stream()
                .filter(c -> c.name().equals(parts[1]))
                .findFirst()
                .orElseThrow();
    }
}
