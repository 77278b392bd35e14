package dk.maaltal.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Jobindsats API v3 over real HTTP, on a port of its own: catalogue, metadata and figures of a {@link World}, and on
 * request every misbehaviour of {@link Fault}.
 *
 * <p>A fault is set for a table (its metadata or its data), for {@link #CATALOGUE}, or for {@link #EVERYTHING}.
 */
public final class JobindsatsSimulator implements AutoCloseable {
    public static final String TOKEN = "a-token-of-the-simulator";
    public static final String CATALOGUE = "/tables";
    public static final String EVERYTHING = "*";

    /** One request that came. */
    public record Call(String endpoint, String table, String query, String userAgent, int status) {}

    private record Set(Fault fault, int times) {}

    private final World world;
    private final Answers answers;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Set> faults = new HashMap<>();
    private volatile long maxCells = 60_000;
    private volatile Duration delay = Duration.ofSeconds(2);
    private volatile int retryAfter = 1;
    private long requests;

    private JobindsatsSimulator(World world, int port) throws IOException {
        this.world = world;
        this.answers = new Answers(world);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v3/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** @param port 0 for any that is free */
    public static JobindsatsSimulator start(World world, int port) throws IOException {
        return new JobindsatsSimulator(world, port);
    }

    public static JobindsatsSimulator start(long seed) throws IOException {
        return start(new World(seed), 0);
    }

    /** What to set {@code maaltal.sources.jobindsats.url} to. */
    public String url() {
        return "http://localhost:%d/v3".formatted(server.getAddress().getPort());
    }

    public World world() {
        return world;
    }

    /** Every answer is so from now on, until {@link #behave()}. */
    public void misbehave(String what, Fault fault) {
        misbehave(what, fault, Integer.MAX_VALUE);
    }

    /** The next {@code times} answers are so. For a table the data is meant, or its metadata with {@code table/<id>}. */
    public synchronized void misbehave(String what, Fault fault, int times) {
        faults.put(what, new Set(fault, times));
    }

    public synchronized void behave() {
        faults.clear();
        world.restore();
    }

    /** The most cells one request may ask for before it is refused with 422. */
    public void maxCells(long cells) {
        maxCells = cells;
    }

    /** How long {@link Fault#SLOW} takes. */
    public void delay(Duration time) {
        delay = time;
    }

    /** What {@link Fault#THROTTLED} says, in seconds. */
    public void retryAfter(int seconds) {
        retryAfter = seconds;
    }

    /** Every request since the start or the last {@link #forgetCalls()}, in the order they were answered. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Requests for the data of a table. */
    public List<Call> dataCalls(String table) {
        return calls.stream()
                .filter(c -> c.endpoint().equals("data") && c.table().equals(table))
                .toList();
    }

    public void forgetCalls() {
        calls.clear();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().substring("/v3/".length()).split("/", -1);
        String table = path.length > 1 ? path[1] : "";
        Fault fault = fault(path[0], table);
        try {
            Reply reply = fault != null && !fault.isOfContent()
                    ? Reply.misbehaving(fault, () -> answer(exchange, path, table, null), this::envelope, retryAfter)
                    : answer(exchange, path, table, fault);
            String agent = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
            calls.add(new Call(path[0], table, "" + exchange.getRequestURI().getRawQuery(), agent, reply.status()));
            if (fault == Fault.SLOW && closing.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            reply.send(exchange);
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Fault fault(String endpoint, String table) {
        List<String> keys = switch (endpoint) {
            case "data" -> List.of(table, EVERYTHING);
            case "table" -> List.of("table/" + table, EVERYTHING);
            default -> List.of("/" + endpoint, EVERYTHING);
        };
        for (String key : keys) {
            Set set = faults.get(key);
            if (set != null && set.times > 0) {
                faults.put(key, new Set(set.fault, set.times - 1));
                return set.fault;
            }
        }
        return null;
    }

    private Reply answer(HttpExchange exchange, String[] path, String table, @Nullable Fault fault) {
        try {
            check(exchange);
            Map<String, String> query =
                    DataQuery.parameters(exchange.getRequestURI().getRawQuery());
            String body = Json.of(
                    switch (path.length == 1 ? path[0] : path[0] + "/") {
                        case "subjects" -> answers.subjects();
                        case "tables" -> answers.catalogue();
                        case "table/" -> answers.table(table(table));
                        case "data/" -> data(table(table), query, fault);
                        default -> throw new Refusal(404, "Unknown path");
                    });
            return Reply.json(200, body);
        } catch (Refusal e) {
            return Reply.json(e.status(), envelope(e.status(), String.valueOf(e.getMessage())));
        }
    }

    private static void check(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            throw new Refusal(401, "Missing bearer token");
        }
        if (!authorization.equals("Bearer " + TOKEN)) {
            throw new Refusal(401, "Invalid bearer token");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            throw new Refusal(405, "Method not allowed");
        }
    }

    private SimTable table(String id) {
        SimTable table = world.tables().get(id);
        if (table == null) {
            throw new Refusal(404, "Unknown table: " + id);
        }
        return table;
    }

    private Object data(SimTable table, Map<String, String> parameters, @Nullable Fault fault) {
        DataQuery query = DataQuery.of(world, table, parameters);
        if (query.cells() > maxCells) {
            throw new Refusal(
                    422,
                    "The request is too large: %d cells requested, the limit is %d cells."
                            .formatted(query.cells(), maxCells));
        }
        Answers.Data data = answers.data(query);
        return (fault == null ? data : Distortion.of(data, fault)).body();
    }

    private synchronized String envelope(int status, String cause) {
        String id = new UUID(Dice.mix(requests, 1), Dice.mix(++requests, 2)).toString();
        return Json.of(Answers.object("code", status, "cause", cause, "request_id", id));
    }

    /** Starts a simulator to try things against: {@code [port] [day]}; ends with the process. */
    public static void main(String[] args) throws IOException {
        World world = new World(2024);
        if (args.length > 1) {
            world.moveTo(java.time.LocalDate.parse(args[1]));
        }
        JobindsatsSimulator simulator = start(world, args.length > 0 ? Integer.parseInt(args[0]) : 8089);
        System.out.printf("%s as of %s, token %s%n", simulator.url(), world.today(), TOKEN);
    }
}
