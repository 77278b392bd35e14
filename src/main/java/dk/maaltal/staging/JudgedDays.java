package dk.maaltal.staging;

import dk.maaltal.staging.register.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the files of one folder were judged, in {@code .judged} beside them. Their own times say when somebody else wrote
 * them, and are not ours to set where that was another user.
 */
final class JudgedDays {
    private static final String NAME = ".judged";

    private final Path file;

    JudgedDays(Path folder) {
        this.file = folder.resolve(NAME);
    }

    static boolean isOne(Path file) {
        return FileName.of(file).text().startsWith(NAME);
    }

    void add(FileName name, Instant at) throws IOException {
        Files.writeString(file, line(name.encoded(), at), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(String name, Instant at) {
        return at + " " + name + "\n";
    }

    /** By {@link FileName#encoded()}; of a name that was used again, the last time. */
    Map<String, Instant> read() throws IOException {
        Map<String, Instant> days = new HashMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                int space = line.indexOf(' ');
                try {
                    days.put(line.substring(space + 1), Instant.parse(line.substring(0, Math.max(0, space))));
                } catch (DateTimeException e) {
                    continue; // cut off: the file's days are counted from when it is next looked at
                }
            }
        }
        return days;
    }

    void write(Map<String, Instant> days) throws IOException {
        if (days.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path next = file.resolveSibling(NAME + ".next");
        StringBuilder text = new StringBuilder();
        new TreeMap<>(days).forEach((name, at) -> text.append(line(name, at)));
        Files.writeString(next, text);
        Disk.sync(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
