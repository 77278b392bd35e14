package dk.maaltal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.StoppedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of a run when the process is told to end. */
class GracefulStopTest {
    private final StopSignal signal = new StopSignal();
    private final List<Object> said = new ArrayList<>();

    @Test
    void nothing_at_work_is_nothing_to_wait_for_and_nothing_is_begun_any_more() {
        GracefulStop stop = new GracefulStop(signal, Duration.ofHours(1), said::add);
        assertThat(stop.isRunning()).isTrue();
        stop.stop();
        assertThat(stop.isRunning()).isFalse();
        assertThat(said).isEmpty();
        assertThatThrownBy(signal::check).isInstanceOf(StoppedException.class);
    }

    @Test
    void work_that_unwinds_is_waited_for() {
        signal.enter();
        signal.canLetGo(() -> said.add("let go"));
        CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
            try {
                new StoppablePause(signal).pause(Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                said.add("unwound");
                signal.leave();
            }
        });
        new GracefulStop(signal, Duration.ofMinutes(1), said::add).stop();
        assertThat(said).containsExactly("unwound");
        assertThat(work)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(StoppedException.class);
    }

    @Test
    void work_that_does_not_unwind_is_left_as_it_stands_and_the_process_halted() {
        signal.enter();
        signal.canLetGo(() -> said.add("let go"));
        new GracefulStop(signal, Duration.ofMillis(50), said::add).stop();
        assertThat(said).containsExactly("let go", 143);
    }

    @Test
    void one_that_only_waits_for_its_turn_and_leaves_takes_nothing_from_the_one_at_work() {
        signal.enter();
        signal.canLetGo(() -> said.add("let go"));
        signal.enter();
        signal.leave();
        new GracefulStop(signal, Duration.ofMillis(50), said::add).stop();
        assertThat(said).containsExactly("let go", 143);
    }

    @Test
    void what_a_turn_had_at_work_is_not_let_go_in_the_next() {
        signal.enter();
        signal.canLetGo(() -> said.add("let go"));
        signal.turnChanges();
        new GracefulStop(signal, Duration.ofMillis(50), said::add).stop();
        assertThat(said).containsExactly(143);
    }

    @Test
    void a_database_that_does_not_answer_holds_no_end_up() {
        CountDownLatch never = new CountDownLatch(1);
        signal.enter();
        signal.canLetGo(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        new GracefulStop(signal, Duration.ofMillis(50), said::add).stop();
        assertThat(said).containsExactly(143);
    }
}
