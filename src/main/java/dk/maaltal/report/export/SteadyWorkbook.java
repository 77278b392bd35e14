package dk.maaltal.report.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Takes the clock out of a workbook: the library writes when it was made into it and into the archive around it. */
final class SteadyWorkbook {
    /** Not the first instant that an archive can say: that one Java writes with the machine's time zone. */
    private static final LocalDateTime ZIP_EPOCH = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final String CORE = "docProps/core.xml";
    private static final String CREATED = "(<dcterms:(created|modified)[^>]*>)[^<]*";

    private SteadyWorkbook() {}

    /**
     * The same workbook without a trace of when it was made.
     *
     * @param created what it says of itself instead
     */
    static byte[] of(Path workbook, Instant created) throws IOException {
        Map<String, byte[]> parts = parts(workbook);
        parts.computeIfPresent(
                CORE,
                (name, xml) -> new String(xml, StandardCharsets.UTF_8)
                        .replaceAll(CREATED, "$1" + created.truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
                        .getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Readers that sniff expect the list of types first.
            put(zip, "[Content_Types].xml", parts.remove("[Content_Types].xml"));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                put(zip, part.getKey(), part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** From the directory at the archive's end: the library's heads of entries do not say how long they are. */
    private static Map<String, byte[]> parts(Path workbook) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    parts.put(entry.getName(), part.readAllBytes());
                }
            }
        }
        return parts;
    }

    private static void put(ZipOutputStream zip, String name, byte @org.jspecify.annotations.Nullable [] content)
            throws IOException {
        if (content != null) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(ZIP_EPOCH);
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
    }
}
