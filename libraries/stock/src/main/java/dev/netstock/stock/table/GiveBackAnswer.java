package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;

import java.util.Set;

/** The result of giving units back. */
public sealed interface GiveBackAnswer {
    /** The row is written, and the units are given back. */
    record Written() implements GiveBackAnswer {}

    /**
     * Nothing is changed: a row with this key exists.
     *
     * @param row that row
     */
    record Exists(Delta row) implements GiveBackAnswer {}

    /**
     * Nothing is changed: these items are closed, so their units must go to the first item.
     *
     * @param items at least one
     */
    record Closed(Set<ItemKey> items) implements GiveBackAnswer {
        public Closed {
            items = Set.copyOf(items);
        }
    }
}
