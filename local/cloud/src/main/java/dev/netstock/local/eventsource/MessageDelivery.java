package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Throttled;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.sqs.SqsError;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Sends batches of messages to the function and deletes the processed messages. Other messages
 * become visible again after the queue's visibility timeout, or go to the dead-letter queue.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Error
 *     handling</a>
 */
final class MessageDelivery {
    private static final System.Logger LOG = System.getLogger(MessageDelivery.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final QueueMappingDefinition mapping;
    private final FunctionInvoker functions;
    private final MessageQueue queue;
    private final Duration visibilityTimeout;
    private final QueueConcurrency concurrency;
    private final CancellablePause pauses;

    MessageDelivery(
            QueueMappingDefinition mapping,
            FunctionInvoker functions,
            MessageQueue queue,
            QueueConcurrency concurrency,
            CancellablePause pauses) {
        this.mapping = mapping;
        this.functions = functions;
        this.queue = queue;
        this.visibilityTimeout = queue.visibilityTimeout();
        this.concurrency = concurrency;
        this.pauses = pauses;
    }

    void deliver(MessageBatch batch) throws InterruptedException {
        done(invokeUntilRun(batch), batch.messages()).forEach(this::delete);
    }

    /** A message that can no longer be deleted is delivered again, as with SQS. */
    private void delete(QueuedMessage message) {
        try {
            queue.delete(message.receiptHandle());
        } catch (SqsError e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A message of {0} will be delivered again: {1}",
                    queue.name(),
                    e.getMessage());
        }
    }

    /** Retries a throttled call until the visibility timeout of the messages ends. */
    private Invocation invokeUntilRun(MessageBatch batch) throws InterruptedException {
        String event = batch.event();
        Duration pause = FIRST_PAUSE;
        Invocation invocation = functions.invoke(mapping.function(), event);
        while (invocation instanceof Throttled
                && batch.age().plus(pause).compareTo(visibilityTimeout) < 0
                && !pauses.isClosed()) {
            pauses.pause(pause);
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            invocation = functions.invoke(mapping.function(), event);
        }
        return invocation;
    }

    private List<QueuedMessage> done(Invocation invocation, List<QueuedMessage> messages) {
        return switch (invocation) {
            case Answered answered when mapping.reportBatchItemFailures() ->
                    without(failed(answered, messages), messages);
            case Answered _ -> messages;
            case Failed _ when mapping.reportBatchItemFailures() -> List.of();
            case Failed _, Throttled _, NoSuchFunction _, EventTooLarge _ -> {
                concurrency.shrink();
                yield List.of();
            }
        };
    }

    private static Set<String> failed(Answered answered, List<QueuedMessage> messages) {
        return BatchItemFailures.failed(
                answered.payload(), messages.stream().map(QueuedMessage::id).toList());
    }

    private static List<QueuedMessage> without(Set<String> failed, List<QueuedMessage> messages) {
        return messages.stream().filter(message -> !failed.contains(message.id())).toList();
    }
}
