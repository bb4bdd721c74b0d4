package dev.netstock.checkout;

import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import org.jspecify.annotations.NullMarked;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/**
 * The checkout function over a client of one's own; in its package, since Lambda never needs it.
 */
@NullMarked
public final class StubbedCheckout {
    private StubbedCheckout() {}

    /** The handler as Lambda would make it, but for the client. */
    public static CheckoutHandler over(DynamoDbClient client) {
        var failures = new FailureTally();
        return new CheckoutHandler(
                new DynamoNetStock(
                        client,
                        new Tables("NetStock", "StockDeltas", ""),
                        Locations.parse("shinjuku,umeda,warehouse-1"),
                        InstantSource.system(),
                        failures),
                failures);
    }
}
