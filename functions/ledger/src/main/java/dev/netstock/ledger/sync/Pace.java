package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Pause;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast the sync sends supply, so that it does not slow checkout.
 *
 * @param perSecond changes a second for one worker; at most two run
 * @param nanoClock a monotonic clock
 * @param pause how to wait
 */
public record Pace(int perSecond, LongSupplier nanoClock, Pause pause) {
    private static final int SLOWED_BY = 10;

    public Pace {
        if (perSecond < 1) {
            throw new IllegalArgumentException("A pace must be at least 1 a second");
        }
    }

    /** Uses the system's clock. */
    public static Pace of(int perSecond) {
        return new Pace(perSecond, System::nanoTime, Pause.SLEEP);
    }

    /** A tenth of this pace. */
    Pace slowed() {
        return new Pace(Math.max(1, perSecond / SLOWED_BY), nanoClock, pause);
    }

    /** Waits until the pace allows {@code sent} changes since {@code startedAt}. */
    void keep(long startedAt, long sent) {
        long due = startedAt + sent * TimeUnit.SECONDS.toNanos(1) / perSecond;
        long early = due - nanoClock.getAsLong();
        if (early > 0) {
            pause.pause(Duration.ofNanos(early));
        }
    }
}
