package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.SeriesSelector;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
        1.3 value    | Antal personer; Antal personer med mindst ét aktivt tilbud og/eller ordinære timer; Andel personer med mindst ét aktivt tilbud og/eller ordinære timer | Share 2 1
        1.3 value    | Antal personer i alt; Antal personer, der har deltaget i aktive tilbud; Antal personer med mindst 225 ordinære timer; Antal personer, der har deltaget i aktive tilbud eller haft ordinære timer; Andel personer, der har deltaget i aktive tilbud eller haft ordinære timer | Share 4 1
        1.3 value    | Antal personer i alt; Antal personer med virksomhedsrettet tilbud eller ordinære timer; Antal personer med aktive tilbud eller ordinære timer | Share 2 1
        1.3 value    | Antal personer; Antal personer, der har deltaget i aktive tilbud; Andel personer, der har deltaget i aktive tilbud; Antal personer uden aktive tilbud | Share 2 1
        1.3 value    | Andel personer med aktive tilbud; Antal personer med aktive tilbud | Served 1 2
        1.3 value    | Antal tilbud; Gennemsnitligt antal tilbud pr. person | none
        3.1 count    | Antal ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb; Andel ydelsesmodtagere, som har påbegyndt et opkvalificeringsforløb | Count 1
        3.1 count    | Antal personer | Count 1
        3.1 count    | Antal personer; Antal fuldtidspersoner | none
        4.1 value    | Antal 18-66-årige flygtninge og familiesammenførte til flygtninge; Antal beskæftigede i måneden; Andel beskæftigede i måneden, pct.; Antal beskæftigede, min. 190 timer i kvartalet; Andel beskæftigede, min. 190 timer i kvartalet, pct. | Share 2 1
        4.1 value    | Antal flygtninge og familiesammenførte til flygtninge; Antal beskæftigede; Andel beskæftigede, pct. | Share 2 1
        4.1 value    | Andel beskæftigede i måneden, pct.; Antal beskæftigede, min. 190 timer i kvartalet | none
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
        6.10 value   | Antal personer i alt; Antal personer med ordinære timer; Andel personer med ordinære timer; Gennemsnitligt timetal pr person med ordinære timer; Gennemsnitligt antal ordinære timer pr. måned | Share 2 1
        6.10 value   | Antal personer med ordinære timer; Andel personer med ordinære timer | none
        """)
    void find_the_right_columns_or_none(String component, String columns, String expected) {
        List<String[]> table = Stream.of(columns.split(";"))
                .map(column -> column.strip().split(" > "))
                .map(parts -> parts.length == 2 ? parts : new String[] {"", parts[0]})
                .toList();
        List<Variant> variants = component(component).official();

        String found = variants.get(variants.size() - 1).formulas().stream()
                .flatMap(formula -> resolved(formula, table).stream())
                .findFirst()
                .orElse("none");

        assertThat(found).isEqualTo(expected);
    }

    private static Optional<String> resolved(Formula formula, List<String[]> table) {
        List<Optional<Integer>> columns = formula.terms().stream()
                .map(SeriesSelector::measure)
                .map(selector -> column(selector, table))
                .toList();
        return columns.stream().allMatch(Optional::isPresent)
                ? Optional.of(formula.getClass().getSimpleName() + " "
                        + columns.stream()
                                .map(column -> Integer.toString(column.orElseThrow()))
                                .collect(Collectors.joining(" ")))
                : Optional.empty();
    }

    /** As {@link MeasureSelector} says: the first pattern that is found in exactly one column decides. */
    private static Optional<Integer> column(MeasureSelector selector, List<String[]> table) {
        for (String label : selector.labels()) {
            Pattern pattern = Pattern.compile(label, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            Set<Integer> hits = IntStream.range(0, table.size())
                    .filter(i -> spellings(table.get(i))
                            .anyMatch(s -> pattern.matcher(s).find()))
                    .boxed()
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (hits.size() == 1) {
                return hits.stream().findFirst().map(i -> i + 1);
            }
        }
        return Optional.empty();
    }

    private static Stream<String> spellings(String[] column) {
        return column[0].isEmpty()
                ? Stream.of(column[1])
                : Arrays.asList(column[1], column[0], column[0] + ": " + column[1]).stream();
    }

    private static Component component(String idAndName) {
        String[] parts = idAndName.split(" ");
        return PLAN.measure(parts[0]).orElseThrow().components().stream()
                .filter(c -> c.name().equals(parts[1]))
                .findFirst()
                .orElseThrow();
    }
}
