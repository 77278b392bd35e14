package dk.maaltal.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The built jar as its own tool unpacks it, with an archive of the classes a start needs: half of each start is spared
 * where there are many. Made once for each build.
 */
final class UnpackedJar {
    static final Path JAR = unpack();
    static final Path CLASSES = JAR.resolveSibling("classes.jsa");

    private UnpackedJar() {}

    private static Path unpack() {
        Path built = Path.of("target", "maaltal.jar").toAbsolutePath();
        // Tests run in several processes at once.
        try (FileChannel turns = FileChannel.open(
                        built.resolveSibling("unpacked.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock turn = turns.lock()) {
            // By its content: every build gives it the same time.
            CRC32 content = new CRC32();
            content.update(Files.readAllBytes(built));
            Path folder = Files.createDirectories(built.resolveSibling("unpacked-" + content.getValue()));
            Path jar = folder.resolve("maaltal.jar");
            if (!Files.exists(classes(folder))) {
                run(folder, "-Djarmode=tools", "-jar", built + "", "extract", "--force", "--destination", folder + "");
                String archive = "-XX:ArchiveClassesAtExit=" + classes(folder);
                String home = "--maaltal.home=" + folder.resolve("home");
                run(folder, archive, "-Xlog:disable", "-jar", jar + "", "status", home);
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path classes(Path folder) {
        return folder.resolve("classes.jsa");
    }

    private static void run(Path folder, String... args) throws IOException {
        List<String> command = new ArrayList<>(Jar.java());
        command.addAll(List.of(args));
        TestHome.Ran ran = Jar.launch(folder.resolve("said"), Map.of(), command).ended();
        if (ran.exit() != 0) {
            Files.deleteIfExists(classes(folder));
            throw new AssertionError(command + " ended with " + ran);
        }
    }
}
