package dev.netstock.stock.table;

import dev.netstock.stock.ItemKey;

/** What came of a {@link Take}. */
public sealed interface TakeAnswer {
    /**
     * The units are reserved.
     *
     * @param item the item after the take; the claim names it by its version
     */
    record Taken(StockItem item) implements TakeAnswer {}

    /**
     * Nothing is changed: the item has fewer units.
     *
     * @param item the item as it stands
     */
    record TooFew(StockItem item) implements TakeAnswer {}

    /** Nothing is changed: there is no such item. */
    record NoSuchItem(ItemKey item) implements TakeAnswer {}

    /**
     * The answer was lost: the take happened, did not, or happens later.
     *
     * @param take that take
     */
    record InDoubt(Take take) implements TakeAnswer {}
}
