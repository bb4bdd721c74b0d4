package dev.netstock.operator.redrive;

import java.util.Set;

/** The messages or batches that one consumer failed to process. */
public sealed interface FailedBatch permits FailedBatchObjects, DeadLetters {
    /** The name of the consumer: {@code delta-publisher}. */
    String name();

    /** Further names: of the outputs, of the function, of the queues. */
    Set<String> otherNames();

    /** How many wait. SQS reports an approximate number. */
    int waiting();

    /** What waits: {@code dead letters}. */
    String kind();

    /** Replays what waits now. What fails again stays. */
    RedriveResult redrive();
}
