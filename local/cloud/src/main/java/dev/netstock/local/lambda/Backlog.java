package dev.netstock.local.lambda;

import java.time.Duration;

/**
 * How long events have waited for an environment within the last second. All times are those of
 * {@link System#nanoTime}. Not thread-safe.
 */
final class Backlog {
    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    /** A short queue empties sooner than another JVM starts. */
    private static final long LONG_NANOS = Duration.ofMillis(250).toNanos();

    private int events;
    private long windowStart;
    private long waitingSince;
    private long waitedNanos;

    Backlog(long now) {
        restart(now);
    }

    boolean isEmpty() {
        return events == 0;
    }

    /** An event begins to wait. */
    void begin(long now) {
        startWindow(now);
        if (events++ == 0) {
            waitingSince = now;
        }
    }

    /** An event no longer waits. */
    void end(long now) {
        if (--events == 0) {
            waitedNanos += now - waitingSince;
        }
    }

    /** Whether events waited for a quarter of the window or more. */
    boolean isLong(long now) {
        startWindow(now);
        return waitedNanos + (events == 0 ? 0 : now - waitingSince) >= LONG_NANOS;
    }

    /** Forgets the time that events have waited so far. */
    void restart(long now) {
        windowStart = now;
        waitingSince = now;
        waitedNanos = 0;
    }

    private void startWindow(long now) {
        if (now - windowStart >= WINDOW_NANOS) {
            restart(now);
        }
    }
}
