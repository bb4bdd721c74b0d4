package dev.netstock.bench.physics.local;

import java.util.concurrent.locks.LockSupport;

/** Waits in real time, despite spurious wake-ups. */
final class Pauses {
    private Pauses() {}

    static void nanos(long nanos) {
        untilNanos(System.nanoTime() + nanos);
    }

    /**
     * @param at by {@link System#nanoTime}
     */
    static void untilNanos(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
