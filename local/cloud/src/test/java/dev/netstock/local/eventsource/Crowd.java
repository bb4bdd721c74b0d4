package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.Invocation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds calls back until so many are at work at once, and counts the most that ever were. */
final class Crowd {
    private static final long LIMIT_S = 10;

    private final CountDownLatch missing;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(int expected) {
        this.missing = new CountDownLatch(expected);
    }

    /** One call: it ends when enough are there, or have been. */
    Invocation pass() {
        most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
        missing.countDown();
        try {
            var _ = missing.await(LIMIT_S, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            atWork.decrementAndGet();
        }
        return ScriptedFunction.answered("null");
    }

    int most() {
        return most.get();
    }
}
