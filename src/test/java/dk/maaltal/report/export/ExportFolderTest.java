package dk.maaltal.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {
    @TempDir
    Path tmp;

    private Path folder;

    @BeforeEach
    void name() {
        folder = tmp.resolve("deep/out");
    }

    private List<Path> put(String a, String b) {
        return new ExportFolder(folder).put(fresh -> {
            Files.writeString(fresh.resolve("a.txt"), a);
            Files.createDirectories(fresh.resolve("below"));
            Files.writeString(fresh.resolve("below/b.txt"), b);
        });
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(tmp)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> tmp.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_new_folder_is_there_whole_with_its_digests() throws IOException {
        assertThat(put("1", "2")).containsExactly(folder.resolve("a.txt"), folder.resolve("below/b.txt"));

        assertThat(names()).containsExactly("deep/out/SHA256SUMS", "deep/out/a.txt", "deep/out/below/b.txt");
        assertThat(read("SHA256SUMS"))
                .isEqualTo("6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b  a.txt\n"
                        + "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35  below/b.txt\n");
    }

    @Test
    void nothing_is_left_of_an_export_that_fails() throws IOException {
        assertThatThrownBy(() -> new ExportFolder(folder).put(fresh -> {
                    Files.writeString(fresh.resolve("a.txt"), "1");
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the disk is full");
        assertThat(folder).doesNotExist();

        put("1", "2");
        assertThatThrownBy(() -> new ExportFolder(folder).put(fresh -> {
                    Files.writeString(fresh.resolve("a.txt"), "3");
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(ProblemException.class);
        assertThat(read("a.txt")).isEqualTo("1");
        assertThat(names()).hasSize(3);
    }

    @Test
    void an_earlier_export_is_replaced_and_another_beside_it_stays() throws IOException {
        put("1", "2");
        new ExportFolder(folder).put(fresh -> Files.writeString(fresh.resolve("c.txt"), "3"));
        put("4", "2");

        assertThat(read("a.txt")).isEqualTo("4");
        assertThat(read("c.txt")).isEqualTo("3");
        assertThat(read("SHA256SUMS").lines()).hasSize(3).allMatch(line -> line.length() > 66);
    }

    @Test
    void what_no_export_wrote_and_what_was_changed_since_stays_and_is_said_all_at_once() throws IOException {
        put("1", "2");
        Files.writeString(folder.resolve("a.txt"), "with my notes");
        Files.writeString(folder.resolve("mine.txt"), "mine");

        assertThatThrownBy(() -> new ExportFolder(folder).put(fresh -> {
                    Files.writeString(fresh.resolve("a.txt"), "5");
                    Files.writeString(fresh.resolve("mine.txt"), "5");
                    Files.writeString(fresh.resolve("new.txt"), "5");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a.txt: the file was changed since it was exported")
                .hasMessageContaining("mine.txt: there is a file of that name that no export wrote");
        assertThat(read("a.txt")).isEqualTo("with my notes");
        assertThat(read("mine.txt")).isEqualTo("mine");
        assertThat(folder.resolve("new.txt")).doesNotExist();
    }

    /** Killed between two files: some are the new, some the old, and the list has both. */
    @Test
    void one_that_was_killed_midway_can_be_done_again() throws IOException {
        put("1", "2");
        String old = read("SHA256SUMS");
        put("3", "4");
        Files.writeString(folder.resolve("SHA256SUMS"), read("SHA256SUMS") + old);
        Files.writeString(folder.resolve("a.txt"), "1");

        put("3", "4");

        assertThat(read("a.txt")).isEqualTo("3");
        assertThat(read("SHA256SUMS").lines()).hasSize(2);
    }

    @Test
    void a_place_that_cannot_be_written_to_is_said() throws IOException {
        Files.createDirectories(tmp.resolve("deep"));
        Files.writeString(folder, "a file");

        assertThatThrownBy(() -> put("1", "2"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("the export cannot be written")
                .hasMessageContaining("--out");
    }
}
