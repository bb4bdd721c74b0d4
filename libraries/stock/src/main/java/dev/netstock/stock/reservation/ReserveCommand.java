package dev.netstock.stock.reservation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.limit.Customer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reserves all lines of an order, or none.
 *
 * @param orderId the order id, new for each payment attempt
 * @param channel the seller
 * @param hold how long the units are held for a payment, from 10 s to 14 days; empty for the
 *     default of the channel
 * @param lines 1–99 lines; lines of the same SKU and location add up
 * @param group the group whose locations may serve lines that name none; empty for all
 * @param customer who orders; needed only for SKUs with a limit per customer
 */
public record ReserveCommand(
        OrderId orderId,
        Channel channel,
        Optional<Duration> hold,
        List<RequestedLine> lines,
        Optional<LocationGroup> group,
        Optional<Customer> customer) {
    public static final Duration HOLD_MIN = Duration.ofSeconds(10);

    /**
     * The hold of a request that asks for none, unless its channel has another default; and the
     * longest one if the stage allows its channel no more.
     */
    public static final Duration HOLD_DEFAULT = Duration.ofMinutes(15);

    /** For payments at a convenience store or by bank transfer. */
    public static final Duration HOLD_MAX = Duration.ofDays(14);

    /** A DynamoDB transaction has at most 100 items: the step row and one item per line. */
    public static final int LINES_MAX = 99;

    public ReserveCommand {
        lines = List.copyOf(lines);
        if (lines.isEmpty() || lines.size() > LINES_MAX) {
            throw new IllegalArgumentException("An order has 1-99 lines");
        }
        hold.ifPresent(ReserveCommand::check);
    }

    /** An order that every location may serve, and that names no customer. */
    public ReserveCommand(
            OrderId orderId, Channel channel, Duration hold, List<RequestedLine> lines) {
        this(orderId, channel, Optional.of(hold), lines, Optional.empty(), Optional.empty());
    }

    private static void check(Duration hold) {
        if (hold.compareTo(HOLD_MIN) < 0 || hold.compareTo(HOLD_MAX) > 0) {
            throw new IllegalArgumentException("A hold is from 10 s to 14 days");
        }
    }
}
