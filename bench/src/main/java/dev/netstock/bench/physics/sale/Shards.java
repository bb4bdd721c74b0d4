package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.Table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** The shards of the SKU: all items, and how many of them are open. */
final class Shards {
    private static final int HASH_BITS = 32;

    private final List<StockItem> items = new ArrayList<>();
    private final Table table;
    private final RandomGenerator random;
    private int open;

    /** Spreads units evenly over the items; the remainder by one each. */
    Shards(Table table, int count, long units, RandomGenerator random) {
        this.table = table;
        this.random = random;
        for (int i = 0; i < count; i++) {
            add(units / count + (i < units % count ? 1 : 0));
        }
        this.open = count;
    }

    private void add(long units) {
        Item place = table.item(random.nextLong(1L << HASH_BITS));
        items.add(new StockItem(place, units));
    }

    /** All items, including retired ones. */
    List<StockItem> items() {
        return Collections.unmodifiableList(items);
    }

    StockItem first() {
        return items.getFirst();
    }

    /** The number of items from which orders pick. */
    int open() {
        return open;
    }

    /** Sets the number of items, by a change of the first one. */
    void grow(int count) {
        while (items.size() < count) {
            add(0);
        }
        first().touch();
    }

    /** Sets the number of open items, by a change of the first one. */
    void open(int count) {
        open = count;
        first().touch();
    }
}
