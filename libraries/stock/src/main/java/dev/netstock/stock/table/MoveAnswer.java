package dev.netstock.stock.table;

/** What came of moving units between the items of a SKU. */
public sealed interface MoveAnswer {
    /** They moved, all of them. */
    record Moved() implements MoveAnswer {}

    /** Nothing is changed: an item has fewer units than were to go, or was closed meanwhile. */
    record Refused() implements MoveAnswer {}
}
