package dk.maaltal.source;

/** How one answer, or one reading of a table, ended. The name stands in {@code bi.delivery.outcome}. */
public enum Outcome {
    OK,
    /** 401: the token is missing, wrong or withdrawn. */
    UNAUTHORIZED,
    /** 403, transient when a retry passes, lasting when it does not. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 422 that speaks of size: the request is halved. */
    TOO_LARGE,
    /** Any other 4xx with the source's cause. */
    REJECTED,
    /** 429. */
    THROTTLED,
    /** 5xx. */
    SERVER_ERROR,
    TIMEOUT,
    /** The connection was refused, reset or could not be made. */
    UNREACHABLE,
    /** The body ended before its end. */
    TRUNCATED,
    /** 200 with no body. */
    EMPTY,
    /** 200 with HTML or other text that is not JSON. */
    NOT_JSON,
    /** Columns or labels that the table's metadata does not have. */
    MISMATCH,
    /** The same key twice with different values. */
    CONFLICT,
    /** Fewer areas, or over 2 % fewer rows, than the reading before. */
    SHRUNK
}
