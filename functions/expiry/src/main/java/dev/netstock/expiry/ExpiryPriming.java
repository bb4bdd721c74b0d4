package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.function.Calls;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.ExpireFlow;

import java.util.function.Consumer;

/**
 * Primes the function: it decodes a message, and tries to expire the hold of an order {@code
 * priming}, which does not exist. Nothing is changed.
 *
 * @param expiry expires a hold
 */
record ExpiryPriming(ExpireFlow expiry) implements Consumer<Context> {
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
                                expiry.expire(
                                        new OrderId(hold.orderId()), Calls.ofFunction(context)));
    }
}
