package dev.netstock.infra.data;

import software.amazon.awscdk.services.kms.IKey;

/**
 * What the data stack keeps for the others.
 *
 * @param tables the tables
 * @param buckets the buckets
 * @param key encrypts all of it, and the topic of the events
 */
public record StoredData(StockTables tables, EventBuckets buckets, IKey key) {}
