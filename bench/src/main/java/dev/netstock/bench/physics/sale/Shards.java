package dev.netstock.bench.physics.sale;

import dev.netstock.bench.physics.dynamodb.Item;
import dev.netstock.bench.physics.dynamodb.Table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** The items over which the SKU is spread: all there ever were, and how many orders pick from. */
final class Shards {
    private static final int HASH_BITS = 32;

    private final List<StockItem> items = new ArrayList<>();
    private final Table table;
    private final RandomGenerator random;
    private int open;

    /** Units spread evenly over so many items, the rest by one each. */
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

    /** All items there ever were. */
    List<StockItem> items() {
        return Collections.unmodifiableList(items);
    }

    StockItem first() {
        return items.getFirst();
    }

    /** From how many of them orders pick. */
    int open() {
        return open;
    }

    /** There are so many items from now on: a change of the first one. */
    void grow(int count) {
        while (items.size() < count) {
            add(0);
        }
        first().touch();
    }

    /** Orders pick from so many from now on: a change of the first one. */
    void open(int count) {
        open = count;
        first().touch();
    }
}
