package dk.maaltal.staging;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were received, and for what. Nothing in it can be a CPR number.
 *
 * @param sha256 of the bytes
 * @param source {@code jobindsats}, {@code cvr}, or the register's name
 * @param request what was asked, or the dropped file's name, masked
 * @param at when they were received
 * @param sourceDate the source's own date: of its update, or the extract's; or null
 * @param outcome how they were judged, or null
 * @param rows rows they held, or null where nobody counted
 * @param origin where a demo says its figures are from; null for a source's own
 * @param rejected rows of a dropped file that could not be taken
 * @param rejectedByRule the same by rule, of those that are kept (the first hundred thousand)
 */
public record Received(
        String sha256,
        String source,
        String request,
        Instant at,
        @Nullable LocalDate sourceDate,
        @Nullable String outcome,
        @Nullable Long rows,
        @Nullable String origin,
        long rejected,
        SortedMap<String, Long> rejectedByRule) {
    public Received {
        rejectedByRule = Collections.unmodifiableSortedMap(new TreeMap<>(rejectedByRule));
    }

    Received rejecting(Map<String, Long> byRule) {
        return new Received(
                sha256, source, request, at, sourceDate, outcome, rows, origin, rejected, new TreeMap<>(byRule));
    }
}
