package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/**
 * A running event source mapping of a queue. It polls from start to close: one request at a time,
 * which waits at the queue, and as many batches at work as {@link Concurrency} says. The order of a
 * FIFO queue's groups is the queue's own doing: it gives no message of a group away while another
 * is hidden. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class QueueMapping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueueMapping.class.getName());
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

    private final MappingThreads threads = new MappingThreads();
    private final Concurrency concurrency;
    private final QueueReader reader;
    private final MessageDelivery delivery;
    private final Thread poller;

    private QueueMapping(
            QueueMappingDefinition definition, SqsClient client, FunctionInvoker functions) {
        var queue = new SourceQueue(client, definition.queueName());
        this.concurrency = new Concurrency(definition.maximumConcurrency());
        this.reader = new QueueReader(definition, queue, threads.pauses());
        this.delivery =
                new MessageDelivery(definition, functions, queue, concurrency, threads.pauses());
        this.poller = Thread.ofVirtual().name("queue-poller").unstarted(this::poll);
    }

    /** Starts polling. The client stays the caller's, and must outlive the mapping. */
    public static QueueMapping start(
            QueueMappingDefinition definition, SqsClient client, FunctionInvoker functions) {
        var mapping = new QueueMapping(definition, client, functions);
        mapping.poller.start();
        return mapping;
    }

    /** Stops polling at once, and waits for the batches under way. */
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
                LOG.log(System.Logger.Level.WARNING, "A queue is polled again after a pause", e);
                threads.pauses().pause(FAULT_PAUSE);
            }
        }
    }

    private MessageBatch nextBatch() throws InterruptedException {
        boolean read = false;
        try {
            MessageBatch batch = reader.next();
            read = true;
            return batch;
        } finally {
            if (!read) {
                concurrency.release();
            }
        }
    }

    private void start(MessageBatch batch) {
        if (batch.isEmpty()) {
            concurrency.shrink();
            concurrency.release();
            return;
        }
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
