package dev.netstock.local.eventsource;

import java.util.Optional;

/** An event source mapping, as a template declares it. */
public sealed interface MappingDefinition permits QueueMappingDefinition, StreamMappingDefinition {
    /** The mapping's UUID. */
    String id();

    /** The stream or queue. */
    String sourceArn();

    /** The function's name or ARN, with or without qualifier. */
    String function();

    /**
     * The destination of discarded batches. Empty for a queue, whose messages go to the queue's own
     * dead-letter queue.
     */
    Optional<FailureDestination> onFailure();
}
