package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dk.maaltal.plan.Component.Primary;
import dk.maaltal.series.Area;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The plan that ships: one named case for each measure, against the table of the design. */
class ShippedPlanTest {
    private static final Path FOLDER = Path.of("config/plans/norddjurs-2024");
    private static final Path LABELS =
            Path.of("../shared/captures/jobindsats/derived/nykom-98-municipality-labels.json");
    private static final Plan PLAN = new PlanReader().read(FOLDER);

    static Stream<String> measureIds() {
        return PLAN.measures().stream().map(Measure::id);
    }

    @Test
    void has_no_problem() {
        assertThat(new PlanReader().check(FOLDER)).isEmpty();
    }

    @Test
    void has_the_22_measures_in_the_plans_order() {
        assertThat(measureIds())
                .containsExactly(
                        "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "4.1", "5.1", "5.2", "6.1", "6.2", "6.3", "6.4",
                        "6.5", "6.6", "6.7", "6.8", "6.9", "6.10", "6.11", "6.12", "6.13");
    }

    @Test
    void is_norddjurs_and_publishes_from_2024_on() {
        assertThat(PLAN.id()).isEqualTo("norddjurs-2024");
        assertThat(PLAN.area()).isEqualTo(new Area("707", "Norddjurs"));
        assertThat(PLAN.areas().ofLabel("Jobcenter Norddjurs")).contains(PLAN.area());
        assertThat(PLAN.publication().day(ReferencePeriod.parse("2024Q1"))).hasToString("2024-05-15");
        assertThat(PLAN.publication().day(ReferencePeriod.parse("2024H1"))).hasToString("2024-09-13");
        assertThat(PLAN.publication().day(ReferencePeriod.parse("2024"))).hasToString("2025-03-16");
        assertThat(PLAN.publication().from()).isEqualTo(ReferencePeriod.parse("2024Q1"));
        assertThat(PLAN.staleAfter()).hasToString("P14D");
    }

    @Test
    void knows_the_98_municipalities_by_the_sources_labels() {
        List<Area> areas = PLAN.areas().all();

        assertThat(areas).hasSize(99);
        assertThat(areas.get(areas.size() - 1)).isEqualTo(Area.DK);
        assertThat(PLAN.areas().find("101")).map(Area::name).contains("København");
        assertThat(PLAN.areas().find("860")).map(Area::name).contains("Hjørring");
    }

    @Test
    void has_exactly_the_labels_of_the_captured_hierarchy() throws Exception {
        assumeThat(LABELS).exists();
        String[] labels = JsonMapper.builder().build().readValue(Files.readString(LABELS), String[].class);

        assertThat(PLAN.areas().all().stream().filter(area -> !area.isCountry()).map(Area::name))
                .containsExactlyInAnyOrder(labels);
    }

    @ParameterizedTest(name = "measure {0}")
    @MethodSource("measureIds")
    void says_in_danish_what_it_is_and_where_its_target_comes_from(String id) {
        Measure measure = PLAN.measure(id).orElseThrow();

        assertThat(measure.titleDa()).isNotBlank();
        assertThat(measure.titleEn()).isNotBlank();
        assertThat(measure.descriptionDa()).isNotBlank().doesNotContain("\n");
        assertThat(measure.sourceTextDa().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("Hvad", "Mål:", "Opfølgning:");
        assertThat(measure.definitionSha256()).matches("[0-9a-f]{64}");
        assertThat(measure.file()).isEqualTo("config/plans/norddjurs-2024/measures/" + id + ".yml");
        assertThat(measure.components()).isNotEmpty();
        int chapter = Integer.parseInt(id.substring(0, id.indexOf('.')));
        assertThat(measure.ministerGoal()).isEqualTo(chapter == 1 ? null : Integer.valueOf(chapter - 1));
    }

    @Test
    void gives_each_measure_a_definition_of_its_own() {
        assertThat(PLAN.measures().stream().map(Measure::definitionSha256)).doesNotHaveDuplicates();
    }

    /** {@code + official tables}, {@code primary}, {@code unit} and target of every component, as the design has them. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', nullValues = "-", textBlock = """
        1.1 value             | y30r21               | official            | persons   | < 0
        1.1 actual            | y30r21               | official            | persons   | -
        1.1 expected          | y30r21               | official            | persons   | -
        1.2 value             | samtaler             | official_if_offered | percent   | >= 80
        1.3 value             | tilbud               | official_if_offered | percent   | >= 70
        2.1 value             | -                    | local               | cases     | <= register of 2023 in Q
        2.2 count             | -                    | local               | persons   | < last_year
        2.2 share             | -                    | local               | percent   | < last_year
        3.1 count             | y14kval01            | official            | persons   | > last_year
        3.1 share             | -                    | local               | percent   | -
        4.1 value             | flygtninge           | official            | percent   | >= country + 0
        5.1 value             | y08a02 y09a02        | official            | percent   | <= country + 0
        5.2 value             | -                    | local               | count     | > last_year
        6.1 fill_rate         | jobordrer            | official            | percent   | >= country + 0
        6.1 orders_per_month  | jobordrer            | local_if_registers  | per_month | >= 50
        6.2 value             | y38b15 y60b15        | local_if_registers  | percent   | >= country + 0
        6.3 value             | -                    | local               | percent   | >= 35
        6.4 value             | y01b15 y07b15 y60b15 | local_if_registers  | percent   | > last_year
        6.5 value             | -                    | local               | percent   | >= 55
        6.6 value             | -                    | local               | percent   | >= 90 in 2030
        6.7 value             | -                    | local               | percent   | <= row
        6.8 value             | -                    | local               | percent   | > 80
        6.9 value             | -                    | local               | percent   | > last_year
        6.10 value            | otij01               | official            | percent   | > last_year
        6.11 value            | y38a02 y60a02        | official            | percent   | <= country + 4.0
        6.12 value            | -                    | local               | persons   | > last_year
        6.13 value            | -                    | local               | count     | > last_year
        """)
    void declares_each_component_as_the_design_has_it(
            String component, String tables, String primary, String unit, String target) {
        Component found = component(component);

        assertThat(tables(found)).isEqualTo(Optional.ofNullable(tables));
        assertThat(found.primary()).isEqualTo(Primary.valueOf(primary.toUpperCase(java.util.Locale.ROOT)));
        assertThat(found.unit().text()).isEqualTo(unit);
        assertThat(Optional.ofNullable(found.target()).map(ShippedPlanTest::text))
                .isEqualTo(Optional.ofNullable(target));
    }

    @Test
    void has_no_component_beside_those() {
        assertThat(PLAN.measures().stream().mapToInt(m -> m.components().size()).sum())
                .isEqualTo(27);
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
        1.1  | 2024Q1 | none
        1.1  | 2024Q2 | row
        1.1  | 2024Q3 | none
        1.1  | 2024Q4 | row
        1.1  | 2024H1 | due
        1.1  | 2024   | row
        2.1  | 2024Q3 | due
        2.1  | 2024H1 | row
        2.2  | 2024   | due
        2.2  | 2024H2 | row
        6.12 | 2024Q2 | none
        6.12 | 2024H2 | due
        6.12 | 2024   | none
        6.10 | 2024Q1 | row
        6.10 | 2024H1 | due
        """)
    void has_rows_and_is_due_where_the_design_says(String id, String period, String expected) {
        Measure measure = PLAN.measure(id).orElseThrow();
        ReferencePeriod p = ReferencePeriod.parse(period);
        String actual = !measure.existsFor(p) ? "none" : measure.dueIn(p) ? "due" : "row";

        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void ends_the_old_uddannelseshjaelp_tables_with_june_2025() {
        for (String id : List.of("6.2 value", "6.11 value")) {
            List<Variant> variants = component(id).official();
            assertThat(variants).hasSize(2);
            assertThat(variants.get(0).until()).hasToString("2025-06-30");
            assertThat(variants.get(0).formulas().get(0).terms())
                    .allSatisfy(term -> assertThat(term.table().ended()).hasToString("2025M06"));
            assertThat(variants.get(1).until()).isNull();
        }
        assertThat(component("6.11 value").official().get(1).definitionBreak()).isTrue();
        assertThat(component("6.2 value").official().get(1).definitionBreak()).isFalse();
        assertThat(component("6.2 value").official().get(1).note()).isNotBlank();
    }

    @Test
    void sums_6_4_over_three_tables_with_fleksjob_where_there_is_one() {
        Formula.Share share = (Formula.Share)
                component("6.4 value").official().get(0).formulas().get(0);

        assertThat(share.numerator()).hasSize(12);
        assertThat(share.numerator().stream().filter(SeriesSelector::optional))
                .hasSize(3)
                .allSatisfy(term -> assertThat(term.members().get(0).label()).isEqualTo("Fleksjob"));
        assertThat(share.denominator())
                .hasSize(3)
                .allSatisfy(term -> assertThat(term.members().get(0).isTotal()).isTrue());
    }

    @Test
    void lags_two_months_at_most_and_never_a_quarter_or_a_flow() {
        for (Measure measure : PLAN.measures()) {
            for (Component component : measure.components()) {
                for (Variant variant : component.official()) {
                    boolean monthlyStock =
                            variant.rule() == Variant.Rule.LAST && variant.frequency() == dk.maaltal.series.Frequency.M;
                    assertThat(variant.maxLag()).as(measure.id()).isEqualTo(monthlyStock ? 2 : 0);
                }
            }
        }
    }

    @Test
    void says_how_the_ceiling_of_2_1_follows_from_the_register() {
        Component component = component("2.1 value");
        LocalBasis local = Objects.requireNonNull(component.local());

        assertThat(local.rule())
                .isEqualTo(new LocalRule.CasesSentBack(
                        "Pensionsnævn", "Rehabiliteringsteam", ReferencePeriod.parse("2026Q1")));
        assertThat(Objects.requireNonNull(component.target()).levelYear()).isEqualTo(2023);
    }

    @Test
    void resolves_groups_of_codes_to_the_codes_themselves() {
        assertThat(Objects.requireNonNull(component("3.1 share").local()).rule())
                .isEqualTo(new LocalRule.UpskillingStarted(
                        List.of(
                                "A-dagpenge",
                                "Kontanthjælp",
                                "Selvforsørgelses- og hjemrejseydelse",
                                "Uddannelseshjælp"),
                        List.of("Vejledning og opkvalificering"),
                        List.of("gode_muligheder", "konkret_job")));
        LocalRule.Interviews interviews = (LocalRule.Interviews)
                Objects.requireNonNull(component("1.2 value").local()).rule();
        assertThat(interviews.population()).hasSize(11).isSorted().doesNotContain("Fleksjob", "Førtidspension");
        assertThat(Objects.requireNonNull(component("6.8 value").local()).rule())
                .isEqualTo(new LocalRule.WorkplaceCooperation(
                        50, 3, 12, List.of("Løntilskud", "Småjob", "Virksomhedspraktik")));
    }

    @Test
    void says_of_every_number_with_two_bases_how_far_they_may_lie_apart() {
        for (Measure measure : PLAN.measures()) {
            for (Component component : measure.components()) {
                assertThat(component.tolerance() != null)
                        .as("%s %s", measure.id(), component.name())
                        .isEqualTo(component.hasOfficial() && component.local() != null);
            }
        }
        assertThat(component("6.10 value").tolerance()).isEqualByComparingTo("3");
    }

    @Test
    void watches_the_catalogue_for_6_9() {
        assertThat(PLAN.measure("6.9").orElseThrow().watch()).containsExactly("raskmeld", "delvis");
    }

    private static Component component(String idAndName) {
        String[] parts = idAndName.split(" ");
        return PLAN.measure(parts[0]).orElseThrow().components().stream()
                .filter(c -> c.name().equals(parts[1]))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> tables(Component component) {
        String refs = component.official().stream()
                .flatMap(variant -> variant.formulas().stream())
                .flatMap(formula -> formula.terms().stream())
                .map(term -> term.table().ref())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        return refs.isEmpty() ? Optional.empty() : Optional.of(refs);
    }

    private static String text(Target target) {
        String level = switch (target.against()) {
            case FIXED -> target.value().toPlainString();
            case COUNTRY -> "country + " + target.value().toPlainString();
            case LAST_YEAR -> "last_year";
            case ROW -> "row";
            case REGISTER -> "register of %d in %s".formatted(target.levelYear(), target.frequency());
        };
        return target.operator().sign() + " " + level + (target.dueYear() == null ? "" : " in " + target.dueYear());
    }
}
