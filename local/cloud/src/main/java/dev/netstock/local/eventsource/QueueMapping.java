package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.time.Duration;

/**
 * A running event source mapping of a queue. It polls from start to close with one long-polling
 * request at a time. {@link QueueConcurrency} limits the batches in flight. A FIFO queue keeps the
 * order of its groups: it delivers no message of a group while another one is hidden. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with
 *     SQS</a>
 */
public final class QueueMapping implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(QueueMapping.class.getName());
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);

    private final MappingThreads threads = new MappingThreads();
    private final QueueConcurrency concurrency;
    private final QueueReader reader;
    private final MessageDelivery delivery;
    private final Thread poller;

    private QueueMapping(
            QueueMappingDefinition definition, SqsClient client, FunctionInvoker functions) {
        var queue = new SourceQueue(client, definition.queueName());
        this.concurrency = new QueueConcurrency(definition.maximumConcurrency());
        this.reader = new QueueReader(definition, queue, threads.pauses());
        this.delivery =
                new MessageDelivery(definition, functions, queue, concurrency, threads.pauses());
        this.poller = Thread.ofVirtual().name("queue-poller").unstarted(this::poll);
    }

    /** Starts polling. The caller owns the client and closes it after the mapping. */
    public static QueueMapping start(
            QueueMappingDefinition definition, SqsClient client, FunctionInvoker functions) {
        var mapping = new QueueMapping(definition, client, functions);
        mapping.poller.start();
        return mapping;
    }

    /** Stops polling immediately and waits for the batches in flight. */
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
                        "Polling a queue failed; retrying after a pause",
                        e);
                threads.pauses().pause(ERROR_PAUSE);
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
