package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;

/** Publishes threshold crossings. Implementations are thread-safe. */
@FunctionalInterface
public interface CrossingPublisher {
    /**
     * Publishes everything about a crossing. Safe to repeat: it publishes the same events under the
     * same ids.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if not everything could be published
     *     within the call's deadline
     */
    void publish(ThresholdCrossing crossing, Call call);
}
