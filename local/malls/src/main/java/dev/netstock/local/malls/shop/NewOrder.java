package dev.netstock.local.malls.shop;

import java.util.List;

/**
 * What a customer orders.
 *
 * @param state in which the order begins
 * @param isPublishedLate whether the mall holds it back for {@link Fault#LATE_PUBLISHED_TIME}
 * @param isFulfilledByMall whether the mall ships it from a stock of its own
 */
public record NewOrder(
        List<OrderLine> lines,
        OrderState state,
        boolean isPublishedLate,
        boolean isFulfilledByMall) {
    public NewOrder {
        lines = List.copyOf(lines);
    }
}
