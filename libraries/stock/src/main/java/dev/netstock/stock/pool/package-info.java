/** Pools: units of a SKU at a location that are set aside for one channel. */
@NullMarked
package dev.netstock.stock.pool;

import org.jspecify.annotations.NullMarked;
