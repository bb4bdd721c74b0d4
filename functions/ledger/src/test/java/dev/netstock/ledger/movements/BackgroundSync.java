package dev.netstock.ledger.movements;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.sync.SyncResult;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Runs the supply sync in the background, one call after the other. */
final class BackgroundSync implements AutoCloseable {
    private static final int PER_SECOND = 200;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean ending = new AtomicBoolean();
    private final Future<?> running;

    private BackgroundSync(SupplySender sync) {
        running = thread.submit(() -> run(sync));
    }

    static BackgroundSync start(Transactions ledger, Shop shop) {
        return new BackgroundSync(
                new SupplySender(ledger, shop.stock().supplyApplier()::apply, Pace.of(PER_SECOND)));
    }

    /** Waits until net stock has all supply, and returns how many seconds that took. */
    double finish() throws InterruptedException, ExecutionException {
        long startedAt = System.nanoTime();
        ending.set(true);
        running.get();
        return (System.nanoTime() - startedAt) / 1e9;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void run(SupplySender sync) {
        boolean isLast;
        SyncResult synced;
        do {
            LockSupport.parkNanos(BETWEEN.toNanos());
            isLast = ending.get();
            synced = sync.run(Shop.call(Duration.ofSeconds(10)));
        } while (!isLast || !synced.isFinished());
    }
}
