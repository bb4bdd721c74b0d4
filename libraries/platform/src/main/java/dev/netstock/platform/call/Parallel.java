package dev.netstock.platform.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Runs independent requests in parallel. */
@FunctionalInterface
public interface Parallel {
    /** Sequentially, in the caller's thread. */
    Parallel NONE =
            new Parallel() {
                @Override
                public <T> List<T> run(List<Supplier<T>> tasks) {
                    return tasks.stream().map(Supplier::get).toList();
                }
            };

    /**
     * Runs all tasks to completion and returns their results in the order of the tasks.
     *
     * <p>If a task throws, the others still complete before the exception is rethrown.
     */
    <T> List<T> run(List<Supplier<T>> tasks);

    /** Runs two tasks to completion, as {@link #run} does. */
    default void both(Runnable first, Runnable second) {
        List<Boolean> _ = run(List.of(task(first), task(second)));
    }

    private static Supplier<Boolean> task(Runnable task) {
        return () -> {
            task.run();
            return true;
        };
    }

    /**
     * On virtual threads, with a maximum of parallel tasks: each holds a connection, and the HTTP
     * client keeps a limited number.
     */
    static Parallel upTo(int max) {
        var permits = new Semaphore(max);
        return new Parallel() {
            @Override
            public <T> List<T> run(List<Supplier<T>> tasks) {
                return tasks.size() == 1
                        ? List.of(tasks.getFirst().get())
                        : onVirtualThreads(tasks, permits);
            }
        };
    }

    private static <T> List<T> onVirtualThreads(List<Supplier<T>> tasks, Semaphore permits) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures =
                    tasks.stream()
                            .map(task -> threads.submit(() -> withPermit(task, permits)))
                            .toList();
            var results = new ArrayList<T>(futures.size());
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    private static <T> T withPermit(Supplier<T> task, Semaphore permits) {
        permits.acquireUninterruptibly();
        try {
            return task.get();
        } finally {
            permits.release();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("A task failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while tasks ran", e);
        }
    }
}
