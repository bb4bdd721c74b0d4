package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Collects batches until one is full, its window ends, or the event would be too large. For one
 * thread.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching">Batching
 *     behavior</a>
 */
final class QueueReader {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

    /** Poll interval if long polling is off. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /**
     * During long polling, ElasticMQ sorts all messages of a queue whenever one is sent. If more
     * than this number are hidden (delayed expiries of reservations, for example), long polling is
     * off.
     */
    private static final int HIDDEN_MAX = 300;

    private final QueueMappingDefinition mapping;
    private final SourceQueue queue;
    private final QueueEvent event;
    private final MessageFilter filter;
    private final CancellablePause pauses;
    private final Deque<QueuedMessage> heldOver = new ArrayDeque<>();

    QueueReader(QueueMappingDefinition mapping, SourceQueue queue, CancellablePause pauses) {
        this.mapping = mapping;
        this.queue = queue;
        this.event = new QueueEvent(mapping.sourceArn(), mapping.region());
        this.filter = new MessageFilter(mapping.filters());
        this.pauses = pauses;
    }

    /** The next batch; empty if no message arrived for a while. */
    MessageBatch next() throws InterruptedException {
        var batch = new MessageBatch(mapping.batchSize());
        fill(batch);
        if (heldOver.isEmpty() && batch.isEmpty()) {
            awaitFirst(batch);
        }
        while (!batch.isEmpty() && batch.room() > 0 && heldOver.isEmpty() && !pauses.isClosed()) {
            Duration left = mapping.window().minus(batch.age());
            if (!left.isPositive()) {
                break;
            }
            gather(batch, left);
        }
        return batch;
    }

    private void awaitFirst(MessageBatch batch) throws InterruptedException {
        if (receive(batch, Duration.ZERO)) {
            return;
        }
        if (queue.hidden() <= HIDDEN_MAX) {
            receive(batch, LONGEST_POLL);
            return;
        }
        long looks = LONGEST_POLL.dividedBy(POLL_INTERVAL);
        while (looks > 0 && !receive(batch, Duration.ZERO) && !pauses.isClosed()) {
            pauses.pause(POLL_INTERVAL);
            looks--;
        }
    }

    /** Long polling waits whole seconds; short polling covers the rest of a window. */
    private void gather(MessageBatch batch, Duration left) throws InterruptedException {
        Duration wait = left.compareTo(LONGEST_POLL) < 0 ? left : LONGEST_POLL;
        if (!receive(batch, wait) && wait.toSeconds() == 0) {
            pauses.pause(wait.compareTo(POLL_INTERVAL) < 0 ? wait : POLL_INTERVAL);
        }
    }

    /** Whether any message arrived. */
    private boolean receive(MessageBatch batch, Duration wait) {
        List<QueuedMessage> received =
                queue.receive(batch.room(), wait).stream()
                        .map(message -> QueuedMessage.of(event.of(message)))
                        .toList();
        queue.delete(received.stream().filter(message -> !filter.accepts(message)).toList());
        received.stream().filter(filter::accepts).forEach(heldOver::add);
        fill(batch);
        return !received.isEmpty();
    }

    private void fill(MessageBatch batch) {
        while (!heldOver.isEmpty() && batch.takes(heldOver.getFirst())) {
            batch.add(heldOver.removeFirst());
        }
    }
}
