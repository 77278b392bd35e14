package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SteadyBytesTest {
    @TempDir
    Path tmp;

    @ParameterizedTest
    @EnumSource
    void the_same_version_gives_the_same_bytes(ExportFormat format) throws Exception {
        Map<String, String> first = written(format, "one");
        Thread.yield();

        assertThat(first).isNotEmpty().isEqualTo(written(format, "two"));
    }

    private Map<String, String> written(ExportFormat format, String name) throws Exception {
        Path folder = Files.createDirectories(tmp.resolve(name));
        format.files().write(SampleVersion.of(), folder);
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), ExportFolder.sha256(file));
            }
        }
        return digests;
    }

    /** The two exports above could fall in the same second: a clock must not be in the file at all. */
    @Test
    void a_workbook_says_when_the_version_was_published_and_nothing_of_when_it_was_written() throws Exception {
        written(ExportFormat.XLSX, "book");
        Path book = tmp.resolve("book/proeve-2024-2024H1-v2.xlsx");
        try (ZipFile zip = new ZipFile(book.toFile())) {
            assertThat(zip.stream())
                    .allSatisfy(
                            entry -> assertThat(entry.getTimeLocal().getYear()).isEqualTo(1980));
        }
        try (FileSystem zip = FileSystems.newFileSystem(book)) {
            String core = Files.readString(zip.getPath("docProps/core.xml"));
            assertThat(core).contains("2024-09-14T00:30:01Z");
            String year = FileTime.from(java.time.Clock.systemUTC().instant())
                    .toString()
                    .substring(0, 4);
            assertThat(core).doesNotContain(">" + year + "-");
        }
    }
}
