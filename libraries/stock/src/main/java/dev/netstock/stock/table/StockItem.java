package dev.netstock.stock.table;

import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The current state of one item of net stock.
 *
 * @param key which item
 * @param available units that can be promised now; negative if the SKU is oversold
 * @param reserved units that orders have ever taken, minus units that came back
 * @param version +1 at each change
 * @param layout how many items the SKU has at this location, and how they are used
 * @param lastChange the last change
 * @param supply the last supply from the ledger; only the first item of a SKU at a location has it
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
     * The last supply from the ledger.
     *
     * @param supply units that can be promised in total
     * @param ledgerVersion the ledger's version of this number
     * @param delta the delta row of this change, so that it can still be written if its writer was
     *     killed
     */
    public record Supply(long supply, long ledgerVersion, Delta delta) {}

    /** How many items the SKU has ever had at this location; 0 on items other than the first. */
    public int shards() {
        return layout.shards();
    }

    /** Over how many items units are spread; 0 on items other than the first. */
    public int openShards() {
        return layout.openShards();
    }

    /** Whether an order can take units of this item. */
    public boolean sells() {
        return available > 0 && (key.shard() == 0 || !layout.isClosing());
    }

    /** The same item with fewer available units. */
    public StockItem less(long units) {
        return new StockItem(key, available - units, reserved, version, layout, lastChange, supply);
    }

    /** Whether the general stock of the SKU has more items than this one. */
    public boolean isSplit() {
        return key.shard() > 0 || layout.shards() > 1;
    }

    /** The pools of the SKU at this location; none on items other than the first. */
    public Stream<ItemKey> pools() {
        return layout.pools().values().stream().sorted().map(key::shard);
    }

    /** A channel's pool of the SKU at this location, as the first item names it. */
    public Optional<ItemKey> pool(Channel channel) {
        return layout.pool(channel).map(key::shard);
    }

    /** Whether units of the SKU at this location can be in other items than this one. */
    public boolean hasOtherItems() {
        return isSplit() || !layout.pools().isEmpty();
    }

    /** The version of the last supply from the ledger; 0 if there was none. */
    public long ledgerVersion() {
        return supply.map(Supply::ledgerVersion).orElse(0L);
    }
}
