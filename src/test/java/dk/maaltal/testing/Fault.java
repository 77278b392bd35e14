package dk.maaltal.testing;

/** The ways the simulated Jobindsats can misbehave. */
public enum Fault {
    /** 401 with the envelope. */
    UNAUTHORIZED,
    /** 403 with the gateway's plain text. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 422 about something else than size. */
    REJECTED,
    /** 422 that speaks of size, however small the request. */
    TOO_LARGE,
    /** 429 with Retry-After in seconds. */
    THROTTLED,
    /** 429 with Retry-After as an HTTP date in the past. */
    THROTTLED_UNTIL_DATE,
    /** 500. */
    BROKEN,
    /** 503 with HTML. */
    UNAVAILABLE,
    /** The answer comes, but only after {@link JobindsatsSimulator#delay}. */
    SLOW,
    /** The connection goes before there is an answer. */
    RESET,
    /** The connection goes in the middle of a body whose length was announced. */
    TRUNCATED_LENGTH,
    /** The connection goes in the middle of a body sent in chunks. */
    TRUNCATED_CHUNKS,
    /** The body ends well for HTTP, but not for JSON. */
    CUT_JSON,
    /** 200 with no body. */
    EMPTY,
    /** 200 with a page. */
    HTML,
    /** A measure's column has another name (data only). */
    WRONG_COLUMNS,
    /** An area has another name (data only). */
    WRONG_LABELS,
    /** Labels differ in case and spaces (data only). */
    LABEL_SPACING,
    /** Every fifth row is missing (data only). */
    FEWER_ROWS,
    /** Every twentieth row is missing: no more than a month or two of new rows may hide (data only). */
    FEW_ROWS_LOST,
    /** Norddjurs and Randers are missing (data only). */
    FEWER_AREAS,
    /** A row stands twice with different figures (data only). */
    CONFLICT,
    /** A number is a text (data only). */
    TEXT_FOR_NUMBER;

    /** Whether it changes what a body says and not how it comes. */
    boolean isOfContent() {
        return compareTo(WRONG_COLUMNS) >= 0;
    }
}
