/**
 * Hot SKUs: sharding, rebalancing, and the caches that let orders pick a shard without a lookup.
 */
@NullMarked
package dev.netstock.stock.shard;

import org.jspecify.annotations.NullMarked;
