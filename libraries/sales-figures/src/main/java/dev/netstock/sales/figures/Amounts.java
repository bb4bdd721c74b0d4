package dev.netstock.sales.figures;

/**
 * Amounts sold. Immutable.
 *
 * @param orders orders that took units, minus released and expired ones; a cancelled order still
 *     counts
 * @param ordersOnce the same, but an order that takes a SKU from several locations counts only at
 *     the first of them, so that a sum over locations counts it once
 * @param units units taken minus units returned
 * @param givenBack units returned
 */
public record Amounts(long orders, long ordersOnce, long units, long givenBack) {
    public static final Amounts NONE = new Amounts(0, 0, 0, 0);

    public Amounts plus(Amounts other) {
        return new Amounts(
                orders + other.orders,
                ordersOnce + other.ordersOnce,
                units + other.units,
                givenBack + other.givenBack);
    }
}
