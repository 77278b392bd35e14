package dk.maaltal.report.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** CSV as RFC 4180 has it (comma, point as decimal sign, LF, UTF-8), described by a Data Package. */
final class CsvFormat implements FileFormat {
    @Override
    public void write(VersionData version, Path folder) throws IOException {
        for (ContractTable table : Contract.tables()) {
            Files.writeString(folder.resolve(table.name() + ".csv"), csv(version, Contract.inFiles(table)));
        }
        Files.writeString(folder.resolve("datapackage.json"), JsonText.of(DataPackage.of(version, folder)));
    }

    private static String csv(VersionData version, ContractTable table) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(
                    table.columns().stream().map(ContractColumn::name).toList());
            version.rows(table).forEach(row -> writer.writeRecord(CellText.row(table, row)));
        }
        return text.toString();
    }
}
