package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.stock.reservation.ExpireFlow;
import dev.netstock.stock.reservation.ExpireFlow.Hold;

import java.util.List;
import java.util.function.Consumer;

/**
 * Primes the function: it decodes a message, looks for the end of an order {@code priming}, which
 * does not exist, and tries to expire its hold. Nothing is changed.
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
                .flatMap(HoldMessage::end)
                .ifPresent(end -> prime(end.hold(), Calls.ofFunction(context)));
    }

    private void prime(Hold hold, Call call) {
        expiry.visiblyEnded(List.of(hold), call);
        expiry.expire(hold.order(), call);
    }
}
