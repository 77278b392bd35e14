package dk.maaltal.report.export;

import java.io.IOException;
import java.nio.file.Path;

/** How a version becomes files. The same version always becomes the same bytes. */
interface FileFormat {
    /**
     * Writes the files.
     *
     * @param version what to write
     * @param folder empty and there
     */
    void write(VersionData version, Path folder) throws IOException;
}
