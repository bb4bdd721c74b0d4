package dev.netstock.local.malls.shop;

/**
 * A line of an order.
 *
 * @param id unique within the order
 */
public record OrderLine(String id, ItemKey item, long quantity) {
    OrderLine with(long newQuantity) {
        return new OrderLine(id, item, newQuantity);
    }
}
