package dev.netstock.malls.sync;

import dev.netstock.stock.Sku;

/**
 * The units of a SKU that can be promised, over all locations.
 *
 * @param general units that every channel may take; below 0 if oversold
 * @param pooled units in the pools of all malls
 * @param version grows with each change; an older level is ignored
 */
public record SkuLevel(Sku sku, long general, long pooled, long version) {
    /** What is left to sell in total. */
    public long total() {
        return general + pooled;
    }
}
