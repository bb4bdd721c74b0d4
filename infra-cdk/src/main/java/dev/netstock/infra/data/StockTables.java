package dev.netstock.infra.data;

import software.amazon.awscdk.services.dynamodb.ITable;

/**
 * The tables, for whoever needs a name or may do something with one.
 *
 * @param netStock items: a SKU at a location
 * @param stockDeltas immutable rows: what each step did
 * @param stockHistory a projection: the deltas by SKU
 * @param sales a projection: units and orders by minute
 * @param replenishment settings, level and state of SKUs whose shelf is watched
 * @param replenishmentRequests what was announced of them, by day
 * @param saleMode how a sale stands, and the requests that wait for its end
 * @param shards over how many items a hot SKU's units shall be spread
 * @param projections which generation of each projection serves
 */
public record StockTables(
        ITable netStock,
        ITable stockDeltas,
        ITable stockHistory,
        ITable sales,
        ITable replenishment,
        ITable replenishmentRequests,
        ITable saleMode,
        ITable shards,
        ITable projections) {}
