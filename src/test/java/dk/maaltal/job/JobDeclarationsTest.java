package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDeclarationsTest {
    @TempDir
    Path folder;

    @Test
    void the_shipped_jobs_can_be_run() {
        JobDeclarations shipped = JobDeclarations.read(Path.of("jobs"), JobSteps.NAMES);

        assertThat(shipped.all()).extracting(JobDeclaration::job).containsExactly("nightly", "snapshot");
        assertThat(shipped.all().get(0).steps()).containsExactlyElementsOf(JobSteps.NAMES);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            'steps: [publish]'                             | step 'publish' needs 'settle' before it
            'steps: [settle, preview, settle]'             | step 'settle' stands twice
            'steps: [tables, catalogue]'                   | step 'tables' needs 'catalogue' before it
            'steps: [fetch]'                               | step 'fetch' is unknown
            'steps: []'                                    | steps are missing
            'steps: [catch-up]\\ndedline: PT1H'            | dedline
            """)
    void what_cannot_work_is_refused_before_it_runs(String steps, String said) throws IOException {
        Files.writeString(
                folder.resolve("night.yml"),
                "job: night\ndescription: one\ndeadline: PT1H\n" + steps.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> JobDeclarations.read(folder, JobSteps.NAMES))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("night.yml");
    }

    @Test
    void every_problem_of_every_file_is_said_at_once() throws IOException {
        Files.writeString(folder.resolve("a.yml"), "job: b\ndescription: one\ndeadline: PT0S\nsteps: [publish]\n");
        Files.writeString(folder.resolve("c.yml"), "job: c\nsteps: [settle]\ndeadline: PT1H\n");

        assertThatThrownBy(() -> JobDeclarations.read(folder, JobSteps.NAMES))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(4));
    }
}
