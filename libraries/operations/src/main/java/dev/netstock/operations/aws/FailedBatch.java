package dev.netstock.operations.aws;

import java.util.List;
import java.util.Set;

/** The messages or batches that one consumer failed to process. */
public sealed interface FailedBatch permits FailedBatchObjects, DeadLetters {
    /** The name of the consumer: {@code delta-publisher}. */
    String name();

    /** Further names: of the outputs, of the function, of the queues. */
    Set<String> otherNames();

    /** How many failed batches are counted at most: as many as one request lists. */
    int COUNTED_MAX = 1_000;

    /**
     * How many wait. SQS reports an approximate number. Of failed batches, at most {@link
     * #COUNTED_MAX} are counted.
     */
    int waiting();

    /** What waits: {@code dead letters}. */
    String kind();

    /** What waits, newest or oldest first as the store returns it. Nothing is removed. */
    List<FailedMessage> peek(int most);

    /**
     * Replays a part of what waits. What fails again stays.
     *
     * @param after where an earlier part ended; empty for the first
     * @param most how many messages or batches at most
     */
    RedriveResult redrive(String after, int most);

    /**
     * Replays what waits now. A message that fails again returns to the dead-letter queue, so no
     * more are replayed than wait at the start.
     */
    RedriveResult redrive();
}
