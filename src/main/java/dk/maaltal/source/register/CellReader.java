package dk.maaltal.source.register;

/** Reads the text of a cell that is neither missing nor broken. */
interface CellReader {
    /** The row does not belong to the register. Every value but those of {@link Faults} is above it. */
    long WITHOUT = -1L << 62;

    /** The value, as {@link dk.maaltal.register.Column.Type} says; or one of {@link Faults}; or {@link #WITHOUT}. */
    long read(Text text);
}
