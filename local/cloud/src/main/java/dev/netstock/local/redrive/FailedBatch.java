package dev.netstock.local.redrive;

import java.util.Set;

/** What one consumer could not handle, and what puts it back. */
public sealed interface FailedBatch permits FailedBatchObjects, DeadLetters {
    /** What a person calls the consumer: {@code delta-publisher}. */
    String name();

    /** Further names that a person may know it by: of the function, of the queues. */
    Set<String> otherNames();

    /** How much waits, about: with SQS, counts lag behind. */
    int waiting();

    /** What waits, for a list: {@code dead letters}. */
    String kind();

    /** Puts back what waits now; what fails on the way stays where it is. */
    RedriveResult redrive();
}
