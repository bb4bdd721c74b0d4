package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import java.time.Duration;
import java.util.List;

/**
 * The queue in SQS. A message that must wait longer than SQS allows is sent again when it is
 * received. Thread-safe.
 *
 * @param queue the queue
 */
record SqsRunQueue(QueueSender queue) implements RunQueue {
    /** Uses the queue {@code RECONCILE_QUEUE}, a URL. */
    static SqsRunQueue of(Environment environment, CallListener listener) {
        return new SqsRunQueue(
                MessagingClients.queue(environment.required("RECONCILE_QUEUE"), listener));
    }

    @Override
    public void send(List<ReconcileMessage> messages, Duration delay, Call call) {
        Duration wait =
                delay.compareTo(QueuedMessage.DELAY_MAX) < 0
                        ? Duration.ofSeconds(delay.plusSeconds(1).minusNanos(1).toSeconds())
                        : QueuedMessage.DELAY_MAX;
        List<QueuedMessage> queued =
                messages.stream()
                        .map(ReconcileMessage::json)
                        .map(body -> QueuedMessage.delayed(body, body, wait))
                        .toList();
        if (!queue.send(queued, call).isEmpty()) {
            throw new RetryLaterException(
                    "The queue did not accept all messages of a run",
                    Duration.ofSeconds(1),
                    new IllegalStateException("Some were refused"));
        }
    }
}
