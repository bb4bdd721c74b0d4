package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Pause;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast supply is sent, so that checkout has room.
 *
 * @param perSecond changes a second, by one worker; two run at most
 * @param nanoClock a monotonic clock
 * @param pause how to wait
 */
public record Pace(int perSecond, LongSupplier nanoClock, Pause pause) {
    private static final int SLOWED_BY = 10;

    public Pace {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A pace is 1 or more a second");
        }
    }

    /** By the system's clock. */
    public static Pace of(int perSecond) {
        return new Pace(perSecond, System::nanoTime, Pause.SLEEP);
    }

    /** A tenth of it. */
    Pace slowed() {
        return new Pace(Math.max(1, perSecond / SLOWED_BY), nanoClock, pause);
    }

    /** Waits until as many changes may have been sent since {@code startedAt}. */
    void keep(long startedAt, long sent) {
        long due = startedAt + sent * TimeUnit.SECONDS.toNanos(1) / perSecond;
        long early = due - nanoClock.getAsLong();
        if (early > 0) {
            pause.pause(Duration.ofNanos(early));
        }
    }
}
