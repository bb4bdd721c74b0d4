package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a running mapping; they end together. Thread-safe.
 *
 * <p>An exception is logged and ends only its own thread.
 */
final class MappingThreads implements AutoCloseable {
    /** A task that may be interrupted at any point. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(MappingThreads.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CancellablePause pauses = new CancellablePause();

    /** A pause that ends when the threads are closed. */
    CancellablePause pauses() {
        return pauses;
    }

    /** Starts a task, unless the mapping is closed. */
    void start(Task task) {
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException _) {
            // The mapping was closed concurrently; the task's records stay in the source.
        }
    }

    /** Lets tasks in flight finish and starts no more. */
    @Override
    public void close() {
        pauses.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Task task) {
        try {
            task.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A thread of an event source mapping failed", e);
        }
    }
}
