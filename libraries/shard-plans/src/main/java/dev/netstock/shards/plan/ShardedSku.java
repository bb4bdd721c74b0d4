package dev.netstock.shards.plan;

import dev.netstock.stock.table.StockItem;

import java.time.Instant;
import java.util.List;

/**
 * The items of a SKU at a location, as they were read.
 *
 * @param items the first one first
 */
public record ShardedSku(List<StockItem> items) {
    /** An item with less than this part of its share is found empty before the others. */
    private static final long LEAN = 4;

    public ShardedSku {
        items = List.copyOf(items);
    }

    public int openShards() {
        return items.getFirst().openShards();
    }

    public long available() {
        return items.stream().mapToLong(StockItem::available).sum();
    }

    public WriteCount sighting(Instant at) {
        return new WriteCount(items.stream().mapToLong(StockItem::version).sum(), at);
    }

    /** Units on items that orders do not pick from any more: given back after a merge. */
    public long stranded() {
        return items.stream()
                .filter(item -> item.key().shard() >= openShards())
                .mapToLong(item -> Math.max(0, item.available()))
                .sum();
    }

    /** Whether an item was shut for a supply below what is sold, and may be opened again. */
    public boolean isShut() {
        return items.stream().anyMatch(item -> item.layout().isClosing());
    }

    /** Whether it is spread over so many items, and nothing is to be tidied up. */
    public boolean isTidy(int shards) {
        return shards == openShards() && stranded() == 0 && !isUneven() && !isShut();
    }

    /** Whether one of the open items has far less than its share. */
    private boolean isUneven() {
        long share = available() / openShards();
        return items.stream()
                .filter(item -> item.key().shard() < openShards())
                .anyMatch(item -> item.available() < share / LEAN);
    }
}
