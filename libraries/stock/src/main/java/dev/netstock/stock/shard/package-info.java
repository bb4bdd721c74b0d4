/**
 * Hot SKUs: their units are spread over several items, from which orders pick; and what an
 * environment remembers of that.
 */
@NullMarked
package dev.netstock.stock.shard;

import org.jspecify.annotations.NullMarked;
