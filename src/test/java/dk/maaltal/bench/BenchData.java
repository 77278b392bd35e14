package dk.maaltal.bench;

import dk.maaltal.series.Area;
import dk.maaltal.series.AreaBook;
import dk.maaltal.series.Frequency;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.source.Answer;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.Reading;
import dk.maaltal.staging.DeliveryStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Generated tables: 99 areas, 7 members, 3 measures (two counts, one percent), 121 months. One cell in twenty is null,
 * one in twenty differs in the second vintage.
 */
record BenchData(int tables) {
    static final int AREAS = 99;
    static final int MEMBERS = 7;
    static final int MEASURES = 3;
    static final int MONTHS = 121;
    static final int CELL_LIMIT = 30_000;
    /** Marks null among the values, which are times 10,000. */
    static final long NULL = Long.MIN_VALUE;

    private static final ReferencePeriod FIRST = ReferencePeriod.parse("2014M01");

    /** As many whole tables as it takes. */
    static BenchData ofAtLeast(long cells) {
        long each = (long) AREAS * MEMBERS * MEASURES * MONTHS;
        return new BenchData((int) ((cells + each - 1) / each));
    }

    long cells() {
        return (long) tables * AREAS * MEMBERS * MEASURES * MONTHS;
    }

    static AreaBook areas() {
        return new AreaBook(
                IntStream.range(1, AREAS)
                        .mapToObj(a -> new Area(String.valueOf(100 + a), label(a)))
                        .toList(),
                Map.of());
    }

    private static String label(int area) {
        return area == 0 ? "Hele landet" : "Kommune nummer " + area;
    }

    static ReferencePeriod month(int month) {
        return FIRST.shift(month);
    }

    /** The same everywhere, whoever asks: a scrambled count of the cell, and of the vintage where that changes it. */
    static long value(int vintage, int table, int month, int member, int measure, int area) {
        long cell = ((((long) table * MONTHS + month) * MEMBERS + member) * MEASURES + measure) * AREAS + area;
        long random = scrambled(cell);
        if (vintage == 2 && Math.floorMod(random, 20) == 7) {
            random = scrambled(random);
        }
        if (area != 0 && Math.floorMod(random >> 8, 20) == 3) {
            return NULL;
        }
        long number = Math.floorMod(random >> 16, 5000);
        return measure == 2 ? number % 1000 * 1000 : number * 10_000;
    }

    private static long scrambled(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Keeps all answers of a table and says how they belong together. */
    Reading keep(DeliveryStore store, int vintage, int table) throws IOException {
        String id = "bench%02d".formatted(table);
        Answer metadata = keep(store, "GET /v3/table/%s?format=json".formatted(id), metadata(id));
        List<Answer> parts = new ArrayList<>();
        int monthsInPart = CELL_LIMIT / (AREAS * MEMBERS * MEASURES);
        for (int month = 0; month < MONTHS; month += monthsInPart) {
            int end = Math.min(MONTHS, month + monthsInPart);
            DataRequest request = new DataRequest(
                    id,
                    Frequency.M,
                    IntStream.range(month, end).mapToObj(m -> month(m).code()).toList(),
                    "_nykom",
                    List.of("*"),
                    new TreeMap<>(Map.of("_ydelse", List.of("*"))));
            parts.add(keep(store, request.request(), body(vintage, table, month, end)));
        }
        LocalDate update = LocalDate.of(2026, vintage, 1);
        return new Reading(id, update, update.plusMonths(1), "bench", metadata, parts);
    }

    private static Answer keep(DeliveryStore store, String request, String body) throws IOException {
        return store.keep("jobindsats", request, 200, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String metadata(String id) {
        String periods = IntStream.range(0, MONTHS)
                .mapToObj(m -> "{\"period_id\":\"%s\"}".formatted(month(m).code()))
                .collect(Collectors.joining(","));
        String groups = IntStream.range(0, MEASURES)
                .mapToObj(m ->
                        "{\"mgroup_id\":\"g%1$d\",\"mgroup_name\":\"Gruppe %1$d\",\"measures\":[{\"measure_id\":\"m%1$d\",\"measure_name\":\"Måling nummer %1$d\"}]}"
                                .formatted(m))
                .collect(Collectors.joining(","));
        return "{\"table_id\":\"%s\",\"table_name\":\"%s\",\"periods\":[{\"periodtype_id\":\"M\",\"values\":[%s]}],\"mgroups\":[%s],\"dimensions\":[%s,%s]}"
                .formatted(
                        id,
                        id,
                        periods,
                        groups,
                        hierarchy("_omrade", "Område", "_nykom", AREAS, BenchData::label),
                        hierarchy("_ydelse_d", "Ydelse", "_ydelse", MEMBERS, BenchData::member));
    }

    private static String member(int member) {
        return member == 0 ? "Ydelser i alt" : "Ydelse nummer " + member;
    }

    private static String hierarchy(
            String dimension, String name, String id, int count, java.util.function.IntFunction<String> label) {
        String values = IntStream.range(0, count)
                .mapToObj(v -> "{\"value_id\":\"%s\",\"value_name\":\"%s\"}"
                        .formatted(v == 0 ? "/" : "/" + v + "/", label.apply(v)))
                .collect(Collectors.joining(","));
        return "{\"dimension_id\":\"%s\",\"dimension_name\":\"%s\",\"hierarchies\":[{\"hierarchy_id\":\"%s\",\"hierarchy_name\":\"%s\",\"levels\":[{\"level_id\":\"x\",\"level_name\":\"x\",\"values\":[%s]}]}]}"
                .formatted(dimension, name, id, name, values);
    }

    private static String body(int vintage, int table, int fromMonth, int toMonth) {
        StringBuilder body = new StringBuilder("{\"columns\":[\"Periode\",\"Område\",\"Ydelse\"");
        for (int measure = 0; measure < MEASURES; measure++) {
            body.append(",\"Måling nummer ").append(measure).append('"');
        }
        body.append("],\"rows\":[");
        for (int month = fromMonth; month < toMonth; month++) {
            String period = month(month).code();
            for (int area = 0; area < AREAS; area++) {
                for (int member = 0; member < MEMBERS; member++) {
                    body.append("[\"").append(period).append("\",\"").append(label(area));
                    body.append("\",\"").append(member(member)).append('"');
                    for (int measure = 0; measure < MEASURES; measure++) {
                        append(body.append(','), value(vintage, table, month, member, measure, area), measure);
                    }
                    body.append("],");
                }
            }
        }
        body.setLength(body.length() - 1);
        return body.append("]}").toString();
    }

    private static void append(StringBuilder body, long value, int measure) {
        if (value == NULL) {
            body.append("null");
        } else if (measure == 2) {
            body.append(value / 10_000).append('.').append(value % 10_000 / 1000);
        } else {
            body.append(value / 10_000);
        }
    }
}
