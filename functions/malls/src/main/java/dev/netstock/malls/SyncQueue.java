package dev.netstock.malls;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The queue that wakes the sync: a FIFO queue with one message group for each mall. Thread-safe.
 *
 * @param sender sends to the queue
 */
public record SyncQueue(QueueSender sender) {
    /**
     * Sends messages. Each wake-up has an id of its own: one that the queue took for a duplicate of
     * an earlier one, which was already received, would be lost. A repeated signal is a duplicate.
     *
     * @return whether the queue accepted all
     */
    public boolean send(List<SyncMessage> messages, Call call) {
        List<QueuedMessage> queued = new ArrayList<>();
        for (SyncMessage message : messages) {
            queued.add(
                    QueuedMessage.inGroup(
                            message.mall().value(),
                            message.signal()
                                    .map(signal -> signal.id())
                                    .orElseGet(() -> UUID.randomUUID().toString()),
                            message.json()));
        }
        return queued.isEmpty() || sender.send(queued, call).isEmpty();
    }
}
