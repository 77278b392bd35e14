package dk.maaltal.measure;

/** How a judged cell stands against its target. */
public enum Status {
    MET,
    NOT_MET,
    /** No value, or nothing to hold it against. */
    NOT_ASSESSABLE,
    /** A long-range target before its year. */
    NOT_DUE,
    NO_TARGET
}
