package dev.netstock.bench.events;

import dev.netstock.bench.NetStockCalls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reservations per second through the whole chain, compared with the commits per second. */
final class Throughput {
    private static final int THREADS = 8;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final CloudUnderTest cloud;
    private final NetStockCalls calls;
    private final List<String> skus;
    private final SalesQuestion sales = new SalesQuestion();
    private double commitsASecond;
    private double eventsASecond;

    Throughput(CloudUnderTest cloud, NetStockCalls calls, List<String> skus) {
        this.cloud = cloud;
        this.calls = calls;
        this.skus = skus;
    }

    void measure(int reservations) throws Exception {
        int before = sales.orders(cloud);
        long startedAt = System.nanoTime();
        commit(reservations);
        commitsASecond = reservations / secondsSince(startedAt);
        while (sales.orders(cloud) < before + reservations) {
            if (secondsSince(startedAt) > LIMIT.toSeconds()) {
                throw new IllegalStateException("Not all reservations were seen within " + LIMIT);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
        eventsASecond = reservations / secondsSince(startedAt);
    }

    double commitsASecond() {
        return commitsASecond;
    }

    double eventsASecond() {
        return eventsASecond;
    }

    private void commit(int reservations) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < reservations; i++) {
                var order = "through-" + i;
                var sku = skus.get(i % skus.size());
                running.add(
                        threads.submit(
                                () -> calls.reserve(order, List.of(NetStockCalls.line(sku, 1)))));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
