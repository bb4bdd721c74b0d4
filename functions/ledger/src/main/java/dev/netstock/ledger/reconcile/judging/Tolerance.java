package dev.netstock.ledger.reconcile.judging;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the time in a row and the moment of its effect may lie apart.
 *
 * @param later a write takes effect at most this long after its time: no function lives longer
 * @param earlier a write takes effect at most this long before its time: how far clocks differ
 */
public record Tolerance(Duration later, Duration earlier) {
    private static final Duration CLOCKS = Duration.ofSeconds(2);
    private static final int PARTS = 10;

    /** That of a run in which everything settles within {@code settle}. */
    public static Tolerance of(Duration settle) {
        Duration part = settle.dividedBy(PARTS);
        return new Tolerance(settle, part.compareTo(CLOCKS) < 0 ? part : CLOCKS);
    }

    /** Whether a write of this time was surely there when the moment began. */
    public boolean surelyBefore(Instant at, Instant moment) {
        return at.plus(later).isBefore(moment);
    }

    /** Whether a write of this time was surely not there when the moment ended. */
    public boolean surelyAfter(Instant at, Instant moment) {
        return at.minus(earlier).isAfter(moment);
    }
}
