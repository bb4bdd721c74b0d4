package dev.netstock.salemode.mode;

import java.time.Instant;

/**
 * Whose turn it is. A worker that was killed holds nobody up for longer.
 *
 * @param worker who walks the steps
 * @param until for how long nobody else does
 */
public record WorkerLease(String worker, Instant until) {
    boolean letsThrough(String other, Instant now) {
        return worker.equals(other) || !now.isBefore(until);
    }
}
