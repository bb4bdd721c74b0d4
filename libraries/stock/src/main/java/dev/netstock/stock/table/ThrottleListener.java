package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;

/** Receives throttled items. Called from any thread. */
@FunctionalInterface
public interface ThrottleListener {
    /** Ignores throttles. */
    ThrottleListener NONE = _ -> {};

    /** A take of this item was throttled. */
    void throttled(ItemKey item);
}
