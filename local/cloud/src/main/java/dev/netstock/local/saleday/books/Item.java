package dev.netstock.local.saleday.books;

import java.util.OptionalLong;

/**
 * An item of the table NetStock.
 *
 * @param supply only the first item of a SKU at a location has it
 * @param shards how many items there are of its SKU at its location; only the first item says it
 * @param openShards over how many items the units are spread now; only the first item says it
 */
public record Item(
        Place place,
        long available,
        long reserved,
        OptionalLong supply,
        int shards,
        int openShards) {}
