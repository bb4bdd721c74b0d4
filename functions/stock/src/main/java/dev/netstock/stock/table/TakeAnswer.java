package dev.netstock.stock.table;

/** What came of a {@link Take}. */
public sealed interface TakeAnswer {
    /**
     * The units are reserved.
     *
     * @param version the item's version after the take, by which the claim names it
     */
    record Taken(long version) implements TakeAnswer {}

    /**
     * Nothing is changed: the item has fewer units.
     *
     * @param item the item as it stands
     */
    record TooFew(StockItem item) implements TakeAnswer {}

    /** Nothing is changed: there is no such item. */
    record NoSuchItem() implements TakeAnswer {}

    /** The answer was lost: the take happened, did not, or happens later. */
    record InDoubt() implements TakeAnswer {}
}
