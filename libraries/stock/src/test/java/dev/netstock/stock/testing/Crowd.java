package dev.netstock.stock.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A number of threads that run tasks as fast as they can.
 *
 * @param threads how many run at once
 */
public record Crowd(int threads) {
    public static Crowd of(int threads) {
        return new Crowd(threads);
    }

    /** Runs all tasks; their results in the order of the tasks. */
    public <T> List<T> run(List<Callable<T>> tasks) {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var results = new ArrayList<T>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("A task failed", e);
        }
    }
}
