package dk.maaltal.chaos;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where alerts are sent to: a real HTTP endpoint that keeps what it is told. */
final class Alarms implements AutoCloseable {
    private final HttpServer server;
    private final List<String> told = new CopyOnWriteArrayList<>();

    Alarms() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** The settings that make a site tell it. */
    String[] settings() {
        return new String[] {
            "--maaltal.alert.webhook.url=http://localhost:%d/alarm"
                    .formatted(server.getAddress().getPort()),
            "--maaltal.alert.webhook.format=json"
        };
    }

    /** Every message so far, as it came. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Whether one of them has all of these words, whatever their case. */
    boolean named(String... words) {
        return told.stream().anyMatch(message -> {
            for (String word : words) {
                if (!message.toLowerCase(java.util.Locale.ROOT).contains(word.toLowerCase(java.util.Locale.ROOT))) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
