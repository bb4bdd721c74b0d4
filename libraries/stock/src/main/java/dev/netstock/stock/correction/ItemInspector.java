package dev.netstock.stock.correction;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads any number of items and rows. Thread-safe. */
public final class ItemInspector {
    private final RetryingTables tables;

    /**
     * @param tables the tables
     */
    public ItemInspector(RetryingTables tables) {
        this.tables = tables;
    }

    /** The items among these that exist, strongly consistent. */
    public List<StockItem> items(List<ItemKey> keys, Call call) {
        List<StockItem> items = new ArrayList<>();
        for (List<ItemKey> batch : Batches.of(keys, StockTables.BATCH_MAX)) {
            items.addAll(tables.items(batch, Consistency.STRONG, call).values());
        }
        return items;
    }

    /** The keys among these whose row exists, strongly consistent. */
    public Set<DeltaKey> existing(List<DeltaKey> keys, Call call) {
        Set<DeltaKey> existing = new HashSet<>();
        for (List<DeltaKey> batch : Batches.of(keys, StockTables.BATCH_MAX)) {
            existing.addAll(tables.existing(batch, call));
        }
        return existing;
    }

    /** The rows among these that an eventually consistent read finds. */
    public List<Delta> rows(List<DeltaKey> keys, Call call) {
        List<Delta> rows = new ArrayList<>();
        for (List<DeltaKey> batch : Batches.of(keys, StockTables.BATCH_MAX)) {
            rows.addAll(tables.rows(batch, call));
        }
        return rows;
    }
}
