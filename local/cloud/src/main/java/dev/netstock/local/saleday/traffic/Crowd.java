package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets everybody come when he comes, and not when the one before him has been served. */
public record Crowd(List<Buyer> buyers, SaleApi api, Door door, SaleLog log) {
    private static final double NANOS = 1e9;

    /** Returns when the last one has gone. */
    public void come() throws InterruptedException {
        long began = System.nanoTime();
        try (ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Buyer buyer : buyers) {
                long dueNanos = began + (long) (buyer.second() * NANOS);
                Thread.sleep(Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime())));
                visits.execute(new Visit(buyer, api, door, log));
            }
        }
    }
}
