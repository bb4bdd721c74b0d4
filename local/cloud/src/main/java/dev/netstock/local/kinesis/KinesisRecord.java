package dev.netstock.local.kinesis;

import software.amazon.awssdk.core.SdkBytes;

import java.time.Instant;

/** A record in a shard. */
record KinesisRecord(
        String sequenceNumber, String partitionKey, SdkBytes data, Instant arrivedAt) {}
