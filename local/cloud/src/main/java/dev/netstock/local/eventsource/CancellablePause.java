package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pause that ends early when the mapping is closed. Thread-safe. */
final class CancellablePause {
    private final CountDownLatch closed = new CountDownLatch(1);

    void close() {
        closed.countDown();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void pause(Duration duration) throws InterruptedException {
        var _ = closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }
}
