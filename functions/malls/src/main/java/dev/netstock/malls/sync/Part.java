package dev.netstock.malls.sync;

import dev.netstock.stock.Sku;

/**
 * What one sold mall item takes of a SKU. A set has several parts.
 *
 * @param units units of the SKU in one item, at least 1
 * @param page which of the mall's pages with this SKU this item is, from 0. Pages of a SKU divide
 *     what the mall may show of it
 * @param pages how many of the mall's pages sell this SKU
 */
public record Part(Sku sku, long units, int page, int pages) {
    public Part {
        if (units < 1 || page < 0 || page >= pages) {
            throw new IllegalArgumentException("A part has units, and is one of its pages");
        }
    }

    /** The only page that sells the SKU. */
    public static Part of(Sku sku, long units) {
        return new Part(sku, units, 0, 1);
    }

    /** This page's part of the units that the mall may show, in items. */
    public long itemsOf(long unitsOfMall) {
        long share = unitsOfMall / pages + (page < unitsOfMall % pages ? 1 : 0);
        return share / units;
    }
}
