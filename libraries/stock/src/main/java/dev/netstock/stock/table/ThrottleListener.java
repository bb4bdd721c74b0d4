package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;

/** Hears which items are asked for more than they bear. Called from any thread. */
@FunctionalInterface
public interface ThrottleListener {
    /** Nobody hears. */
    ThrottleListener NONE = _ -> {};

    /** A take of this item was refused for its rate. */
    void throttled(ItemKey item);
}
