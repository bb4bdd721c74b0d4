package dev.netstock.expiry;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.queue.Message;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The messages that shall come when their hold is over, or as late as the queue can keep them: then
 * they wait again.
 */
record WaitingHolds(List<QueuedMessage> messages) {
    private static final Duration ONE = Duration.ofSeconds(1);

    void add(Message<HoldMessage> message, Duration left) {
        messages.add(QueuedMessage.delayed(message.id(), message.body().text(), delay(left)));
    }

    /** Sends them; the ids of those that were not sent. */
    Set<String> send(QueueSender queue, Call call) {
        return messages.isEmpty() ? Set.of() : queue.send(messages, call);
    }

    /** The queue knows whole seconds: too late by one is better than once more in vain. */
    private static Duration delay(Duration left) {
        Duration up = Duration.ofSeconds(left.plus(ONE).minusNanos(1).toSeconds());
        if (up.compareTo(ONE) < 0) {
            return ONE;
        }
        return up.compareTo(QueuedMessage.DELAY_MAX) > 0 ? QueuedMessage.DELAY_MAX : up;
    }
}
