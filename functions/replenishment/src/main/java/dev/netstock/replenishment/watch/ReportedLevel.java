package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.time.Instant;

/**
 * A level as it was reported.
 *
 * @param item the SKU at its location
 * @param level what can be promised
 * @param at the time of the report
 */
public record ReportedLevel(ItemKey item, Level level, Instant at) {}
