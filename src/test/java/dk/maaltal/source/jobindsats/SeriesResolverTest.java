package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.Frequency;
import dk.maaltal.series.MeasureSelector;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.source.UnreadableAnswer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesResolverTest {
    /** Labels of b15: groups of one measure each, and a group of two. */
    private static final TableMetadata TABLE = new TableMetadata(
            "y60b15",
            "Status",
            List.of(
                    new MeasureColumn("g1", "Status 1 mdr. efter", "m1", "Antal"),
                    new MeasureColumn("g2", "Status 12 mdr. efter", "m1", "Antal"),
                    new MeasureColumn("g3", "Sanktioner fordelt på type", "m1", "Udelukkes"),
                    new MeasureColumn("g3", "Sanktioner fordelt på type", "m2", "Karantæne")),
            Map.of(Frequency.Q, List.of("2024Q01")),
            Tables.small().hierarchies());

    @ParameterizedTest(name = "{0} {1} {2} -> {3}")
    @CsvSource(textBlock = """
                    g2, m1,                               , g2/m1
                    G2,   ,                               , g2/m1
                      ,   , karantæne                     , g3/m2
                      ,   , status 12  mdr                ,
                      ,   , status 12 mdr                 , g2/m1
                      ,   , STATUS 1 MDR                  , g1/m1
                      ,   , type: udelukkes               , g3/m1
                      ,   , hjælp|nåde; ^udelukkes        , g3/m1
                      ,   , antal; 12 mdr                 ,
                      ,   , nåde; 12 mdr                  , g2/m1
                      ,   , antal                         ,
                      ,   , sanktioner                    ,
                    g3,   ,                               ,
                    g3,   , karan                         , g3/m2
                    g4,   ,                               ,
                      , m2,                               , g3/m2
                    g2, m1, andel                         ,
                    """)
    void a_measure_goes_by_ids_and_then_the_first_pattern_that_fits_which_must_fit_exactly_one(
            @Nullable String group, @Nullable String id, @Nullable String labels, @Nullable String key) {
        MeasureSelector measure =
                new MeasureSelector(group, id, labels == null ? List.of() : List.of(labels.split("; ")));

        Resolution<ResolvedSeries> resolution = SeriesResolver.resolve(Tables.series(Frequency.Q, measure), TABLE);

        if (key == null) {
            assertThat(problem(resolution)).contains("jobindsats, table y60a02 (y60b15)", "one of what it offers: ");
        } else {
            assertThat(resolution)
                    .isEqualTo(new Resolution.Found<>(new ResolvedSeries(key, new TreeMap<>()), List.of()));
        }
    }

    @ParameterizedTest(name = "{0} {1} not {2} -> {3}")
    @CsvSource(textBlock = """
                      , antal     , 12 MDR                       , g1/m1
                      , antal     , ^antal$                      ,
                      , sanktion  , type: karan                  , g3/m1
                    g3,           , ^karantæne$                  , g3/m1
                    g3,           , ^sanktioner fordelt på type$ ,
                      , antal     , nåde                         ,
                    """)
    void what_a_plan_excludes_by_name_group_or_both_is_out_before_anything_else(
            @Nullable String group, @Nullable String label, String not, @Nullable String key) {
        MeasureSelector measure =
                new MeasureSelector(group, null, label == null ? List.of() : List.of(label), List.of(not));

        Resolution<ResolvedSeries> resolution = SeriesResolver.resolve(Tables.series(Frequency.Q, measure), TABLE);

        if (key == null) {
            assertThat(problem(resolution)).contains("not /" + not + "/");
        } else {
            assertThat(resolution)
                    .isEqualTo(new Resolution.Found<>(new ResolvedSeries(key, new TreeMap<>()), List.of()));
        }
    }

    @Test
    void what_is_excluded_is_part_of_what_is_wanted() {
        SeriesSelector all = Tables.series(Frequency.Q, new MeasureSelector(null, null, List.of("antal")));
        SeriesSelector fewer =
                Tables.series(Frequency.Q, new MeasureSelector(null, null, List.of("antal"), List.of("pct")));

        assertThat(TableFetcher.wanted(List.of(fewer))).isNotEqualTo(TableFetcher.wanted(List.of(all)));
    }

    @Test
    void a_label_of_the_source_may_change_by_spaces_and_case() {
        TableMetadata changed = new TableMetadata(
                "y60b15",
                "Status",
                List.of(new MeasureColumn("g1", "Status  12\u00A0MDR. efter ", "m1", "Antal")),
                TABLE.periods(),
                TABLE.hierarchies());

        assertThat(SeriesResolver.resolve(Tables.series(Frequency.Q, Tables.labelled("status 12 mdr")), changed))
                .isInstanceOf(Resolution.Found.class);
    }

    @Test
    void two_measures_of_one_name_are_not_told_apart() {
        TableMetadata twice = new TableMetadata(
                "y60b15",
                "Status",
                List.of(new MeasureColumn("g1", "G", "m1", "Antal"), new MeasureColumn("g2", "g", "m1", "antal")),
                TABLE.periods(),
                TABLE.hierarchies());

        assertThat(problem(SeriesResolver.resolve(
                        Tables.series(Frequency.Q, new MeasureSelector("g1", null, List.of())), twice)))
                .contains("cannot be told apart");
    }

    @Test
    void members_go_by_label_and_the_total_by_its_root() {
        SeriesSelector selector = series(new MemberSelector("_VISKAT", "aktivitets parat".replace("s p", "sp")));
        assertThat(SeriesResolver.resolve(selector, TABLE)).isInstanceOfSatisfying(Resolution.Found.class, f -> {
            assertThat(((ResolvedSeries) f.value()).dimensions()).isEqualTo(Map.of("_viskat", "/2/"));
            assertThat(f.notes().toString())
                    .contains("the plan writes 'aktivitetsparat', the source 'Aktivitetsparat'");
        });
        assertThat(SeriesResolver.resolve(series(new MemberSelector("_viskat", null)), TABLE))
                .isInstanceOfSatisfying(
                        Resolution.Found.class,
                        f -> assertThat(((ResolvedSeries) f.value()).dimensions())
                                .isEqualTo(Map.of("_viskat", "/")));
    }

    @Test
    void a_hierarchy_member_or_kind_of_period_that_vanished_is_not_found() {
        assertThat(problem(SeriesResolver.resolve(series(new MemberSelector("_viskat", "Uddannelsesparat")), TABLE)))
                .contains("hierarchy _viskat has no 'Uddannelsesparat'", "Aktivitetsparat");
        assertThat(problem(SeriesResolver.resolve(series(new MemberSelector("_kon", "Mænd")), TABLE)))
                .contains("it has no hierarchy _kon", "_viskat");
        assertThat(problem(SeriesResolver.resolve(Tables.series(Frequency.M, Tables.labelled("karan")), TABLE)))
                .contains("no periods of type M", "Q");
        TableMetadata regions = new TableMetadata(
                "t",
                "t",
                TABLE.measures(),
                TABLE.periods(),
                List.of(Tables.hierarchy("_region", "_omrade", "Område", "/1/=Midtjylland")));
        assertThat(problem(SeriesResolver.resolve(Tables.series(Frequency.Q, Tables.labelled("karan")), regions)))
                .contains("no areas of kind MUNICIPALITY", "_region");
    }

    @Test
    void metadata_is_read_as_it_was_written() throws UnreadableAnswer {
        TableMetadata small = Tables.small();

        assertThat(TableMetadata.read(
                        new ByteArrayInputStream(Tables.json(small).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(small);
    }

    private static SeriesSelector series(MemberSelector... members) {
        return Tables.series(Frequency.Q, Tables.labelled("karan"), members);
    }

    private static String problem(Resolution<ResolvedSeries> resolution) {
        assertThat(resolution).isInstanceOf(Resolution.NotFound.class);
        return resolution instanceof Resolution.NotFound<ResolvedSeries> missing
                ? missing.problem().toString()
                : "";
    }
}
