package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
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

        assertThat(shipped.all()).extracting(JobDeclaration::job).contains("morning", "nightly", "snapshot");
        assertThat(shipped.scheduled())
                .extracting(JobDeclaration::job)
                .containsExactly("morning", "nightly", "snapshot");
        assertThat(shipped.all().stream().flatMap(job -> job.steps().stream()).collect(Collectors.toSet()))
                .isEqualTo(JobSteps.NAMES);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            'steps: [publish]'                             | step 'publish' needs 'settle' before it
            'steps: [settle, preview, settle]'             | step 'settle' stands twice
            'steps: [tables, catalogue]'                   | step 'tables' needs 'catalogue' before it
            'steps: [catalogue, due-today]'                | step 'due-today' must come before 'catalogue'
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

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            '{at: "02:30"}'                                                      | schedule is not whole
            '{zone: Europe/Copenhagen}'                                          | schedule is not whole
            '{at: "25:30", zone: Europe/Copenhagen}'                             | 25:30
            '{at: "02:30:15", zone: Europe/Copenhagen}'                          | hours and minutes
            '{at: "02:30", zone: Europe/Nowhere}'                                | Europe/Nowhere
            '{at: "02:30", zone: Europe/Copenhagen, on: sundays}'                | sundays
            '{at: "02:30", zone: Europe/Copenhagen, missed: all}'                | all
            '{at: "02:30", zone: Europe/Copenhagen, every: 1h}'                  | every
            '{at: "02:30", zone: Europe/Copenhagen}\noverlap: kill'             | kill
            '{at: "02:30", zone: Europe/Copenhagen}\ngives-way: true'           | gives-way with a schedule
            """)
    void a_schedule_that_could_not_be_kept_is_refused(String schedule, String said) throws IOException {
        Files.writeString(
                folder.resolve("night.yml"),
                "job: night\ndescription: one\nsteps: [catch-up]\ndeadline: PT4H\nschedule: "
                        + schedule.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> JobDeclarations.read(folder, JobSteps.NAMES))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("night.yml");
    }

    @Test
    void a_deadline_of_a_scheduled_job_is_a_day_at_most_and_only_scheduled_jobs_are_left_out() throws IOException {
        Files.writeString(
                folder.resolve("a.yml"),
                "job: a\ndescription: one\nsteps: [catch-up]\ndeadline: P2D\n"
                        + "schedule: {at: \"02:30\", zone: Europe/Copenhagen}\n");
        Files.writeString(
                folder.resolve("b.yml"), "job: b\ndescription: one\nsteps: [catch-up]\ndeadline: P2D\noverlap: skip\n");

        assertThatThrownBy(() -> JobDeclarations.read(folder, JobSteps.NAMES))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problems()).hasSize(2));
    }

    @Test
    void what_is_left_out_has_its_usual_value() throws IOException {
        Files.writeString(
                folder.resolve("a.yml"),
                "job: a\ndescription: one\nsteps: [catch-up]\ndeadline: PT4H\n"
                        + "schedule: {at: \"02:30\", zone: Europe/Copenhagen, on: Publication-Days}\n");

        JobDeclaration job = JobDeclarations.read(folder, JobSteps.NAMES).all().get(0);

        assertThat(job.schedule())
                .isEqualTo(new JobDeclaration.Schedule(
                        LocalTime.of(2, 30),
                        ZoneId.of("Europe/Copenhagen"),
                        JobDeclaration.On.PUBLICATION_DAYS,
                        JobDeclaration.Missed.LAST));
        assertThat(job.overlap()).isEqualTo(JobDeclaration.Overlap.WAIT);
        assertThat(job.givesWay()).isFalse();
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
