package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;

/** Tells whoever listens of a turn. Implementations are thread-safe. */
@FunctionalInterface
public interface CrossingListener {
    /**
     * Tells of a turn, wholly. Safe to repeat: it tells the same by the same ids.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if it could not all be told within the
     *     call's deadline
     */
    void tell(ThresholdCrossing turn, Call call);
}
