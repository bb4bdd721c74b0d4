package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;

/** The outcome of a {@link Take}. */
public sealed interface TakeAnswer {
    /**
     * The units are reserved.
     *
     * @param item the item after the take; the claim names the take by the item's version
     */
    record Taken(StockItem item) implements TakeAnswer {}

    /**
     * Nothing is changed: the item has fewer units.
     *
     * @param item the current item
     */
    record TooFew(StockItem item) implements TakeAnswer {}

    /**
     * Nothing is changed: the take was for a new order only, and the item's last change was made
     * for the same order.
     *
     * @param item the current item
     */
    record Repeated(StockItem item) implements TakeAnswer {}

    /** Nothing is changed: there is no such item. */
    record NoSuchItem(ItemKey item) implements TakeAnswer {}

    /**
     * Nothing is changed: the take was throttled, conflicted with a transaction, or was never sent.
     * It can be retried, also with another item.
     */
    record NotTaken() implements TakeAnswer {}

    /** The response was lost: the take happened, did not happen, or will happen later. */
    record InDoubt() implements TakeAnswer {}
}
