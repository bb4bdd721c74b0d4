package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.Sku;

import java.util.List;

/** The shards of SKUs. Implementations are thread-safe. */
@FunctionalInterface
public interface SaleShards {
    /**
     * Requests a minimum number of shards for a SKU at each location that sells it, whatever the
     * load; 1 leaves the number to the load. What changes is applied now, and not at the next
     * scheduled run. Safe to repeat: what is as requested is only read.
     *
     * @return the shards at each location; empty if the SKU is unknown
     */
    List<LocationShards> atLeast(Sku sku, int shards, Call call);

    /**
     * The shards of a SKU at a location.
     *
     * @param requested the minimum that is in effect: another number if an operator pinned it
     * @param open how many are open
     */
    record LocationShards(int requested, int open) {
        public boolean areOpen() {
            return open >= requested;
        }
    }
}
