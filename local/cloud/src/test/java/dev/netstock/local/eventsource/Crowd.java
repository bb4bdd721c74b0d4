package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.Invocation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Blocks calls until a number of them is in flight, and counts the maximum. */
final class Crowd {
    private static final long LIMIT_S = 10;

    private final CountDownLatch missing;
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    Crowd(int expected) {
        this.missing = new CountDownLatch(expected);
    }

    /** One call; it ends when enough calls are or were in flight. */
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
