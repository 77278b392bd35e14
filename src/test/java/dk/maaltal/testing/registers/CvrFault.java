package dk.maaltal.testing.registers;

/** The ways the simulated Virk can misbehave. */
public enum CvrFault {
    /** 401 with nginx's page, whatever the password. */
    UNAUTHORIZED,
    /** 403 with a page. */
    FORBIDDEN,
    /** 429. */
    THROTTLED,
    /** 500 with Elasticsearch's envelope. */
    BROKEN,
    /** 503 with a page. */
    UNAVAILABLE,
    /** The connection goes before there is an answer. */
    RESET,
    /** The connection goes in the middle of a body whose length was announced. */
    TRUNCATED,
    /** The body ends well for HTTP, but not for JSON. */
    CUT_JSON,
    /** 200 with no body. */
    NO_BODY,
    /** 200 with a page. */
    HTML,
    /** A shard failed: 200, fewer hits, and a total that fits them. */
    PARTIAL_SHARDS,
    /** 200, {@code timed_out} and what was found by then. */
    TIMED_OUT,
    /** Each answer's total is one more than that before. */
    TOTAL_CHANGES,
    /** The first hit of the page is left out, not so the total. */
    HIT_LOST,
    /** 200 with nothing found. */
    NO_HITS
}
