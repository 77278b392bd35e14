package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folders with CPR numbers are open to others. */
class FolderRightsTest {
    @TempDir
    Path tmp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rwxr-xr-x | rwxr-xr-x | rwx------ | rwx------ | drop
            rwxr-xr-x | rwxrwx--- | rwx------ | rwx------ |
            rwx------ | rwxr-xr-x | rwxr-xr-x | rwxr-xr-x |
            rwxr-x--- | rwxr-xr-x | rwx------ | rwx------ |
            rwxr-x--- | rwxrwx--- | rwxr-x--- | rwx------ | archive
            rwxr-xr-x | rwxrwx--x | rwx--x--- | rwx-----x | drop archive rejected
            """)
    void what_others_may_look_into_is_named(String home, String drop, String archive, String rejected, String open)
            throws IOException {
        Path dir = tmp.resolve("home");
        folder(dir, home);
        folder(dir.resolve("drop"), drop);
        folder(dir.resolve("archive"), archive);
        folder(dir.resolve("rejected"), rejected);

        List<Problem> problems = new FolderRights(dir, dir.resolve("drop")).problems();

        assertThat(problems.stream().map(Problem::where))
                .containsExactly(open == null ? new String[0] : open.split(" "));
    }

    private static void folder(Path folder, String rights) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(rights));
    }
}
