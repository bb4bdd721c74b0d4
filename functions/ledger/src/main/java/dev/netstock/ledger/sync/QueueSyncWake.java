package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Wakes by a message to the queue {@code SupplySync}. Thread-safe.
 *
 * @param queue the queue
 */
public record QueueSyncWake(QueueSender queue) implements SyncWake {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSyncWake.class);
    private static final QueuedMessage WAKE = QueuedMessage.of("wake", "{}");

    /**
     * Over a client of the environment.
     *
     * @param queueUrl {@code SUPPLY_SYNC_QUEUE}
     */
    public static SyncWake to(String queueUrl, CallListener listener) {
        return new QueueSyncWake(MessagingClients.queue(queueUrl, listener));
    }

    /** What is committed stays so: a failure is logged, and the schedule makes it good. */
    @Override
    public void wake(Call call) {
        try {
            if (!queue.send(List.of(WAKE), call).isEmpty()) {
                LOG.warn("The supply sync was not woken");
            }
        } catch (RuntimeException e) {
            LOG.error("The supply sync cannot be woken", e);
        }
    }
}
