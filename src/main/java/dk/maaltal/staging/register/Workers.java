package dk.maaltal.staging.register;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shares numbered pieces of work among a few threads. */
public final class Workers {
    /** More threads would hold more buckets in memory at once. */
    private static final int MOST = 4;

    private Workers() {}

    /** A piece of work. */
    @FunctionalInterface
    public interface Work<A> {
        /** @param into what this thread has gathered so far */
        void run(int piece, A into) throws Exception;
    }

    /**
     * Does all pieces, each once, and adds up what the threads gathered. The first failure stops the rest.
     *
     * @param start a new, empty result for a thread
     * @throws UncheckedIOException when a piece could not read or write
     * @throws RuntimeException what else a piece threw; a checked exception as its cause
     */
    public static <A> A run(int pieces, Supplier<A> start, Work<A> work, BinaryOperator<A> merge) {
        int threads = Math.min(pieces, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        AtomicInteger next = new AtomicInteger();
        if (threads <= 1) {
            return some(pieces, next, start.get(), work);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "maaltal-bucket");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<A>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                A into = start.get();
                parts.add(pool.submit(() -> some(pieces, next, into, work)));
            }
            A sum = null;
            for (Future<A> part : parts) {
                A one = part.get();
                sum = sum == null ? one : merge.apply(sum, one);
            }
            return java.util.Objects.requireNonNull(sum);
        } catch (ExecutionException e) {
            throw unchecked(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            next.set(pieces);
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    /** The caller deletes what the threads read: none may be at work any more. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <A> A some(int pieces, AtomicInteger next, A into, Work<A> work) {
        try {
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                work.run(piece, into);
            }
            return into;
        } catch (Exception e) {
            next.set(pieces);
            throw unchecked(e);
        }
    }

    /** A full disk must not look like a fault of the program, nor an error like something less. */
    private static RuntimeException unchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure
                ? failure
                : thrown instanceof IOException io ? new UncheckedIOException(io) : new IllegalStateException(thrown);
    }
}
