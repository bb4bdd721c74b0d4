package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;

/**
 * One conditional write that moves units of one item from available to reserved.
 *
 * @param item the item
 * @param units how many, 1 or more
 * @param order on behalf of which order
 * @param step at which step of the order the claim will stand
 * @param attempt unique for this single write
 */
public record Take(ItemKey item, long units, OrderId order, int step, String attempt) {}
