package dev.netstock.bench.events;

import dev.netstock.bench.NetStockCalls;

import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long it takes from a reservation's commit until a reader of a projection sees it. */
final class Lag {
    private static final String SKU = "bench-1";
    private static final int WARM_UP = 10;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    private final CloudUnderTest cloud;
    private final NetStockCalls calls;
    private final SalesQuestion sales = new SalesQuestion();
    private final Histogram historyLag = new Histogram(3);
    private final Histogram salesLag = new Histogram(3);

    Lag(CloudUnderTest cloud, NetStockCalls calls) {
        this.cloud = cloud;
        this.calls = calls;
    }

    /** The first ones start the functions, and are not counted. */
    void measure(int reservations) throws InterruptedException {
        for (int i = 0; i < WARM_UP + reservations; i++) {
            if (i == WARM_UP) {
                historyLag.reset();
                salesLag.reset();
            }
            measureOne("lag-" + i, i + 1);
        }
    }

    Histogram history() {
        return historyLag;
    }

    Histogram sales() {
        return salesLag;
    }

    private void measureOne(String order, int orders) throws InterruptedException {
        calls.reserve(order, List.of(NetStockCalls.line(SKU, 1)));
        long committed = System.nanoTime();
        boolean inHistory = false;
        boolean inSales = false;
        while (!inHistory || !inSales) {
            if (!inHistory && isInHistory(order)) {
                historyLag.recordValue(since(committed));
                inHistory = true;
            }
            if (!inSales && sales.orders(cloud, SKU) >= orders) {
                salesLag.recordValue(since(committed));
                inSales = true;
            }
            if (since(committed) > LIMIT.toMillis()) {
                throw new IllegalStateException("A reservation was not seen within " + LIMIT);
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    private boolean isInHistory(String order) throws InterruptedException {
        return cloud.call("GET", "/v1/stock/" + SKU + "/deltas?limit=1", "")
                .at("/deltas/0/cause/id")
                .asText()
                .equals(order);
    }

    private static long since(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
