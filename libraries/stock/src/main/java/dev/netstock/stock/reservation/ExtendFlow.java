package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;

import java.time.Duration;
import java.util.function.BiFunction;

/**
 * Lets the hold of a reservation end at another time. It costs one write if this environment knows
 * the order, and otherwise a read before it. Thread-safe.
 */
public final class ExtendFlow {
    private final Orders orders;
    private final BiFunction<Channel, Call, Duration> longest;

    /**
     * @param orders reads and writes orders
     * @param longest the longest hold of a channel
     */
    ExtendFlow(Orders orders, BiFunction<Channel, Call, Duration> longest) {
        this.orders = orders;
        this.longest = longest;
    }

    /**
     * Extends a hold. Repeating the command extends it by the time in between.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline
     */
    public ExtendResult extend(ExtendCommand command, Call call) {
        return orders.run(
                command.orderId(),
                state ->
                        ExtendPolicy.decide(
                                state,
                                command,
                                channel -> longest.apply(channel, call),
                                orders.now()),
                call);
    }
}
