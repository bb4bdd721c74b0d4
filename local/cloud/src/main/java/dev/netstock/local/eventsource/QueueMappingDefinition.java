package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event source mapping from an SQS queue to a function. Defaults are Lambda's.
 *
 * @param id the mapping's UUID
 * @param sourceArn the queue; a FIFO queue's name ends with {@code .fifo}
 * @param function the function's name or ARN, with or without qualifier
 * @param batchSize maximum messages per call: 1 to 10,000, or up to 10 for a FIFO queue
 * @param window how long a batch may wait to fill: 0 to 300 s; none for FIFO queues
 * @param maximumConcurrency maximum batches in flight: 2 to 1,000; if empty, Lambda's scaling
 *     applies
 * @param reportBatchItemFailures whether the function's response reports failed messages
 * @param filters patterns; a message must match one of them; if empty, every message is sent
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Parameters</a>
 */
public record QueueMappingDefinition(
        String id,
        String sourceArn,
        String function,
        int batchSize,
        Duration window,
        OptionalInt maximumConcurrency,
        boolean reportBatchItemFailures,
        List<String> filters)
        implements MappingDefinition {
    public QueueMappingDefinition {
        filters = List.copyOf(filters);
    }

    @Override
    public Optional<FailureDestination> onFailure() {
        return Optional.empty();
    }

    /** The ARN's region; each record contains it. */
    String region() {
        return sourceArn.split(":", -1)[3];
    }
}
