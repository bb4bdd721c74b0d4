package dev.netstock.jobs.queue;

import dev.netstock.operations.aws.QueueDepth;

import java.util.Optional;

/**
 * What waits for a consumer.
 *
 * @param name the consumer
 * @param depth of its queue; empty if it reads a stream
 * @param oldestSeconds the age of the oldest message, if it is known
 * @param failed how many dead letters or failed batches it has
 */
public record StageQueue(
        String name, Optional<QueueDepth> depth, Optional<Long> oldestSeconds, int failed) {}
