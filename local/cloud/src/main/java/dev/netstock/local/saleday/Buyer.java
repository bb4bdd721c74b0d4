package dev.netstock.local.saleday;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A buyer.
 *
 * @param second arrival time in seconds since the start
 * @param channel sales channel: the storefront or a mall
 * @param holdSeconds duration of the reservation
 * @param doubleClicks whether the buyer sends the reservation twice in parallel
 * @param thinkTime time between the reservation and the next request
 * @param customer who the buyer is, in a sale with a limit; a customer can be several buyers
 */
public record Buyer(
        double second,
        String orderId,
        String channel,
        List<OrderLine> lines,
        int holdSeconds,
        Intent intent,
        boolean doubleClicks,
        Duration thinkTime,
        Optional<String> customer) {
    public Buyer {
        lines = List.copyOf(lines);
    }

    /** A buyer of a sale without a limit. */
    public Buyer(
            double second,
            String orderId,
            String channel,
            List<OrderLine> lines,
            int holdSeconds,
            Intent intent,
            boolean doubleClicks,
            Duration thinkTime) {
        this(
                second,
                orderId,
                channel,
                lines,
                holdSeconds,
                intent,
                doubleClicks,
                thinkTime,
                Optional.empty());
    }

    Buyer as(String name) {
        return new Buyer(
                second,
                orderId,
                channel,
                lines,
                holdSeconds,
                intent,
                doubleClicks,
                thinkTime,
                Optional.of(name));
    }
}
