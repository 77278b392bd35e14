package dk.maaltal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped check, run by the shell. */
class CheckMaaltalTest {
    @TempDir
    Path tmp;

    @ParameterizedTest(name = "deadline in {0} s, last run {1}: {2}")
    @CsvSource(textBlock = """
            3600,  COMPLETE,           0, MAALTAL OK - nightly due x is expected by y
            3600,  COMPLETE_WITH_GAPS, 0, MAALTAL OK
            3600,  RUNNING,            0, MAALTAL OK
            3600,  FAILED,             1, MAALTAL WARNING - nightly/x/1 FAILED
            3600,  ABANDONED,          1, MAALTAL WARNING
            -3600, COMPLETE,           2, MAALTAL CRITICAL - nightly due x has not ended well by y
            -3600, FAILED,             2, MAALTAL CRITICAL
            """)
    void the_deadline_decides(long seconds, String verdict, int exit, String said) throws Exception {
        long deadline = Clock.systemUTC().instant().plusSeconds(seconds).getEpochSecond();
        check("""
                deadline_epoch=%d
                deadline=y
                waits_for=nightly due x
                last_run=nightly/x/1
                last_verdict=%s
                """.formatted(deadline, verdict), exit, said);
    }

    @Test
    void a_witness_that_names_no_deadline_or_is_not_there_is_no_good_sign() throws Exception {
        check("written=2026-11-23T01:30:00Z\n", 3, "MAALTAL UNKNOWN - ");
        check("deadline_epoch=soon\n", 3, "MAALTAL UNKNOWN - ");
        check("", 3, "MAALTAL UNKNOWN - ");
        Files.delete(tmp.resolve("witness"));
        run(3, "cannot be read");
    }

    private void check(String witness, int exit, String said) throws IOException, InterruptedException {
        Files.writeString(tmp.resolve("witness"), witness);
        run(exit, said);
    }

    private void run(int exit, String said) throws IOException, InterruptedException {
        Process check = new ProcessBuilder(
                        "sh",
                        "config/monitoring/check-maaltal",
                        tmp.resolve("witness").toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(out).contains(said);
        assertThat(check.exitValue()).as(out).isEqualTo(exit);
    }
}
