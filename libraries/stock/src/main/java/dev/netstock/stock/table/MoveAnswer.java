package dev.netstock.stock.table;

/** The result of moving units between the items of a SKU. */
public sealed interface MoveAnswer {
    /** All units moved. */
    record Moved() implements MoveAnswer {}

    /** Nothing is changed: an item has too few units, or was closed meanwhile. */
    record Refused() implements MoveAnswer {}
}
