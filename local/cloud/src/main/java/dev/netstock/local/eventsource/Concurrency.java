package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How many batches of a queue are at work at once: five at first, and while messages wait 300 more
 * a minute, as on Lambda. It ends at far fewer than Lambda's 1,250: more would only wait for this
 * machine. A maximum concurrency caps it as well. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling
 *     behavior</a>
 */
final class Concurrency {
    private static final int FIRST = 5;
    private static final int MOST = 25;
    private static final Duration GROWS_EVERY = Duration.ofMinutes(1).dividedBy(300);

    private final int first;
    private final int most;
    private int limit;
    private int underWay;

    Concurrency(OptionalInt maximum) {
        this.most = Math.min(MOST, maximum.orElse(MOST));
        this.first = Math.min(FIRST, most);
        this.limit = first;
    }

    /** Waits until one more batch may be at work; it may then. */
    synchronized void acquire() throws InterruptedException {
        long growsAtNanos = System.nanoTime() + GROWS_EVERY.toNanos();
        while (underWay >= limit) {
            long leftMillis = (growsAtNanos - System.nanoTime()) / 1_000_000;
            if (limit == most) {
                wait();
            } else if (leftMillis > 0) {
                wait(leftMillis);
            } else {
                limit++;
            }
        }
        underWay++;
    }

    synchronized void release() {
        underWay--;
        notifyAll();
    }

    /** The queue is empty, or the function fails: growth begins anew. */
    synchronized void shrink() {
        limit = first;
    }
}
