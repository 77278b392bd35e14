package dk.maaltal.source.register;

import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.Path;

/** Reads dropped files. */
public interface RegisterFiles {
    /**
     * Reads one file from beginning to end, in memory that does not grow with it.
     *
     * @param file a CSV file or a workbook
     * @throws IOException when the file cannot be read from the disk; whatever is in it is never an exception
     */
    FileReading read(Register register, Path file, RowSink sink) throws IOException;
}
