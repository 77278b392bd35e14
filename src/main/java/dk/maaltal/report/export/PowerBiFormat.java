package dk.maaltal.report.export;

import java.io.IOException;
import java.nio.file.Path;

final class PowerBiFormat implements FileFormat {
    @Override
    public void write(VersionData version, Path folder) throws IOException {}
}
