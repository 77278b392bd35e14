package dk.maaltal.report.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;

/** A workbook in Danish that a person can open, filter and print, and that says what its figures mean. */
final class XlsxFormat implements FileFormat {
    @Override
    public void write(VersionData version, Path folder) throws IOException {
        Path fresh = folder.resolve("fresh");
        try (OutputStream out = Files.newOutputStream(fresh);
                Workbook workbook = new Workbook(out, "Maaltal", "1.0")) {
            workbook.setGlobalDefaultFont("Calibri", 11);
            workbook.properties()
                    .setTitle(version.planTitle() + ": " + version.periodLabel())
                    .setSubject(version.snapshotId());
            new OverviewSheet(version).write(workbook);
            new AllValuesSheet(version).write(workbook);
            new DefinitionsSheet(version).write(workbook);
            new AboutSheet(version).write(workbook);
        }
        String name = version.fileName() + "-v" + version.snapshot("version") + ".xlsx";
        Files.write(folder.resolve(name), SteadyWorkbook.of(fresh, version.publishedAt()));
        Files.delete(fresh);
    }
}
