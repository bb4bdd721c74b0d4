package dev.netstock.infra.data;

import software.amazon.awscdk.services.s3.IBucket;

/**
 * The buckets of events.
 *
 * @param archive every event, by the day of its arrival
 * @param aside batches of streams that could not be handled, until they are put back
 */
public record EventBuckets(IBucket archive, IBucket aside) {}
