package dev.netstock.local.saleday.snapshot;

import java.util.OptionalLong;

/**
 * An item of the table NetStock.
 *
 * @param supply set on the first item of a SKU at a location only
 * @param shards number of items of the SKU at the location; set on the first item only
 * @param openShards number of items that hold units now; set on the first item only
 */
public record StockItem(
        ItemKey key,
        long available,
        long reserved,
        OptionalLong supply,
        int shards,
        int openShards) {}
