package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.util.List;

/** The queue to which a run sends its next steps. Implementations are thread-safe. */
@FunctionalInterface
interface RunQueue {
    /**
     * Sends messages, each at least once.
     *
     * @param delay after which they can be received
     * @throws dev.netstock.platform.call.RetryLaterException if the queue did not accept all of
     *     them
     */
    void send(List<ReconcileMessage> messages, Duration delay, Call call);
}
