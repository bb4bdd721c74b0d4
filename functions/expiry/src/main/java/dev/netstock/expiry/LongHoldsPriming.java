package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.function.Calls;
import dev.netstock.stock.dynamodb.DynamoLongHolds;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * Primes the function: it looks for holds that ended in 1970, of which there are none.
 *
 * @param holds the long holds
 */
record LongHoldsPriming(DynamoLongHolds holds) implements Consumer<Context> {
    @Override
    public void accept(Context context) {
        holds.due(0, Instant.EPOCH, Calls.ofFunction(context));
    }
}
