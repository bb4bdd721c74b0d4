package dev.netstock.local.saleday.traffic;

import dev.netstock.local.saleday.Buyer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts each buyer at the scheduled time, independent of the progress of earlier buyers (open
 * workload).
 */
public record BuyerTraffic(List<Buyer> buyers, SaleApi api, AdmissionLimit admission, SaleLog log) {
    private static final double NANOS = 1e9;

    /** Returns when the last buyer has finished. */
    public void run() throws InterruptedException {
        long began = System.nanoTime();
        try (ExecutorService visits = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Buyer buyer : buyers) {
                long dueNanos = began + (long) (buyer.second() * NANOS);
                Thread.sleep(Duration.ofNanos(Math.max(0, dueNanos - System.nanoTime())));
                visits.execute(new BuyerSession(buyer, api, admission, log));
            }
        }
    }
}
