package dev.netstock.stock.table;

import java.util.Optional;

/**
 * How many items a SKU has at a location, and how they are used; kept on the first of them.
 *
 * @param shards how many there are, ever: 0…shards−1. It only grows, and whoever sums, sums all of
 *     them; 0 on any item but the first
 * @param openShards over how many of them units are spread, and from which orders pick; 0 on any
 *     item but the first
 * @param closing on the first item, the closing under which all others are or will be closed; on
 *     another one, that under which it is: it then sells nothing, and units that come back to it go
 *     to the first
 */
public record Layout(int shards, int openShards, Optional<String> closing) {
    /** A SKU that is not split. */
    public static final Layout ONE = new Layout(1, 1, Optional.empty());

    /** That of an item that is not the first. */
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
