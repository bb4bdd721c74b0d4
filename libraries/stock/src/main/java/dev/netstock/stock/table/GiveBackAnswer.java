package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.delta.Delta;

import java.util.Set;

/** What came of giving units back. */
public sealed interface GiveBackAnswer {
    /** The row stands, and the units are back. */
    record Written() implements GiveBackAnswer {}

    /**
     * Nothing is changed: another row stands there.
     *
     * @param row that row
     */
    record Exists(Delta row) implements GiveBackAnswer {}

    /**
     * Nothing is changed: these items are closed, and their units go to the first item.
     *
     * @param items at least one
     */
    record Closed(Set<ItemKey> items) implements GiveBackAnswer {
        public Closed {
            items = Set.copyOf(items);
        }
    }
}
