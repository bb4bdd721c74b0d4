package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.ReceivedMessage;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Collects batches until one is full, its window ends, or the event would be too large. For one
 * thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching">Batching
 *     behavior</a>
 */
final class QueueReader {
    /** Lambda receives at most ten messages at once. */
    private static final int RECEIVE_LIMIT = 10;

    private static final Duration FOREVER = Duration.ofDays(1000);

    private final QueueMappingDefinition mapping;
    private final MessageQueue queue;
    private final QueueEvent event;
    private final MessageFilter filter;
    private final Deque<QueuedMessage> heldOver = new ArrayDeque<>();

    QueueReader(QueueMappingDefinition mapping, MessageQueue queue) {
        this.mapping = mapping;
        this.queue = queue;
        this.event = new QueueEvent(mapping.sourceArn(), mapping.region());
        this.filter = new MessageFilter(mapping.filters());
    }

    /** The next batch. Waits until a message is visible, for as long as it takes. */
    MessageBatch next() throws InterruptedException {
        var batch = new MessageBatch(mapping.batchSize());
        fill(batch);
        while (batch.isEmpty()) {
            receive(batch, FOREVER);
        }
        Duration left = windowLeft(batch);
        while (batch.room() > 0 && heldOver.isEmpty() && left.isPositive()) {
            receive(batch, left);
            left = windowLeft(batch);
        }
        return batch;
    }

    private Duration windowLeft(MessageBatch batch) {
        return mapping.window().minus(batch.age());
    }

    private void receive(MessageBatch batch, Duration wait) throws InterruptedException {
        int most = Math.min(batch.room(), RECEIVE_LIMIT);
        for (ReceivedMessage message : queue.receive(most, wait)) {
            ObjectNode json = event.of(message);
            if (filter.accepts(json)) {
                heldOver.add(
                        QueuedMessage.of(message.id(), message.receiptHandle(), json.toString()));
            } else {
                queue.delete(message.receiptHandle());
            }
        }
        fill(batch);
    }

    private void fill(MessageBatch batch) {
        while (!heldOver.isEmpty() && batch.takes(heldOver.getFirst())) {
            batch.add(heldOver.removeFirst());
        }
    }
}
