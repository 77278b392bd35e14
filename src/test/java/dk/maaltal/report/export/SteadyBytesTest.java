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

class SteadyBytesTest {
    @TempDir
    Path tmp;

    @Test
    void the_same_version_gives_the_same_bytes_in_another_jvm() throws Exception {
        Written.main(new String[] {tmp.resolve("here").toString()});
        Process there = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dfile.encoding=UTF-8",
                        "-Duser.timezone=America/New_York",
                        "-Duser.language=tr",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Written.class.getName(),
                        tmp.resolve("there").toString())
                .inheritIO()
                .start();
        assertThat(there.waitFor()).isZero();

        assertThat(digests(tmp.resolve("here"))).hasSizeGreaterThan(30).isEqualTo(digests(tmp.resolve("there")));
    }

    private static Map<String, String> digests(Path folder) throws Exception {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.relativize(file).toString(), ExportFolder.sha256(file));
            }
        }
        return digests;
    }

    /** Two exports could fall in the same second: a clock must not be in the file at all. */
    @Test
    void a_workbook_says_when_the_version_was_published_and_nothing_of_when_it_was_written() throws Exception {
        Written.as(ExportFormat.XLSX, tmp.resolve("book"));
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
