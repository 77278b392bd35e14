package dk.maaltal.source.register;

import java.io.Closeable;
import java.io.IOException;

/** The rows of a CSV file or a sheet, from the top. */
interface Table extends Closeable {
    /**
     * Reads the next row.
     *
     * @return false at the end
     * @throws Refused when what comes cannot be read as rows
     */
    boolean next(Cells row) throws IOException, Refused;

    /** Whether a row that is shorter than the header only lacks empty cells at its end. */
    boolean mayEndEarly();

    /** Whether its day numbers count from 1904. */
    boolean countsFrom1904();
}
