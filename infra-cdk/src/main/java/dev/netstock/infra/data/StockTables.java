package dev.netstock.infra.data;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kms.IKey;

/**
 * The tables, for whoever needs a name or may do something with one.
 *
 * @param netStock items: a SKU at a location
 * @param stockDeltas immutable rows: what each step did
 * @param stockHistory a projection of the deltas by SKU
 * @param key encrypts all three
 */
public record StockTables(ITable netStock, ITable stockDeltas, ITable stockHistory, IKey key) {}
