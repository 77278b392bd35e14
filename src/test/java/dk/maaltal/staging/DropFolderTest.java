package dk.maaltal.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.register.Register;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder in the drop folder that this user may not read. */
class DropFolderTest {
    @TempDir
    Path tmp;

    @Test
    void one_that_cannot_be_read_hides_no_other() throws IOException {
        for (Register register : List.of(Register.SAMTALER, Register.TILBUD)) {
            Path folder = Files.createDirectories(tmp.resolve(register.text()));
            Files.writeString(folder.resolve("x_2025-01-31.csv"), "x");
        }
        Files.writeString(tmp.resolve("stray.txt"), "x");
        DropFolder drop = unreadable(tmp.resolve("samtaler"));

        assertThat(drop.unreadable()).containsOnlyKeys(Register.SAMTALER);
        assertThat(drop.waiting()).containsExactly(Register.SAMTALER, Register.TILBUD);
        assertThat(drop.counts()).isEqualTo(Map.of(Register.TILBUD, 1));
        assertThat(drop.strays()).containsExactly("stray.txt");
        assertThat(drop.dropped(Register.TILBUD)).hasSize(1);
        assertThatThrownBy(() -> drop.dropped(Register.SAMTALER)).isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void the_whole_of_it_that_cannot_be_read_is_not_an_empty_one() throws IOException {
        DropFolder drop = unreadable(tmp);

        assertThatThrownBy(drop::waiting).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(drop::counts).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(drop::strays).isInstanceOf(AccessDeniedException.class);

        Path loop = tmp.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> new DropFolder(loop, () -> {}).waiting()).isInstanceOf(IOException.class);
        assertThat(new DropFolder(tmp.resolve("none"), () -> {}).waiting()).isEmpty();
    }

    private DropFolder unreadable(Path which) {
        return new DropFolder(tmp, () -> {}, folder -> {
            if (folder.equals(which)) {
                throw new AccessDeniedException(folder.toString());
            }
            if (Files.notExists(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.sorted().toList();
            }
        });
    }
}
