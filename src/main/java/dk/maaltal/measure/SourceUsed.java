package dk.maaltal.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a figure rests on: an answer of a source, or a dropped file.
 *
 * @param sha256 of the bytes
 * @param source {@code jobindsats}, {@code cvr}, or the register's name
 * @param request what was asked, or the file's name, masked
 * @param receivedAt when
 * @param sourceDate the source's own date: of its update, or the extract's; or null
 * @param origin where a demo says its figures are from, {@code synthetic: seed 2024}; null for a source's own
 * @param rows rows it held, or null
 * @param rejected rows of a dropped file that could not be taken
 * @param rejectedByRule the same by rule, of the first hundred thousand
 */
public record SourceUsed(
        String sha256,
        String source,
        String request,
        Instant receivedAt,
        @Nullable LocalDate sourceDate,
        @Nullable String origin,
        @Nullable Long rows,
        long rejected,
        SortedMap<String, Long> rejectedByRule) {}
