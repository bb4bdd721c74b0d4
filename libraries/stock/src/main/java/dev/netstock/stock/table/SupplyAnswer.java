package dev.netstock.stock.table;

/** The result of setting an item's supply. */
public sealed interface SupplyAnswer {
    /**
     * The supply is set.
     *
     * @param item the item after the change
     */
    record Set(StockItem item) implements SupplyAnswer {}

    /** Nothing is changed: the item has another ledger version than expected. */
    record Moved() implements SupplyAnswer {}
}
