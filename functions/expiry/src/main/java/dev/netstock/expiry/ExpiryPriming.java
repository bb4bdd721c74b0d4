package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.function.Calls;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ExpireFlow;

import java.util.function.Consumer;

/**
 * What the function does before a snapshot: it reads a message, and tries to end the hold of an
 * order {@code priming}, which nobody has. Nothing is changed.
 *
 * @param expiring ends a hold
 */
record ExpiryPriming(ExpireFlow expiring) implements Consumer<Context> {
    private static final String RESERVED =
            """
            {"specversion": "1.0", "id": "priming", "source": "/net-stock/deltas",
             "type": "reservation.reserved", "time": "2026-01-01T00:00:00Z",
             "data": {"orderId": "priming", "step": 1, "channel": "priming",
                      "expiresAt": "2026-01-01T00:00:00Z", "lines": []}}
            """;

    @Override
    public void accept(Context context) {
        HoldMessage.decode(RESERVED)
                .flatMap(HoldMessage::hold)
                .ifPresent(
                        hold ->
                                expiring.expire(
                                        new OrderId(hold.orderId()), Calls.ofFunction(context)));
    }
}
