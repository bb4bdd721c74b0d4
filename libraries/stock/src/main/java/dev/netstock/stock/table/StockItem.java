package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;

import java.util.Optional;

/**
 * One item of net stock as it stands.
 *
 * @param key which item
 * @param available units that can be promised now; negative where the SKU is oversold
 * @param reserved units taken by orders, ever, less those that came back
 * @param version +1 at each change
 * @param layout how many items the SKU has at this location, and how they are used
 * @param lastChange who made the last change
 * @param supply what the ledger said last; only the first item of a SKU at a location has it
 */
public record StockItem(
        ItemKey key,
        long available,
        long reserved,
        long version,
        Layout layout,
        LastChange lastChange,
        Optional<Supply> supply) {
    /**
     * What the ledger said last.
     *
     * @param supply units that may be promised at all
     * @param ledgerVersion the ledger's version of this number
     * @param delta the delta row of this very change, so that it can still be written if its writer
     *     was killed
     */
    public record Supply(long supply, long ledgerVersion, Delta delta) {}

    /** How many items the SKU has at this location, ever; only the first says it, others have 0. */
    public int shards() {
        return layout.shards();
    }

    /** Over how many of them units are spread; only the first says it, others have 0. */
    public int openShards() {
        return layout.openShards();
    }

    /** Whether an order can take units of it. */
    public boolean sells() {
        return available > 0 && (key.shard() == 0 || !layout.isClosing());
    }

    /** Whether the SKU has more items than this one. */
    public boolean isSplit() {
        return key.shard() > 0 || layout.shards() > 1;
    }

    /** The ledger's version that this item has; 0 if the ledger has not spoken yet. */
    public long ledgerVersion() {
        return supply.map(Supply::ledgerVersion).orElse(0L);
    }
}
