package dev.netstock.stock.correction;

import dev.netstock.stock.ItemKey;

/**
 * What sets an item right.
 *
 * @param id names the correction: the same id again is the same correction
 * @param item which item
 * @param available by how much available changes
 * @param reserved by how much reserved changes
 * @param supply by how much the item's supply changes
 * @param ledgerVersion the version of the supply that is wrong; where supply changes, nothing is
 *     done to an item that has another by now
 * @param report the report that found the drift
 */
public record Correction(
        String id,
        ItemKey item,
        long available,
        long reserved,
        long supply,
        long ledgerVersion,
        String report) {}
