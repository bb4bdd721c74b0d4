package dev.netstock.manualsupply;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.function.Calls;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.Places;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * Primes the function: it decodes an empty request, and reads a SKU {@code priming}, which does not
 * exist.
 *
 * @param netStock the tables
 */
record ManualSupplyPriming(DynamoNetStock netStock) implements Consumer<Context> {
    @Override
    public void accept(Context context) {
        new SupplyRequest(new Places(0, List.of(), List.of()))
                .decode("{\"changes\": []}".getBytes(StandardCharsets.UTF_8));
        netStock.levelReader()
                .many(List.of(new Sku("priming")), Consistency.EVENTUAL, Calls.ofFunction(context));
    }
}
