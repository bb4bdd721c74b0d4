package dev.netstock.places;

import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.testing.RecordingTopic;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPlaces;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.List;
import java.util.Set;

/** The places function with its table, beside the tables of a {@link Shop}. */
record PlacesFixture(
        Shop shop, String table, RecordingTopic topic, PlacesHandler handler, PoolsHandler pools) {
    static PlacesFixture open() {
        Shop shop = Shop.open();
        String table = shop.tables().createMore("Places", "kind", "id");
        return over(shop, table, RecordingTopic.open(), shop.tables().client());
    }

    private static PlacesFixture over(
            Shop shop, String table, RecordingTopic topic, DynamoDbClient client) {
        var failures = new FailureTally();
        var clock = shop.clock();
        var places = new DynamoPlaces(client, table, Shop.LOCATIONS, clock, failures);
        var stock =
                new DynamoNetStock(
                        client, shop.tables().names(), PlaceSource.NONE, clock, failures);
        var plans = new DynamoPoolPlans(client, table, DynamoNetStock.retries(failures));
        var pools =
                new PoolCommands(
                        plans,
                        stock.bufferSetting(),
                        queue(failures),
                        Set.of(new Channel("yahoo")),
                        clock);
        var publisher =
                new EventPublisher(
                        MessagingClients.topic(topic.client(), RecordingTopic.ARN, failures));
        var commands = new PlaceCommands(places, publisher, clock);
        return new PlacesFixture(
                shop,
                table,
                topic,
                new PlacesHandler(
                        commands,
                        stock.bufferSetting(),
                        pools,
                        () -> "k1",
                        clock,
                        new RecordedActs(),
                        failures),
                new PoolsHandler(
                        new PoolsWork(new PoolWorker(plans, stock.ownPools(), clock), commands),
                        failures));
    }

    /** The queue that triggers the pools; tests trigger them by hand. */
    private static QueueSender queue(FailureTally failures) {
        return MessagingClients.sender(LocalQueues.client(), LocalQueues.create(), failures);
    }

    /** The same with another client. */
    PlacesFixture over(DynamoDbClient client) {
        return over(shop, table, topic, client);
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(handler.handleRequest(call.event(), context));
    }

    /** Runs the pools, as their schedule does. */
    void minute() {
        wake("{}");
    }

    /** Sends a message to the function of the pools. */
    void wake(String body) {
        List<String> failed =
                LambdaEvents.failed(
                        pools.handleRequest(
                                LambdaEvents.messages("", List.of(body)), TestContext.create()));
        if (!failed.isEmpty()) {
            throw new AssertionError("The pools were not run");
        }
    }

    void close() {
        shop.close();
        topic.close();
    }

    static HttpCall buffers(String sku, String location) {
        return HttpCall.of("GET /v1/stock/{sku}/buffers/{location}")
                .path("sku", sku)
                .path("location", location);
    }

    static HttpCall replaceBuffers(String sku, String location, String body) {
        return HttpCall.of("PUT /v1/stock/{sku}/buffers/{location}")
                .path("sku", sku)
                .path("location", location)
                .body(body);
    }

    static HttpCall allPools() {
        return HttpCall.of("GET /v1/pools");
    }

    static HttpCall planPool(String sku, String channel, String body) {
        return HttpCall.of("PUT /v1/stock/{sku}/pools/{channel}")
                .path("sku", sku)
                .path("channel", channel)
                .body(body);
    }

    static HttpCall endPool(String sku, String channel, String location) {
        return HttpCall.of("DELETE /v1/stock/{sku}/pools/{channel}")
                .path("sku", sku)
                .path("channel", channel)
                .query("location=" + location);
    }

    static HttpCall locations() {
        return HttpCall.of("GET /v1/locations");
    }

    static HttpCall location(String name) {
        return HttpCall.of("GET /v1/locations/{location}").path("location", name);
    }

    static HttpCall replaceLocation(String name, String body) {
        return HttpCall.of("PUT /v1/locations/{location}").path("location", name).body(body);
    }

    static HttpCall channels() {
        return HttpCall.of("GET /v1/channels");
    }

    static HttpCall channel(String name) {
        return HttpCall.of("GET /v1/channels/{channel}").path("channel", name);
    }

    static HttpCall replaceChannel(String name, String body) {
        return HttpCall.of("PUT /v1/channels/{channel}").path("channel", name).body(body);
    }
}
