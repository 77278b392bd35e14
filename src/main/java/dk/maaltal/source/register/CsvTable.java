package dk.maaltal.source.register;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rows of a CSV file. Its cells go from the parser's buffer to the row without a string between. */
final class CsvTable implements Table {
    private final Handler handler = new Handler();
    private final CloseableIterator<Cells> rows;

    private CsvTable(Path file, Encoding encoding, char delimiter) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(encoding.mark());
            // Ill-formed bytes become U+FFFD, which a row is rejected for.
            InputStreamReader reader = new InputStreamReader(
                    in,
                    encoding.charset()
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPLACE)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE));
            rows = CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .skipEmptyLines(true)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(false)
                    .allowUnclosedQuote(false)
                    .detectBomHeader(false)
                    .maxBufferSize(Cells.MOST_CELL + (1 << 14))
                    .build(handler, new QuoteReader(reader, delimiter))
                    .iterator();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static CsvTable open(Path file, Encoding encoding, char delimiter) throws IOException {
        return new CsvTable(file, encoding, delimiter);
    }

    @Override
    public boolean next(Cells row) throws IOException, Refused {
        handler.into = row;
        try {
            if (!rows.hasNext()) {
                return false;
            }
            rows.next();
            return true;
        } catch (UncheckedIOException e) {
            throw new IOException("the file can no longer be read", e.getCause());
        } catch (CsvParseException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw refused(row.line(), e);
        }
    }

    /** The parser's own words quote what stands in the file, so they are not used. */
    private static Refused refused(long line, CsvParseException e) {
        if (e.getCause() instanceof Cells.TooLarge large) {
            return new Refused(
                    "line %d: %s".formatted(line, large.getMessage()),
                    "an extract of a register",
                    "see whether the file has line ends, and its quotation marks come in pairs");
        }
        return new Refused(
                "line %d: a quotation mark is not closed".formatted(line),
                "quotation marks in pairs around a whole cell, those within doubled",
                "mend the line, or ask for the extract again");
    }

    @Override
    public boolean mayEndEarly() {
        return false;
    }

    @Override
    public boolean countsFrom1904() {
        return false;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private static final class Handler extends AbstractBaseCsvCallbackHandler<Cells> {
        private Cells into = new Cells();

        @Override
        protected void handleBegin(long startingLineNumber) {
            into.begin(startingLineNumber);
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
            int begin = offset;
            int end = offset + len;
            if (!quoted) {
                // Blanks before an opening quotation mark make it part of the cell.
                while (begin < end && Text.isSpace(buf[begin])) {
                    begin++;
                }
                while (begin < end && Text.isSpace(buf[end - 1])) {
                    end--;
                }
                if (end - begin >= 2 && buf[begin] == '"' && buf[end - 1] == '"') {
                    begin++;
                    end--;
                }
            }
            into.add(buf, begin, end - begin);
        }

        @Override
        protected Cells buildRecord() {
            return into;
        }
    }
}
