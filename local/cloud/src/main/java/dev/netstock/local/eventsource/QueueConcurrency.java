package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * Limits the batches of a queue that are in flight. It starts at five and, while messages wait,
 * grows by 300 a minute, as on Lambda. The limit stays far below Lambda's 1,250, since more would
 * only wait for this machine's CPU. A maximum concurrency caps it further. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html">Scaling
 *     behavior</a>
 */
final class QueueConcurrency {
    private static final int FIRST = 5;
    private static final int MOST = 25;
    private static final Duration GROWS_EVERY = Duration.ofMinutes(1).dividedBy(300);

    private final int first;
    private final int most;
    private int limit;
    private int underWay;

    QueueConcurrency(OptionalInt maximum) {
        this.most = Math.min(MOST, maximum.orElse(MOST));
        this.first = Math.min(FIRST, most);
        this.limit = first;
    }

    /** Waits for a free slot and takes it. */
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

    /** Resets the growth, because the queue is empty or the function fails. */
    synchronized void shrink() {
        limit = first;
    }
}
