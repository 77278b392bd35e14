package dk.maaltal.testing.registers;

import static dk.maaltal.testing.registers.UnitDocument.map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Virk's system-to-system access to production units (Elasticsearch 6.8) over real HTTP, on a port of its own: the units
 * of a {@link UnitWorld}, and on request every misbehaviour of {@link CvrFault}.
 */
public final class CvrSimulator implements AutoCloseable {
    public static final String USER = "Maaltal_CVR_I_SKYEN";
    public static final String PASSWORD = "a-password-of-the-simulator";
    private static final int WINDOW = 3000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KNOWN = Set.of(
            "query", "size", "from", "sort", "_source", "search_after", "timeout", "track_total_hits", "version");
    private static final String PAGE = """
            <html>
            <head><title>%1$s</title></head>
            <body>
            <center><h1>%1$s</h1></center>
            <hr><center>nginx</center>
            </body>
            </html>
            """;

    /** One request that came. */
    public record Call(String method, String path, String body, int status) {}

    private record Answer(int status, String type, byte[] body, boolean cut) {}

    private final UnitWorld world;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private @Nullable CvrFault fault;
    private int well;
    private int ill;
    private int distorted;

    private CvrSimulator(UnitWorld world, int port) throws IOException {
        this.world = world;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** @param port 0 for any that is free */
    public static CvrSimulator start(UnitWorld world, int port) throws IOException {
        return new CvrSimulator(world, port);
    }

    /** What stands for {@code http://distribution.virk.dk}. */
    public String url() {
        return "http://localhost:%d".formatted(server.getAddress().getPort());
    }

    public UnitWorld world() {
        return world;
    }

    /** Every answer is so from now on, until {@link #behave()}. */
    public void misbehave(CvrFault kind) {
        misbehave(kind, 0, Integer.MAX_VALUE);
    }

    /** The next {@code after} answers are well, the {@code times} that follow are so. */
    public synchronized void misbehave(CvrFault kind, int after, int times) {
        fault = kind;
        well = after;
        ill = times;
        distorted = 0;
    }

    public synchronized void behave() {
        fault = null;
    }

    /** Every request since the start or the last {@link #forgetCalls()}. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        Answer answer = answer(exchange, path, body);
        calls.add(new Call(exchange.getRequestMethod(), path, body, answer.status));
        if (answer.status == 0) {
            // The server drops the connection of a handler that throws.
            throw new IOException("reset on purpose");
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type);
        exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
        if (answer.cut) {
            exchange.getResponseBody().write(answer.body, 0, answer.body.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("truncated on purpose");
        }
        exchange.getResponseBody().write(answer.body);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String path, String body) {
        if (path.equals("/")) {
            return json(
                    200, map("cluster_name", "Erst.Distribution.AWS.Prod.Cluster", "version", map("number", "6.8.23")));
        }
        if (!path.endsWith("/_search")) {
            return json(404, error("index_not_found_exception", "no such index", 404));
        }
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return page(401, "401 Authorization Required");
        }
        CvrFault now = next();
        if (now != null) {
            switch (now) {
                case UNAUTHORIZED -> {
                    return page(401, "401 Authorization Required");
                }
                case FORBIDDEN -> {
                    return page(403, "403 Forbidden");
                }
                case THROTTLED -> {
                    return page(429, "429 Too Many Requests");
                }
                case UNAVAILABLE -> {
                    return page(503, "503 Service Temporarily Unavailable");
                }
                case BROKEN -> {
                    return json(500, error("search_phase_execution_exception", "all shards failed", 500));
                }
                case RESET -> {
                    return new Answer(0, "", new byte[0], false);
                }
                case NO_BODY -> {
                    return new Answer(200, "application/json", new byte[0], false);
                }
                case HTML -> {
                    return page(200, "Log ind");
                }
                default -> {}
            }
        }
        return searched(path, body, now);
    }

    private synchronized @Nullable CvrFault next() {
        if (fault == null || well-- > 0 || ill-- <= 0) {
            return null;
        }
        distorted++;
        return fault;
    }

    private Answer searched(String path, String body, @Nullable CvrFault now) {
        try {
            Map<?, ?> request = body.isBlank() ? Map.of() : JSON.readValue(body, Map.class);
            Answer answer = json(200, search(path, request, now));
            if (now == CvrFault.CUT_JSON) {
                return new Answer(200, answer.type, Arrays.copyOf(answer.body, answer.body.length / 2), false);
            }
            return now == CvrFault.TRUNCATED ? new Answer(200, answer.type, answer.body, true) : answer;
        } catch (EsQuery.Unknown e) {
            return json(400, error("parsing_exception", String.valueOf(e.getMessage()), 400));
        } catch (TooLarge e) {
            return json(500, error("search_phase_execution_exception", String.valueOf(e.getMessage()), 500));
        } catch (JacksonException e) {
            return json(400, error("parse_exception", "request body is not JSON", 400));
        }
    }

    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge(int end) {
            super("Result window is too large, from + size must be less than or equal to: [3000] but was [" + end
                    + "]. See the scroll api for a more efficient way to request large data sets.");
        }
    }

    private record Hit(Unit unit, Map<String, @Nullable Object> document, List<@Nullable Object> sort) {}

    private Map<String, @Nullable Object> search(String path, Map<?, ?> request, @Nullable CvrFault now) {
        for (Object key : request.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw new EsQuery.Unknown("Unknown key for a START_OBJECT in [%s].".formatted(key));
            }
        }
        int from = number(request.get("from"), 0);
        int size = number(request.get("size"), 10);
        if (from + size > WINDOW) {
            throw new TooLarge(from + size);
        }
        List<Map.Entry<String, Boolean>> sort = sort(request.get("sort"));
        List<Hit> found = found(path, request, sort);
        int total = found.size();
        if (request.get("search_after") instanceof List<?> after) {
            if (from > 0 || sort.isEmpty() || after.size() != sort.size()) {
                throw new EsQuery.Unknown(
                        "search_after has [%d] value(s) but sort has [%d].".formatted(after.size(), sort.size()));
            }
            found = found.stream()
                    .filter(hit -> compare(hit.sort, new ArrayList<>(after), sort) > 0)
                    .toList();
        }
        List<Hit> hits = found.stream().skip(from).limit(size).toList();
        boolean some = now == CvrFault.PARTIAL_SHARDS || now == CvrFault.TIMED_OUT;
        if (now == CvrFault.NO_HITS) {
            total = 0;
            hits = List.of();
        } else if (some) {
            int kept = hits.size() * 5 / 6;
            total -= hits.size() - kept;
            hits = hits.subList(0, kept);
        } else if (now == CvrFault.TOTAL_CHANGES) {
            total += distorted;
        } else if (now == CvrFault.HIT_LOST && !hits.isEmpty()) {
            hits = hits.subList(1, hits.size());
        }
        int failed = now == CvrFault.PARTIAL_SHARDS ? 1 : 0;
        return map(
                "took",
                some ? 30_001 : 3,
                "timed_out",
                now == CvrFault.TIMED_OUT,
                "_shards",
                map("total", 6, "successful", 6 - failed, "skipped", 0, "failed", failed),
                "hits",
                map(
                        "total",
                        total,
                        "max_score",
                        null,
                        "hits",
                        hits.stream()
                                .map(hit -> hit(hit, request.get("_source"), !sort.isEmpty()))
                                .toList()));
    }

    private List<Hit> found(String path, Map<?, ?> request, List<Map.Entry<String, Boolean>> sort) {
        boolean units = path.equals("/cvr-permanent/produktionsenhed/_search") || path.equals("/cvr-permanent/_search");
        Map<?, ?> query =
                request.get("query") == null ? Map.of("match_all", Map.of()) : EsQuery.object(request.get("query"));
        List<Hit> found = new ArrayList<>();
        for (Unit unit : units ? world.on(world.today()) : List.<Unit>of()) {
            Map<String, @Nullable Object> document = UnitDocument.of(unit, world.today());
            if (EsQuery.matches(document, query)) {
                List<@Nullable Object> values = new ArrayList<>();
                sort.forEach(s -> values.add(EsQuery.sortValue(document, s.getKey())));
                found.add(new Hit(unit, document, values));
            }
        }
        // Without an order the index gives them in one of its own.
        found.sort(Comparator.comparingLong(hit -> hit.unit.p() * 7919 % 10_007));
        if (!sort.isEmpty()) {
            found.sort((a, b) -> compare(a.sort, b.sort, sort));
        }
        return found;
    }

    private static List<Map.Entry<String, Boolean>> sort(@Nullable Object wanted) {
        List<Map.Entry<String, Boolean>> sort = new ArrayList<>();
        List<?> given = wanted instanceof List<?> list ? list : wanted == null ? List.of() : List.of(wanted);
        for (Object one : given) {
            if (one instanceof Map<?, ?> map) {
                map.forEach((field, order) -> {
                    Object direction = order instanceof Map<?, ?> options ? options.get("order") : order;
                    sort.add(Map.entry(String.valueOf(field), !"desc".equals(direction)));
                });
            } else if (!"_doc".equals(one)) {
                sort.add(Map.entry(String.valueOf(one), true));
            }
        }
        return sort;
    }

    private static int compare(List<@Nullable Object> a, List<?> b, List<Map.Entry<String, Boolean>> sort) {
        for (int i = 0; i < sort.size(); i++) {
            int sign = compare(a.get(i), b.get(i));
            if (sign != 0) {
                return sort.get(i).getValue() ? sign : -sign;
            }
        }
        return 0;
    }

    /** Missing values come last. */
    private static int compare(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        if (a instanceof Number) {
            return Long.compare(((Number) a).longValue(), Long.parseLong(b.toString()));
        }
        return a.toString().compareTo(b.toString());
    }

    private static Map<String, @Nullable Object> hit(Hit hit, @Nullable Object source, boolean sorted) {
        Map<String, @Nullable Object> out = map(
                "_index", "cvr-p-20200115", "_type", "_doc", "_id", Long.toString(hit.unit.enhed()), "_score", null);
        if (!Boolean.FALSE.equals(source)) {
            out.put("_source", source instanceof List<?> paths ? only(hit.document, "", paths) : hit.document);
        }
        if (sorted) {
            out.put("sort", hit.sort);
        }
        return out;
    }

    /** The parts of a document that a source filter names; a path stands for all below it, a star for any letters. */
    private static Map<String, @Nullable Object> only(Map<?, ?> document, String prefix, List<?> paths) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            String path = prefix + name;
            if (paths.stream().anyMatch(p -> isWithin(path, p.toString()))) {
                some.put(name.toString(), value);
            } else if (paths.stream().anyMatch(p -> p.toString().startsWith(path + "."))) {
                if (value instanceof Map<?, ?> inner) {
                    some.put(name.toString(), only(inner, path + ".", paths));
                } else if (value instanceof List<?> list) {
                    List<Object> inner = new ArrayList<>();
                    list.forEach(e -> inner.add(e instanceof Map<?, ?> m ? only(m, path + ".", paths) : e));
                    some.put(name.toString(), inner);
                }
            }
        });
        return some;
    }

    private static boolean isWithin(String path, String wanted) {
        return wanted.contains("*") ? path.matches(wanted.replace(".", "\\.").replace("*", ".*")) : path.equals(wanted);
    }

    private static int number(@Nullable Object value, int otherwise) {
        return value instanceof Number number ? number.intValue() : otherwise;
    }

    private static Map<String, @Nullable Object> error(String type, String reason, int status) {
        return map("error", map("type", type, "reason", reason, "phase", "query", "grouped", true), "status", status);
    }

    private static Answer json(int status, Map<String, @Nullable Object> body) {
        return new Answer(status, "application/json; charset=UTF-8", JSON.writeValueAsBytes(body), false);
    }

    private static Answer page(int status, String title) {
        return new Answer(status, "text/html", PAGE.formatted(title).getBytes(StandardCharsets.UTF_8), false);
    }
}
