package dev.netstock.ledger.norewind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs workers to their end, and repeats other tasks until then. To be used by one thread. */
final class Threads implements AutoCloseable {
    private static final int MOST = 12;

    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(MOST);
    private final List<Future<?>> workers = new ArrayList<>();
    private final List<Future<?>> repeated = new ArrayList<>();

    /** Runs to its end. */
    void work(Runnable work) {
        workers.add(executor.submit(work));
    }

    /** Repeats until all workers have ended. */
    void repeat(Duration pause, Runnable task) {
        repeated.add(
                executor.scheduleWithFixedDelay(task, 0, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits for all workers, and throws if one failed. */
    void join() {
        workers.forEach(Threads::await);
        repeated.forEach(task -> task.cancel(false));
        executor.close();
        repeated.forEach(Threads::await);
    }

    private static void await(Future<?> thread) {
        try {
            thread.get();
        } catch (CancellationException _) {
            // The task ended regularly.
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("A thread failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
