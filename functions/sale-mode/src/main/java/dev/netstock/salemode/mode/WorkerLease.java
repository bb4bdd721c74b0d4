package dev.netstock.salemode.mode;

import java.time.Instant;

/**
 * The right of one worker to run steps. After a worker is killed, others wait until its lease ends.
 *
 * @param worker the worker that holds the lease
 * @param until when the lease ends
 */
public record WorkerLease(String worker, Instant until) {
    boolean allows(String other, Instant now) {
        return worker.equals(other) || !now.isBefore(until);
    }
}
