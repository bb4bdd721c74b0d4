package dev.netstock.operator.drill;

import dev.netstock.operator.CommandException;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for AWS: often at first, and then more rarely. */
final class Polling {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    /** A large table takes hours. */
    private static final Duration LIMIT = Duration.ofHours(12);

    private Polling() {}

    /**
     * Waits until a condition holds.
     *
     * @param what it is called in the failure: {@code The restore of table X}
     */
    static void until(BooleanSupplier isReached, String what) throws InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Duration pause = FIRST;
        while (!isReached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CommandException(what + " has not finished within 12 hours.");
            }
            Thread.sleep(pause);
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST) < 0 ? next : LONGEST;
        }
    }
}
