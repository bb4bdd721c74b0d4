package dev.netstock.stock.correction;

import dev.netstock.stock.ItemKey;

/**
 * A correction of one item.
 *
 * @param id the correction's id; the same id means the same correction
 * @param item which item
 * @param available by how much available changes
 * @param reserved by how much reserved changes
 * @param supply by how much the item's supply changes
 * @param ledgerVersion the version of the wrong supply; a correction of supply is skipped if the
 *     item has another version by now
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
