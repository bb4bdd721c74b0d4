package dev.netstock.checkout;

import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import org.jspecify.annotations.NullMarked;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/**
 * The checkout function with another DynamoDB client. It is in the function's package, which keeps
 * the constructor non-public.
 */
@NullMarked
public final class StubbedCheckout {
    private StubbedCheckout() {}

    /** The handler as Lambda creates it, except for the client. */
    public static CheckoutHandler over(DynamoDbClient client) {
        var failures = new FailureTally();
        return new CheckoutHandler(
                new DynamoNetStock(
                        client,
                        new Tables("NetStock", "StockDeltas", ""),
                        Locations.parse("shinjuku,umeda,warehouse-1"),
                        InstantSource.system(),
                        failures),
                HoldLimits.parse("900"),
                (_, _) -> {},
                failures);
    }
}
