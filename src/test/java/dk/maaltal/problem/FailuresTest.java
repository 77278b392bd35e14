package dk.maaltal.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.testing.RunsOnce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure of the machine is called, however it comes. */
@RunsOnce(because = "it makes exceptions of both, and opens no database of ours")
class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                named("the disk is full", new UncheckedIOException(new IOException("No space left on device"))),
                named("the disk is full", new FileSystemException("/home/x", null, "No space left on device")),
                named("the disk is full", new FileSystemException("/home/x", null, "Disk quota exceeded")),
                named("the disk is full", sql("could not extend file \"base/1/2\"", "53100", 0)),
                named(
                        "the disk is full",
                        caused(sql("IO Exception", "90028", 90028), new IOException("No space left on device"))),
                named(
                        "the disk is full",
                        caused(sql("The database has been closed", "90098", 90098), new IOException("Disk full"))),
                named("nothing can be written", new UncheckedIOException(new AccessDeniedException("/home/x"))),
                named("nothing can be written", new FileSystemException("/home/x", null, "Read-only file system")),
                named("nothing can be written", sql("cannot execute INSERT in a read-only transaction", "25006", 0)),
                named("nothing can be written", sql("The database is read only", "90097", 90097)),
                named("the database does not let us in", sql("password authentication failed", "28P01", 0)),
                named("the database does not let us in", sql("Wrong user name or password", "28000", 28000)),
                named("the database does not let us in", sql("database \"x\" does not exist", "3D000", 0)),
                named("the database refuses", sql("permission denied for table run", "42501", 0)),
                named("another program has the database's file open", sql("already open", "90020", 90020)),
                named("the database does not answer", sql("Connection refused", "08001", 0)),
                named("the database does not answer", sql("terminating connection", "57P01", 0)),
                named("the database does not answer", sql("the database system is starting up", "57P03", 0)),
                named("the database does not answer", sql("sorry, too many clients already", "53300", 0)),
                named("the database does not answer", sql("Connection is broken", "90067", 90067)),
                named("the database does not answer", sql("closed", "90098", 90098)),
                named(
                        "the database does not answer",
                        new SQLTransientConnectionException("maaltal - Connection is not available")),
                named("the database does not answer", new IllegalStateException(new ConnectException("refused"))),
                named("something else kept the database's rows locked", sql("lock timeout", "55P03", 0)),
                named("something else kept the database's rows locked", sql("deadlock detected", "40P01", 0)),
                named("something else kept the database's rows locked", sql("Timeout", "HYT00", 50200)));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_of_the_machine_has_a_name(String name, Throwable failure) {
        Throwable wrapped = new IllegalStateException("a step failed", new RuntimeException(failure));

        assertThat(Failures.named(wrapped)).hasValueSatisfying(problem -> {
            assertThat(problem.what()).startsWith(name);
            assertThat(problem.next()).isNotEmpty();
        });
    }

    @Test
    void what_a_batch_of_statements_strings_together_is_looked_through() {
        BatchUpdateException batch = new BatchUpdateException("Batch entry 3 was aborted", "25000", new int[0]);
        batch.setNextException(sql("could not extend file", "53100", 0));

        assertThat(Failures.named(batch)).map(Problem::what).hasValue("the disk is full");
    }

    @Test
    void a_fault_of_our_own_has_none() {
        assertThat(Failures.named(new IllegalStateException("no")).or(() -> Failures.named(sql("syntax", "42601", 0))))
                .isEmpty();
    }

    @Test
    void a_chain_that_bites_its_tail_is_followed_once() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);

        assertThat(Failures.named(two)).isEmpty();
    }

    private static Arguments named(String name, Throwable failure) {
        return Arguments.of(name, failure);
    }

    private static SQLException sql(String said, String state, int code) {
        return new SQLException(said, state, code);
    }

    private static Throwable caused(SQLException outer, Throwable inner) {
        outer.initCause(inner);
        return outer;
    }
}
