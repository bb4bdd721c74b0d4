package dev.netstock.platform.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between two attempts; simulations wait in virtual time. */
@FunctionalInterface
public interface Pause {
    Pause SLEEP =
            duration -> {
                try {
                    TimeUnit.NANOSECONDS.sleep(duration.toNanos());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted between two attempts", e);
                }
            };

    void pause(Duration duration);
}
