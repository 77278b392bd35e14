package dk.maaltal.source;

import java.time.Instant;

/**
 * One answer of a source as it was kept: its bytes are found by digest.
 *
 * @param source {@code jobindsats}
 * @param request method and address with query, without host, token or other secret: {@code GET /v3/tables?format=json}
 * @param status HTTP status
 * @param at when it had been received
 * @param sha256 digest of the bytes as they came, lower-case hex
 * @param bytes how many
 * @param complete false when the connection broke before the body's end
 */
public record Answer(
        String source, String request, int status, Instant at, String sha256, long bytes, boolean complete) {}
