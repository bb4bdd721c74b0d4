package dev.netstock.local.saleday.traffic;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The waiting room of the shop: so many requests are under way at once, and who comes while all are
 * waits, but not for ever. Without it a machine that is too slow for the rush would be asked ever
 * more at once, and answer nobody. Thread-safe.
 */
public final class Door {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final int most;
    private final Semaphore places;

    /**
     * @param most requests under way at once
     */
    public Door(int most) {
        this.most = most;
        this.places = new Semaphore(most, true);
    }

    /** Waits as a buyer does who just came; false if he went away. */
    boolean tryEnter() throws InterruptedException {
        return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits as one does whose order is under way. */
    void enter() throws InterruptedException {
        places.acquire();
    }

    void leave() {
        places.release();
    }

    /** Requests under way. */
    public int within() {
        return most - places.availablePermits();
    }
}
