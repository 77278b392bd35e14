package dk.maaltal.report.export;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Takes the clock out of a workbook: the library writes when it was made into it and into the archive around it. */
final class SteadyWorkbook {
    private static final LocalDateTime ZIP_EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String CORE = "docProps/core.xml";
    private static final String CREATED = "(<dcterms:(created|modified)[^>]*>)[^<]*";

    private SteadyWorkbook() {}

    /**
     * The same workbook without a trace of when it was made.
     *
     * @param created what it says of itself instead
     */
    static byte[] of(byte[] workbook, Instant created) throws IOException {
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

    private static Map<String, byte[]> parts(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
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
