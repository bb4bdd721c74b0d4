package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a running mapping, which end together. Thread-safe.
 *
 * <p>A fault in one of them is logged, and ends that thread alone.
 */
final class MappingThreads implements AutoCloseable {
    /** What may be interrupted at any point. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }

    private static final System.Logger LOG = System.getLogger(MappingThreads.class.getName());
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Pauses pauses = new Pauses();

    /** Pauses that end when the threads shall. */
    Pauses pauses() {
        return pauses;
    }

    /** Starts a task, unless the mapping is closed. */
    void start(Task task) {
        try {
            threads.execute(() -> run(task));
        } catch (RejectedExecutionException _) {
            // Closed in this very moment: what the task would have done is left where it is.
        }
    }

    /** Lets what is under way come to its end, and no more begin. */
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
            LOG.log(System.Logger.Level.ERROR, "A thread of an event source mapping ended", e);
        }
    }
}
