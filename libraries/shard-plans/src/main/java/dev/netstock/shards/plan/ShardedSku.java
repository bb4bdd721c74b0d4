package dev.netstock.shards.plan;

import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.List;

/**
 * The items of a SKU at a location, as read together.
 *
 * @param items the first item comes first
 */
public record ShardedSku(List<StockItem> items) {
    /** An item with less than this fraction of its share sells out before the others. */
    private static final long UNEVEN_DIVISOR = 4;

    public ShardedSku {
        items = List.copyOf(items);
    }

    public int openShards() {
        return items.getFirst().openShards();
    }

    public long available() {
        return items.stream().mapToLong(StockItem::available).sum();
    }

    public WriteCount count(Instant at) {
        return new WriteCount(items.stream().mapToLong(StockItem::version).sum(), at);
    }

    /**
     * Units on retired items, which orders no longer pick from: units that returned after a merge.
     */
    public long stranded() {
        return items.stream()
                .filter(item -> item.key().shard() >= openShards())
                .mapToLong(item -> Math.max(0, item.available()))
                .sum();
    }

    /** Whether an item is closed because supply was below what is sold, and may be reopened. */
    public boolean isClosed() {
        return items.stream().anyMatch(item -> item.layout().isClosing());
    }

    /** Whether units are spread over this number of items and nothing needs to be moved. */
    public boolean isTidy(int shards) {
        return shards == openShards() && stranded() == 0 && !isUneven() && !isClosed();
    }

    /** Whether one of the open items has far less than its share. */
    private boolean isUneven() {
        long share = available() / openShards();
        return items.stream()
                .filter(item -> item.key().shard() < openShards())
                .anyMatch(item -> item.available() < share / UNEVEN_DIVISOR);
    }
}
