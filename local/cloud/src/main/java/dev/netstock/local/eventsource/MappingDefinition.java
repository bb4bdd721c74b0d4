package dev.netstock.local.eventsource;

import java.util.Optional;

/** An event source mapping, as a template declares it. */
public sealed interface MappingDefinition permits QueueMappingDefinition, StreamMappingDefinition {
    /** The UUID that Lambda knows the mapping by. */
    String id();

    /** The stream or queue. */
    String sourceArn();

    /** The function's name or ARN, with or without qualifier. */
    String function();

    /**
     * Where word of a given-up batch goes: a queue's messages have the queue's own dead letters.
     */
    Optional<FailureDestination> onFailure();
}
