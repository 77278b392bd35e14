package dk.maaltal.source.register;

/** Takes the rows of a file as they are read. */
public interface RowSink {
    /**
     * A row that could be taken.
     *
     * @param personHigh the pseudonym's first 64 bits; 0 in a register without persons
     * @param personLow its next 64 bits
     * @param values one for each of the register's value columns, as {@link dk.maaltal.register.Column.Type} says;
     *     the array is used again for the next row
     */
    void row(long personHigh, long personLow, long[] values);

    /** A row that could not. */
    void rejected(Rejection rejection);
}
