package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses that end early when the mapping is closed. Thread-safe. */
final class Pauses {
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
