package dev.netstock.stock.table;

import java.util.Optional;

/**
 * How many items a SKU has at a location, and how they are used. The first item stores it.
 *
 * @param shards how many items there have ever been: 0…shards−1. It only grows, and every sum
 *     covers all of them; 0 on other items
 * @param openShards over how many items units are spread and orders pick; 0 on other items
 * @param closing on the first item, the closing under which all others are or will be closed; on
 *     another item, the closing under which it is closed: it then sells nothing, and its returned
 *     units go to the first
 */
public record Layout(int shards, int openShards, Optional<String> closing) {
    /** A SKU that is not split. */
    public static final Layout ONE = new Layout(1, 1, Optional.empty());

    /** The layout of an item that is not the first. */
    public static final Layout OF_OTHERS = new Layout(0, 0, Optional.empty());

    public Layout withShards(int number) {
        return new Layout(number, openShards, closing);
    }

    public Layout withOpenShards(int number) {
        return new Layout(shards, number, closing);
    }

    public Layout withClosing(Optional<String> id) {
        return new Layout(shards, openShards, id);
    }

    public boolean isClosing() {
        return closing.isPresent();
    }
}
