package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.series.AreaKind;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.MemberSelector;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestPlanTest {
    private static final MemberSelector READY = new MemberSelector("_viskat", "Aktivitetsparat");
    private static final MemberSelector JOB = new MemberSelector("_viskat", "Jobparat");

    @Test
    void the_parts_cover_every_cell_once_and_none_is_too_large() {
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            TableMetadata table = table(1 + random.nextInt(250), 1 + random.nextInt(20), 1 + random.nextInt(6));
            TreeMap<String, List<String>> members = new TreeMap<>();
            members.put("_a", ids(1 + random.nextInt(6)));
            members.put("_b", ids(1 + random.nextInt(4)));
            DataRequest whole =
                    new DataRequest("t", Frequency.M, table.periods(Frequency.M), "_nykom", List.of("*"), members);
            long least = table.measures().size();
            long limit = least + random.nextInt(3000);

            List<DataRequest> parts = RequestPlan.split(whole, table, limit);

            assertThat(parts).allSatisfy(part -> {
                assertThat(RequestPlan.cells(part, table)).isLessThanOrEqualTo(limit);
                assertThat(part.periods()).hasSizeLessThanOrEqualTo(200);
            });
            List<String> cells =
                    parts.stream().flatMap(part -> cells(part, table).stream()).toList();
            assertThat(cells).hasSize(cells(whole, table).size());
            assertThat(new HashSet<>(cells).equals(new HashSet<>(cells(whole, table))))
                    .isTrue();
        }
    }

    private static TableMetadata table(int periods, int areas, int measures) {
        List<String> months = IntStream.range(0, periods)
                .mapToObj(m -> "%dM%02d".formatted(1990 + m / 12, m % 12 + 1))
                .toList();
        String[] values = ids(areas).stream().map(id -> id + "=Kommune " + id).toArray(String[]::new);
        return new TableMetadata(
                "t",
                "t",
                IntStream.range(0, measures)
                        .mapToObj(m -> new MeasureColumn("g" + m, "G" + m, "m" + m, "M" + m))
                        .toList(),
                Map.of(Frequency.M, months),
                List.of(Tables.hierarchy("_nykom", "_omrade", "Område", values)));
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj("/%d/"::formatted).toList();
    }

    private static List<String> cells(DataRequest request, TableMetadata table) {
        List<String> areas = request.areas().equals(List.of("*"))
                ? table.hierarchies().get(0).values().stream()
                        .map(Member::valueId)
                        .toList()
                : request.areas();
        List<String> cells = new ArrayList<>();
        for (String period : request.periods()) {
            for (String area : areas) {
                for (String a : request.members().getOrDefault("_a", List.of())) {
                    for (String b : request.members().getOrDefault("_b", List.of())) {
                        cells.add(String.join(" ", period, area, a, b));
                    }
                }
            }
        }
        return cells;
    }

    @Test
    void members_of_the_same_hierarchies_are_asked_together_and_others_apart() {
        List<DataRequest> requests = plan(
                Tables.small(),
                Tables.series(Frequency.M, Tables.labelled("fuldtid"), READY),
                Tables.series(Frequency.M, Tables.labelled("^antal personer"), JOB),
                Tables.series(Frequency.M, Tables.labelled("fuldtid")),
                Tables.series(Frequency.Q, Tables.labelled("fuldtid")));

        assertThat(requests.stream().map(DataRequest::request))
                .containsExactly(
                        "GET /v3/data/y60a02?mgroup.*=*&period.M=2024M01,2024M02,2024M03&hierarchy._nykom=*&hierarchy._viskat=/1/,/2/&format=json",
                        "GET /v3/data/y60a02?mgroup.*=*&period.M=2024M01,2024M02,2024M03&hierarchy._nykom=*&format=json",
                        "GET /v3/data/y60a02?mgroup.*=*&period.Q=2024Q01&hierarchy._nykom=*&format=json");
    }

    @Test
    void the_country_is_asked_apart_where_the_municipalities_have_no_root() {
        TableMetadata table = withAreas(
                Tables.hierarchy("_nykom", "_omrade", "Område", "/1/=Norddjurs"),
                Tables.hierarchy("_hele_landet", "_omrade", "Område", "/=Hele landet"));

        assertThat(plan(table, Tables.series(Frequency.Q, Tables.labelled("fuldtid"))).stream()
                        .map(DataRequest::request))
                .containsExactly(
                        "GET /v3/data/y60a02?mgroup.*=*&period.Q=2024Q01&hierarchy._nykom=*&format=json",
                        "GET /v3/data/y60a02?mgroup.*=*&period.Q=2024Q01&hierarchy._hele_landet=/&format=json");
    }

    @Test
    void jobcentres_have_a_hierarchy_of_their_own_and_else_the_municipalities_serve() {
        Hierarchy municipalities = Tables.hierarchy("_nykom", "_omrade", "Område", "/=Hele landet", "/1/=Norddjurs");
        Hierarchy jobcentres =
                Tables.hierarchy("_jobcent", "_omrade", "Område", "/=Hele landet", "/9/=Jobcenter Norddjurs");
        SeriesSelector orders = new SeriesSelector(
                new TableSelector("jo01", "y60a02", null, null),
                Frequency.Q,
                AreaKind.JOBCENTRE,
                Tables.labelled("fuldtid"),
                List.of(),
                false);

        assertThat(plan(withAreas(municipalities, jobcentres), orders).get(0).areaHierarchy())
                .isEqualTo("_jobcent");
        assertThat(plan(withAreas(municipalities), orders).get(0).areaHierarchy())
                .isEqualTo("_nykom");
    }

    private static TableMetadata withAreas(Hierarchy... areas) {
        TableMetadata small = Tables.small();
        return new TableMetadata(small.id(), small.name(), small.measures(), small.periods(), List.of(areas));
    }

    private static List<DataRequest> plan(TableMetadata table, SeriesSelector... selectors) {
        Map<SeriesSelector, ResolvedSeries> wants = new LinkedHashMap<>();
        for (SeriesSelector selector : selectors) {
            Resolution<ResolvedSeries> resolution = SeriesResolver.resolve(selector, table);
            assertThat(resolution).isInstanceOf(Resolution.Found.class);
            if (resolution instanceof Resolution.Found<ResolvedSeries> found) {
                wants.put(selector, found.value());
            }
        }
        return RequestPlan.of(table, wants, 30_000);
    }
}
