package dev.netstock.platform.call;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The moment by which a call must respond. Immutable, thread-safe.
 *
 * @param atNanos the moment on the clock
 * @param nanoClock a monotonic clock in nanoseconds; {@link System#nanoTime} outside simulations
 */
public record Deadline(long atNanos, LongSupplier nanoClock) {
    /** A deadline {@code budget} from now. */
    public static Deadline after(Duration budget) {
        return after(budget, System::nanoTime);
    }

    public static Deadline after(Duration budget, LongSupplier nanoClock) {
        return new Deadline(nanoClock.getAsLong() + budget.toNanos(), nanoClock);
    }

    /** The current reading of the clock, in nanoseconds; only differences are meaningful. */
    public long now() {
        return nanoClock.getAsLong();
    }

    /** The time left; negative once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(atNanos - nanoClock.getAsLong());
    }

    public boolean leaves(Duration needed) {
        return remaining().compareTo(needed) >= 0;
    }
}
