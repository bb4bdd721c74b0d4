package dev.netstock.local.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes reservations on some connections, and releases them. A connection sends its next request
 * when it has the response to the last one. For one thread.
 */
public final class Load {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int RELEASE_TRIES = 3;

    /** Insufficient stock, and an unknown SKU. */
    private static final Set<Integer> NO_SUPPLY = Set.of(409, 422);

    private final OrderApi api;
    private final LoadOptions options;
    private final AtomicInteger turns = new AtomicInteger();
    private final Set<String> soldOut = ConcurrentHashMap.newKeySet();
    private final Queue<String> reserved = new ConcurrentLinkedQueue<>();
    private final Queue<Response> responses = new ConcurrentLinkedQueue<>();

    private record Response(int status, long nanos) {}

    public Load(OrderApi api, LoadOptions options) {
        this.api = api;
        this.options = options;
    }

    /** Makes reservations until the time is over or no SKU has supply. */
    public Reservations reserve() throws InterruptedException {
        long began = System.nanoTime();
        long end = began + options.length().toNanos();
        onAllConnections(
                connection -> {
                    int order = 0;
                    while (System.nanoTime() < end && soldOut.size() < options.skus().size()) {
                        reserveOne("%s-%d-%d".formatted(options.run(), connection, order++));
                    }
                });
        var took = Duration.ofNanos(System.nanoTime() - began);
        Map<Integer, Integer> statuses = new TreeMap<>();
        responses.forEach(it -> statuses.merge(it.status(), 1, Integer::sum));
        List<Duration> latencies =
                responses.stream()
                        .filter(it -> it.status() == CREATED)
                        .map(it -> Duration.ofNanos(it.nanos()))
                        .sorted()
                        .toList();
        return new Reservations(took, latencies, statuses, List.copyOf(soldOut));
    }

    /** Releases what was reserved, and returns how many orders that worked for. */
    public int release() throws InterruptedException {
        var released = new AtomicInteger();
        onAllConnections(
                _ -> {
                    for (String order = reserved.poll(); order != null; order = reserved.poll()) {
                        if (isReleased(order)) {
                            released.incrementAndGet();
                        }
                    }
                });
        return released.get();
    }

    private void reserveOne(String order) throws InterruptedException {
        String sku = nextSku();
        long sent = System.nanoTime();
        int status = api.reserve(order, sku, options.location());
        responses.add(new Response(status, System.nanoTime() - sent));
        if (NO_SUPPLY.contains(status)) {
            soldOut.add(sku);
        } else if (status == CREATED || isUnknown(status)) {
            reserved.add(order);
        }
    }

    private boolean isReleased(String order) throws InterruptedException {
        int status = api.release(order);
        for (int tries = 1; tries < RELEASE_TRIES && isUnknown(status); tries++) {
            status = api.release(order);
        }
        return status == OK;
    }

    /** Whether the request may have succeeded or not. */
    private static boolean isUnknown(int status) {
        return status == OrderApi.NO_RESPONSE || status >= 500;
    }

    /** The next SKU in turn, past those without supply. */
    private String nextSku() {
        List<String> skus = options.skus();
        String sku = skus.get(Math.floorMod(turns.getAndIncrement(), skus.size()));
        while (soldOut.contains(sku) && soldOut.size() < skus.size()) {
            sku = skus.get(Math.floorMod(turns.getAndIncrement(), skus.size()));
        }
        return sku;
    }

    @FunctionalInterface
    private interface Connection {
        void run(int number) throws InterruptedException;
    }

    private void onAllConnections(Connection connection) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(options.connections())) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < options.connections(); i++) {
                int number = i;
                Callable<Boolean> work =
                        () -> {
                            connection.run(number);
                            return true;
                        };
                running.add(threads.submit(work));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A connection failed", e);
        }
    }
}
