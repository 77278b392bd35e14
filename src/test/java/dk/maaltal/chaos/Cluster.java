package dk.maaltal.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/** A PostgreSQL of a test's own that can be stopped and started again with its data, at the same address. */
final class Cluster implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    Cluster(Path data) throws IOException {
        this.data = data;
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        server = started();
    }

    private EmbeddedPostgres started() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off")
                .start();
    }

    String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** Refuses everyone from now on, in the middle of whatever they do. */
    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = started();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
