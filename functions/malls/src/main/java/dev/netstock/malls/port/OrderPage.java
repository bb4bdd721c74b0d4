package dev.netstock.malls.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list of orders. An order that leaves the list while it is read (because it changed
 * again) must not make a later page skip another one.
 *
 * @param completeUpTo of the first page: orders before this time are all in the list once its last
 *     page is read, but for those that the mall publishes late. At most the query's {@code until},
 *     and older than now by the mall's visibility lag
 * @param next names the next page; empty on the last one
 */
public record OrderPage(List<OrderSummary> orders, Instant completeUpTo, Optional<String> next) {
    public OrderPage {
        orders = List.copyOf(orders);
    }
}
