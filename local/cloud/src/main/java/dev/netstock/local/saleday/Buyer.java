package dev.netstock.local.saleday;

import java.time.Duration;
import java.util.List;

/**
 * A buyer.
 *
 * @param second arrival time in seconds since the start
 * @param channel sales channel: the storefront or a mall
 * @param holdSeconds duration of the reservation
 * @param doubleClicks whether the buyer sends the reservation twice in parallel
 * @param thinkTime time between the reservation and the next request
 */
public record Buyer(
        double second,
        String orderId,
        String channel,
        List<OrderLine> lines,
        int holdSeconds,
        Intent intent,
        boolean doubleClicks,
        Duration thinkTime) {
    public Buyer {
        lines = List.copyOf(lines);
    }
}
