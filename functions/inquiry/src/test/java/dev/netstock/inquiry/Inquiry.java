package dev.netstock.inquiry;

import dev.netstock.invocation.testing.BadClients;
import dev.netstock.invocation.testing.HttpCall;
import dev.netstock.invocation.testing.Reply;
import dev.netstock.invocation.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.Shop;
import dev.netstock.telemetry.FailureTally;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The inquiry function in front of a shop's tables.
 *
 * @param shop the shop
 * @param handler the function
 */
record Inquiry(Shop shop, InquiryHandler handler) {
    /** In front of tables that work. */
    static Inquiry open() {
        Shop shop = Shop.open();
        return over(shop, shop.tables().client());
    }

    /** The same, but nobody listens where the tables should be. */
    Inquiry outOfReach() {
        return over(shop, BadClients.outOfReach());
    }

    /** The same over a client that has a bug: it can do nothing. */
    Inquiry broken() {
        return over(shop, BadClients.broken());
    }

    private static Inquiry over(Shop shop, DynamoDbClient client) {
        var failures = new FailureTally();
        var stock =
                new DynamoNetStock(
                        client, shop.tables().names(), Shop.LOCATIONS, shop.clock(), failures);
        return new Inquiry(shop, new InquiryHandler(stock, shop.clock(), failures));
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(handler.handleRequest(call.event(), context));
    }

    /** What the history function would do with all deltas so far. */
    void recordHistory() {
        shop.stock().recordingHistory().record(shop.deltas(), Shop.call());
    }

    static HttpCall levels(String sku) {
        return HttpCall.of("GET /v1/stock/{sku}").path("sku", sku);
    }

    static HttpCall manyLevels(String query) {
        return HttpCall.of("GET /v1/stock").query(query);
    }

    static HttpCall history(String sku, String query) {
        return HttpCall.of("GET /v1/stock/{sku}/deltas").path("sku", sku).query(query);
    }
}
