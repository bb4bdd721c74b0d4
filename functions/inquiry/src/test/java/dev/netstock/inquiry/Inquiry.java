package dev.netstock.inquiry;

import dev.netstock.inquiry.InquiryConfig.Stock;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.Generations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.function.Consumer;

/**
 * The inquiry function with the tables of a shop.
 *
 * @param shop the shop
 * @param stock the tables that the function reads
 * @param handler the function
 * @param generations the generations of the history
 */
record Inquiry(Shop shop, Stock stock, InquiryHandler handler, DynamoGenerations generations) {
    /** With working tables. */
    static Inquiry open() {
        return open(_ -> {});
    }

    /** The same; {@code watcher} receives each request to the tables. */
    static Inquiry open(Consumer<SdkRequest> watcher) {
        Shop shop = Shop.open();
        String projections = shop.tables().createProjections();
        return over(shop, projections, LocalTables.watched(watcher));
    }

    private static Inquiry over(Shop shop, String projections, DynamoDbClient client) {
        var failures = new FailureTally();
        var netStock =
                new DynamoNetStock(
                        client, shop.tables().names(), Shop.LOCATIONS, shop.clock(), failures);
        var generations = new DynamoGenerations(client, projections);
        var stock = new Stock(netStock, generations.reader("history", failures)::serving);
        return new Inquiry(
                shop, stock, new InquiryHandler(stock, shop.clock(), failures), generations);
    }

    /** The same, with unreachable tables. */
    Inquiry outOfReach() {
        return over(shop, "Projections", BadClients.outOfReach());
    }

    /** The same, with a client that fails every call like a bug. */
    Inquiry broken() {
        return over(shop, "Projections", BadClients.broken());
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(handler.handleRequest(call.event(), context));
    }

    /** Records all events so far, as the history function does. */
    void recordHistory() {
        recordHistory(Generations.FIRST.serving());
    }

    /** Records them in a generation, as a rebuild does. */
    void recordHistory(int generation) {
        shop.stock().historyRecorder().record(generation, shop.events(), Shop.call());
    }

    /** Lets another generation of the history serve reads. */
    void serve(int generation) {
        generations.write("history", Generations.FIRST.settled(generation, shop.clock().instant()));
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
