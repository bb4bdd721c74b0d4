package dev.netstock.ledger.sync;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Wakes the supply sync with a message to its queue. Thread-safe.
 *
 * @param queue the queue of the supply sync
 * @param delay how long the message waits
 */
public record QueueSyncWake(QueueSender queue, Duration delay) implements SyncWake {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSyncWake.class);

    /** Uses the queue {@code SUPPLY_SYNC_QUEUE}, a URL. */
    public static QueueSyncWake of(Environment environment, CallListener listener) {
        return new QueueSyncWake(
                MessagingClients.queue(environment.required("SUPPLY_SYNC_QUEUE"), listener),
                Duration.ZERO);
    }

    /** Wakes it when the leases of a run that has ended are over. */
    public SyncWake afterTheLeases() {
        return new QueueSyncWake(queue, SupplySync.LEASE);
    }

    /** Logs a failure: the transaction is committed, and the schedule wakes the sync. */
    @Override
    public void wake(Call call) {
        try {
            var message = QueuedMessage.delayed("wake", "{}", delay);
            if (!queue.send(List.of(message), call).isEmpty()) {
                LOG.warn("The queue did not accept the message that wakes the supply sync");
            }
        } catch (RuntimeException e) {
            LOG.error("The supply sync cannot be woken", e);
        }
    }
}
