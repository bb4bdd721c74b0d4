package dev.netstock.checkout;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.capacity.CapacityMeter;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.table.ThrottleListener;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The checkout function with the tables of a shop.
 *
 * @param shop the shop
 * @param handler the function
 * @param acts what operators did
 */
record Checkout(Shop shop, CheckoutHandler handler, RecordedActs acts) {
    static final String RESERVATION = "/v1/orders/{orderId}/reservation";
    static final String CONFIRMATION = "/v1/orders/{orderId}/confirmation";
    static final String TRANSFER = "/v1/orders/{orderId}/transfers/{transferId}";
    static final HoldLimits HOLD_LIMITS = HoldLimits.parse("900,bank=1209600");

    /** The shop's locations, and a channel that holds units for five minutes. */
    private static final Places PLACES =
            new Places(0, Places.planned(Shop.LOCATIONS).locations(), List.of(kiosk()));

    static final String CANCELLATION = "/v1/orders/{orderId}/cancellations/{cancellationId}";

    private static SalesChannel kiosk() {
        var byDefault = SalesChannel.byDefault(new Channel("kiosk"));
        return new SalesChannel(
                byDefault.channel(),
                byDefault.name(),
                byDefault.kind(),
                0,
                true,
                new SalesChannel.Holds(Optional.empty(), Optional.of(Duration.ofMinutes(5))),
                Optional.empty(),
                1);
    }

    /** With working tables. */
    static Checkout open() {
        Shop shop = Shop.open();
        return over(shop, shop.tables().client());
    }

    /** With working tables and other limits of holds. */
    static Checkout openFor(HoldLimits limits) {
        Shop shop = Shop.open();
        return over(shop, shop.tables().client(), limits);
    }

    /** The same, with unreachable tables. */
    Checkout outOfReach() {
        return over(shop, BadClients.outOfReach());
    }

    /** The same, with a client that fails every call like a bug. */
    Checkout broken() {
        return over(shop, BadClients.broken());
    }

    /** Another execution environment of the function, whose requests are counted. */
    Checkout metered(CapacityMeter meter) {
        return over(
                shop,
                LocalTables.clientBuilder(LocalTables.http())
                        .overrideConfiguration(
                                DynamoClients.overrides().addExecutionInterceptor(meter).build())
                        .build());
    }

    private static Checkout over(Shop shop, DynamoDbClient client) {
        return over(shop, client, HOLD_LIMITS);
    }

    private static Checkout over(Shop shop, DynamoDbClient client, HoldLimits limits) {
        var failures = new FailureTally();
        var stock =
                new DynamoNetStock(
                        client,
                        shop.tables().names(),
                        PlaceSource.of(PLACES),
                        shop.clock(),
                        failures,
                        ThrottleListener.NONE,
                        Shop.KEYS);
        var acts = new RecordedActs();
        return new Checkout(shop, new CheckoutHandler(stock, limits, acts, failures), acts);
    }

    static HttpCall extend(String orderId, String body) {
        return HttpCall.of("PATCH " + RESERVATION).path("orderId", orderId).body(body);
    }

    static HttpCall transfer(String orderId, String transferId, String body) {
        return HttpCall.of("PUT " + TRANSFER)
                .path("orderId", orderId)
                .path("transferId", transferId)
                .body(body);
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(handler.handleRequest(call.event(), context));
    }

    static HttpCall reserve(String orderId, String body) {
        return HttpCall.of("PUT " + RESERVATION).path("orderId", orderId).body(body);
    }

    static HttpCall read(String orderId) {
        return HttpCall.of("GET " + RESERVATION).path("orderId", orderId);
    }

    static HttpCall release(String orderId) {
        return HttpCall.of("DELETE " + RESERVATION).path("orderId", orderId);
    }

    static HttpCall confirm(String orderId) {
        return HttpCall.of("POST " + CONFIRMATION).path("orderId", orderId);
    }

    static HttpCall cancel(String orderId, String cancellationId, String body) {
        return HttpCall.of("PUT " + CANCELLATION)
                .path("orderId", orderId)
                .path("cancellationId", cancellationId)
                .body(body);
    }
}
