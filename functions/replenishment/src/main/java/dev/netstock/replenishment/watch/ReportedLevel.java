package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.time.Instant;

/**
 * A level that somebody told of.
 *
 * @param item the SKU at its location
 * @param level what can be promised
 * @param at since when
 */
public record ReportedLevel(ItemKey item, Level level, Instant at) {}
