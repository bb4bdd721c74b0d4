package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pauses and waits that end early when the mapping is closed. Thread-safe. */
final class CancellablePause {
    /** A wait for a source. */
    @FunctionalInterface
    interface Wait {
        /** Whether it ended because the source has changed. */
        boolean run() throws InterruptedException;
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Thread> waiting = new HashSet<>();

    synchronized void close() {
        closed.countDown();
        waiting.forEach(Thread::interrupt);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    void pause(Duration duration) throws InterruptedException {
        var _ = closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits for a source and returns whether it has changed; false if the mapping is closed. */
    boolean await(Wait wait) throws InterruptedException {
        synchronized (this) {
            if (isClosed()) {
                return false;
            }
            waiting.add(Thread.currentThread());
        }
        try {
            return wait.run();
        } catch (InterruptedException e) {
            if (isClosed()) {
                return false;
            }
            throw e;
        } finally {
            end();
        }
    }

    private synchronized void end() {
        waiting.remove(Thread.currentThread());
        if (isClosed()) {
            // The interrupt was for the wait alone.
            Thread.interrupted();
        }
    }
}
