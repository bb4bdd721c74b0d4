package dev.netstock.ledger.reconcile.judgement;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the time of a write can be from its effect.
 *
 * @param later a write takes effect at most this long after its time: no function runs longer
 * @param earlier a write takes effect at most this long before its time: clocks differ no more
 */
public record Tolerance(Duration later, Duration earlier) {
    private static final Duration CLOCKS = Duration.ofSeconds(2);
    private static final int PARTS = 10;

    /** The tolerance of a run in which everything settles within {@code settle}. */
    public static Tolerance of(Duration settle) {
        Duration part = settle.dividedBy(PARTS);
        return new Tolerance(settle, part.compareTo(CLOCKS) < 0 ? part : CLOCKS);
    }

    /** Whether a write of this time certainly took effect before the moment. */
    public boolean isCertainlyBefore(Instant at, Instant moment) {
        return at.plus(later).isBefore(moment);
    }

    /** Whether a write of this time certainly took effect after the moment. */
    public boolean isCertainlyAfter(Instant at, Instant moment) {
        return at.minus(earlier).isAfter(moment);
    }
}
