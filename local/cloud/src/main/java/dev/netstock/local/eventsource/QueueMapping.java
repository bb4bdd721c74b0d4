package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.sqs.MessageQueue;

import java.time.Duration;

/**
 * A running event source mapping of a queue. From start to close, one thread waits for messages,
 * without polling. {@link QueueConcurrency} limits the batches in flight. A FIFO queue keeps the
 * order of its groups: it delivers no message of a group while another one is hidden. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class QueueMapping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueueMapping.class.getName());
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    /** A queue without messages for as long counts as empty. */
    private static final Duration EMPTY_AFTER = Duration.ofSeconds(5);

    private final MappingThreads threads = new MappingThreads();
    private final QueueConcurrency concurrency;
    private final QueueReader reader;
    private final MessageDelivery delivery;
    private final Thread poller;

    private QueueMapping(
            QueueMappingDefinition definition, MessageQueue queue, FunctionInvoker functions) {
        this.concurrency = new QueueConcurrency(definition.maximumConcurrency());
        this.reader = new QueueReader(definition, queue);
        this.delivery =
                new MessageDelivery(definition, functions, queue, concurrency, threads.pauses());
        this.poller = Thread.ofVirtual().name("queue-poller").unstarted(this::poll);
    }

    /** Starts receiving. */
    public static QueueMapping start(
            QueueMappingDefinition definition, MessageQueue queue, FunctionInvoker functions) {
        var mapping = new QueueMapping(definition, queue, functions);
        mapping.poller.start();
        return mapping;
    }

    /** Stops receiving immediately and waits for the batches in flight. */
    @Override
    public void close() {
        threads.pauses().close();
        poller.interrupt();
        threads.close();
    }

    private void poll() {
        try {
            while (!threads.pauses().isClosed()) {
                pollOnce();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pollOnce() throws InterruptedException {
        try {
            concurrency.acquire();
            start(nextBatch());
        } catch (RuntimeException e) {
            if (!threads.pauses().isClosed()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Receiving from a queue failed; retrying after a pause",
                        e);
                threads.pauses().pause(ERROR_PAUSE);
            }
        }
    }

    private MessageBatch nextBatch() throws InterruptedException {
        boolean read = false;
        long startNanos = System.nanoTime();
        try {
            MessageBatch batch = reader.next();
            if (batch.messages().getFirst().receivedNanos() - startNanos > EMPTY_AFTER.toNanos()) {
                concurrency.shrink();
            }
            read = true;
            return batch;
        } finally {
            if (!read) {
                concurrency.release();
            }
        }
    }

    private void start(MessageBatch batch) {
        threads.start(
                () -> {
                    try {
                        delivery.deliver(batch);
                    } finally {
                        concurrency.release();
                    }
                });
    }
}
