package dev.netstock.stock.table;

/** What came of setting an item's supply. */
public sealed interface SupplyAnswer {
    /** It is set; the item as it stands now. */
    record Set(StockItem item) implements SupplyAnswer {}

    /** Nothing is changed: the item is not at the ledger's version that was expected. */
    record Moved() implements SupplyAnswer {}
}
