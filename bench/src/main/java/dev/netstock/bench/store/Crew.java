package dev.netstock.bench.store;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A number of threads that share calls.
 *
 * @param threads the number of threads
 */
record Crew(int threads) {
    private static final int DIGITS = 3;

    /**
     * The result.
     *
     * @param callsPerSecond throughput of all threads together
     * @param latency of single calls, in nanoseconds
     */
    record Pace(double callsPerSecond, Histogram latency) {}

    /** Makes the calls 0, 1, … and waits for the last. */
    Pace run(int calls, IntConsumer call) throws InterruptedException {
        var latency = new ConcurrentHistogram(DIGITS);
        var next = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> workers = new ArrayList<>();
            long startedAt = System.nanoTime();
            for (int thread = 0; thread < threads; thread++) {
                workers.add(pool.submit(() -> work(next, calls, call, latency)));
            }
            await(workers);
            return new Pace(calls * 1e9 / (System.nanoTime() - startedAt), latency);
        }
    }

    private static void work(AtomicInteger next, int calls, IntConsumer call, Histogram latency) {
        for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
            long startedAt = System.nanoTime();
            call.accept(number);
            latency.recordValue(System.nanoTime() - startedAt);
        }
    }

    private static void await(List<Future<?>> workers) throws InterruptedException {
        try {
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A call failed", e.getCause());
        }
    }
}
