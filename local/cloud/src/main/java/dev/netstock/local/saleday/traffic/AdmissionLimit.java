package dev.netstock.local.saleday.traffic;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the requests in flight, like the waiting room of a store. New buyers wait for a limited
 * time. Without the limit, a machine that is too slow for the rush would time out all requests.
 * Thread-safe.
 */
public final class AdmissionLimit {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final int limit;
    private final Semaphore keys;

    /**
     * @param limit maximum requests in flight
     */
    public AdmissionLimit(int limit) {
        this.limit = limit;
        this.keys = new Semaphore(limit, true);
    }

    /** Waits as a new buyer does; false if the buyer gave up. */
    boolean tryAcquire() throws InterruptedException {
        return keys.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits without a limit, for a buyer with an order in progress. */
    void acquire() throws InterruptedException {
        keys.acquire();
    }

    void release() {
        keys.release();
    }

    /** The number of requests in flight. */
    public int inFlight() {
        return limit - keys.availablePermits();
    }
}
