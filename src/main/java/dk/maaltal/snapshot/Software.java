package dk.maaltal.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which Måltal this is. */
public final class Software {
    private Software() {}

    /** The version the jar was built as, or {@code (development)}. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream info = Software.class.getResourceAsStream("/META-INF/build-info.properties")) {
            if (info != null) {
                build.load(info);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return build.getProperty("build.version", "(development)");
    }
}
