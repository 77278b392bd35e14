package dk.maaltal.report.export;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a version can be exported as. */
public enum ExportFormat {
    /** CSV files with a Data Package (datapackage.org, version 2). */
    CSV(new CsvFormat()),
    /** A workbook for people. */
    XLSX(new XlsxFormat()),
    /** A Parquet file for each table. */
    PARQUET(new ParquetFormat()),
    /** A Power BI project that reads the contract. */
    POWERBI(new PowerBiFormat());

    private final FileFormat files;

    ExportFormat(FileFormat files) {
        this.files = files;
    }

    FileFormat files() {
        return files;
    }

    /**
     * By its word on the command line.
     *
     * @throws ProblemException when there is no such format
     */
    public static ExportFormat of(String word) {
        return Stream.of(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.declaration(
                        "--format " + word,
                        "there is no such format",
                        Stream.of(values()).map(ExportFormat::word).collect(Collectors.joining(", ")),
                        "take one of these")));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
