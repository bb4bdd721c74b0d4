package dev.netstock.sales.figures;

/**
 * What was sold. Immutable.
 *
 * @param orders orders that took something, less those that were released or expired; one that was
 *     cancelled stays an order
 * @param ordersOnce the same, but an order that takes a SKU from several locations counts at the
 *     first of them alone, so that a sum over locations counts it once
 * @param units units taken less those given back
 * @param givenBack units given back
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
