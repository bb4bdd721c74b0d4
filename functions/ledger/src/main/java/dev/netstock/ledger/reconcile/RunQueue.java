package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.util.List;

/** The queue that runs send their next steps to. Implementations are thread-safe. */
@FunctionalInterface
interface RunQueue {
    /**
     * Sends messages, each at least once.
     *
     * @param delay after how long they come
     * @throws dev.netstock.platform.call.RetryLaterException if the queue did not take them all
     */
    void send(List<ReconcileMessage> messages, Duration delay, Call call);
}
