package dk.maaltal.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** CSV as RFC 4180 has it: comma, point as decimal sign, empty for null, LF. */
public final class CsvText {
    private CsvText() {}

    /** Header and rows. */
    public static String of(Grid grid) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(grid.columns());
            grid.texts().forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
