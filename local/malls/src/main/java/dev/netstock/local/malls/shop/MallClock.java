package dev.netstock.local.malls.shop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The clock of all malls: this machine's, moved, or one that stands still. Thread-safe. */
public final class MallClock implements InstantSource {
    private final InstantSource machine;
    private Duration offset = Duration.ZERO;
    private Optional<Instant> frozenAt = Optional.empty();

    public MallClock(InstantSource machine) {
        this.machine = machine;
    }

    @Override
    public synchronized Instant instant() {
        return frozenAt.orElseGet(() -> machine.instant().plus(offset));
    }

    /** Stops at this time. */
    public synchronized void freeze(Instant at) {
        frozenAt = Optional.of(at);
    }

    /** Moves forward, whether it runs or stands still. */
    public synchronized void advance(Duration by) {
        frozenAt = frozenAt.map(at -> at.plus(by));
        offset = offset.plus(by);
    }

    /** Runs with this machine's clock. */
    public synchronized void run() {
        frozenAt = Optional.empty();
        offset = Duration.ZERO;
    }

    public synchronized boolean isFrozen() {
        return frozenAt.isPresent();
    }
}
