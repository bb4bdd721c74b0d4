package dev.netstock.local.saleday;

import java.time.Duration;
import java.util.List;

/**
 * Somebody who comes to the sale.
 *
 * @param second when he comes, since the beginning
 * @param channel where he buys: the storefront or a mall
 * @param holdSeconds how long his units wait for the payment
 * @param impatient clicks twice, at the same time
 * @param thinks how long he takes from the reservation to what he does next
 */
public record Buyer(
        double second,
        String orderId,
        String channel,
        List<Line> lines,
        int holdSeconds,
        Intent intent,
        boolean impatient,
        Duration thinks) {
    public Buyer {
        lines = List.copyOf(lines);
    }
}
