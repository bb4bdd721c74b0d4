package dev.netstock.platform.call;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Runs independent requests side by side. */
@FunctionalInterface
public interface Parallel {
    /** One after the other, in the caller's thread. */
    Parallel NONE =
            new Parallel() {
                @Override
                public <T> List<T> run(List<Supplier<T>> tasks) {
                    return tasks.stream().map(Supplier::get).toList();
                }
            };

    /**
     * Runs all tasks to their end, and returns their results in the order of the tasks.
     *
     * <p>If one throws, the others still end before that is thrown on.
     */
    <T> List<T> run(List<Supplier<T>> tasks);

    /**
     * On virtual threads, at most so many at a time: each holds a connection, and the HTTP client
     * keeps only so many.
     */
    static Parallel upTo(int most) {
        var places = new Semaphore(most);
        return new Parallel() {
            @Override
            public <T> List<T> run(List<Supplier<T>> tasks) {
                return tasks.size() == 1
                        ? List.of(tasks.getFirst().get())
                        : onVirtualThreads(tasks, places);
            }
        };
    }

    private static <T> List<T> onVirtualThreads(List<Supplier<T>> tasks, Semaphore places) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures =
                    tasks.stream()
                            .map(task -> threads.submit(() -> inPlace(task, places)))
                            .toList();
            var results = new ArrayList<T>(futures.size());
            for (Future<T> future : futures) {
                results.add(result(future));
            }
            return results;
        }
    }

    private static <T> T inPlace(Supplier<T> task, Semaphore places) {
        places.acquireUninterruptibly();
        try {
            return task.get();
        } finally {
            places.release();
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
