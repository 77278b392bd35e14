package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path root;

    private Path working = Path.of("");
    private Path install = Path.of("");
    private Path parentOfJar = Path.of("");

    @BeforeEach
    void makeThreePlaces() throws IOException {
        working = Files.createDirectories(root.resolve("working"));
        install = Files.createDirectories(root.resolve("install"));
        parentOfJar = Files.createDirectories(root.resolve("unpacked"));
        Files.createDirectories(parentOfJar.resolve("target"));
        Files.createDirectories(parentOfJar.resolve("config"));
    }

    @Test
    void looks_in_the_working_directory_then_the_installation_then_beside_the_jar() throws IOException {
        Installation installation = new Installation(working, install, parentOfJar.resolve("target"));

        Path third = Files.createFile(parentOfJar.resolve("config/a.yml"));
        assertThat(installation.find("s", "config/a.yml")).isEqualTo(third);
        Files.createDirectories(install.resolve("config"));
        Path second = Files.createFile(install.resolve("config/a.yml"));
        assertThat(installation.find("s", "config/a.yml")).isEqualTo(second);
        Files.createDirectories(working.resolve("config"));
        Path first = Files.createFile(working.resolve("config/a.yml"));
        assertThat(installation.find("s", " config/a.yml ")).isEqualTo(first);
    }

    @Test
    void takes_an_absolute_path_as_it_is() {
        assertThat(new Installation(working, null, null).find("s", install.toString()))
                .isEqualTo(install);
    }

    @Test
    void passes_over_a_jar_folder_without_config() throws IOException {
        Path jar = Files.createDirectories(root.resolve("lib/jars"));
        Files.createFile(jar.resolve("a.yml"));

        assertThatThrownBy(() -> new Installation(working, null, jar).find("s", "a.yml"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void says_which_setting_and_where_it_looked() {
        Installation installation = new Installation(working, install, parentOfJar);

        assertThatThrownBy(() -> installation.find("maaltal.plan", "config/plans/none"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("maaltal.plan")
                .hasMessageContaining("config/plans/none")
                .hasMessageContaining(working.toString())
                .hasMessageContaining(install.toString())
                .hasMessageContaining(parentOfJar.toString());
    }
}
