package dev.netstock.replenishment;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.aws.Attributes;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.rebuild.RebuildFlow.Timing;
import dev.netstock.replenishment.DynamoReplenishment.Tables;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.WatchedItems;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.salerules.DynamoSaleRules;
import dev.netstock.salerules.HeldRequests;
import dev.netstock.salerules.SaleRules;
import dev.netstock.settings.SettingsHandler;
import dev.netstock.settings.SettingsParts;
import dev.netstock.settings.ShardSettings;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.level.ItemLevel;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The functions of replenishment and settings over real tables and a real queue of the supply
 * chain.
 *
 * @param shop the shop
 * @param tables the tables of replenishment
 * @param topic the topic of all events
 * @param supplyChain the URL of the supply chain's queue
 * @param shardHeat the URL of the queue of the shards function
 * @param client the client of the tables
 */
public record Depot(
        Shop shop,
        Tables tables,
        RecordingTopic topic,
        String supplyChain,
        String shardHeat,
        DynamoDbClient client) {
    public static Depot open() {
        Shop shop = Shop.open();
        String prefix = UUID.randomUUID().toString();
        var tables =
                new Tables(
                        prefix + "-Replenishment",
                        prefix + "-Requests",
                        prefix + "-Projections",
                        prefix + "-SaleMode");
        DynamoDbClient client = shop.tables().client();
        create(client, tables.replenishment(), "sku", "location");
        create(client, tables.requests(), "day", "request");
        create(client, tables.projections(), "projection");
        create(client, tables.saleMode(), "part", "entry");
        create(client, shards(shop), "sku", "location");
        return new Depot(
                shop,
                tables,
                new RecordingTopic(),
                LocalQueues.createFifo(),
                LocalQueues.create(),
                client);
    }

    /** The same functions with another client. */
    public Depot over(DynamoDbClient other) {
        return new Depot(shop, tables, topic, supplyChain, shardHeat, other);
    }

    /** The name of the table of shard plans. */
    private static String shards(Shop shop) {
        return shop.tables().names().netStock() + "-Shards";
    }

    /** The shard plans of a SKU. */
    public List<ShardPlan> plans(String sku) {
        return DynamoShards.targets(client, shards(shop), (_, _) -> {})
                .of(new Sku(sku), Shop.call());
    }

    /** Deletes the settings of all SKUs, with what they have led to. */
    public void forgetSettings() {
        for (String table : List.of(tables.replenishment(), shards(shop))) {
            shop.tables().empty(table, "sku", "location");
        }
    }

    /** The messages to the shards function. */
    public List<String> shardMessages() {
        return LocalQueues.drain(shardHeat).stream().map(Message::body).toList();
    }

    private static void create(DynamoDbClient client, String table, String... keys) {
        client.createTable(
                request ->
                        request.tableName(table)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        Stream.of(keys)
                                                .map(
                                                        key ->
                                                                AttributeDefinition.builder()
                                                                        .attributeName(key)
                                                                        .attributeType(
                                                                                ScalarAttributeType
                                                                                        .S)
                                                                        .build())
                                                .toList())
                                .keySchema(
                                        Stream.of(keys)
                                                .map(
                                                        key ->
                                                                KeySchemaElement.builder()
                                                                        .attributeName(key)
                                                                        .keyType(
                                                                                key.equals(keys[0])
                                                                                        ? KeyType
                                                                                                .HASH
                                                                                        : KeyType
                                                                                                .RANGE)
                                                                        .build())
                                                .toList()));
    }

    /** Delivers levels in messages 0, 1, …; returns those that failed. */
    public List<String> deliver(StockEvent... levels) {
        return deliver(TestContext.create(), levels);
    }

    public List<String> deliver(TestContext context, StockEvent... levels) {
        return deliver(context, Stream.of(levels).map(EventJson::write).toList());
    }

    public List<String> deliver(TestContext context, List<String> bodies) {
        return LambdaEvents.failed(
                handler().handleRequest(LambdaEvents.messages("", bodies), context));
    }

    public ReplenishmentHandler handler() {
        var failures = new FailureTally();
        var replenishment = new DynamoReplenishment(client, tables, failures);
        return new ReplenishmentHandler(
                items(replenishment), replenishment.generations(), failures);
    }

    public SettingsHandler settings() {
        return settings(Places.planned(Shop.LOCATIONS));
    }

    public SettingsHandler settings(Places locations) {
        return settings(locations, (_, _) -> {});
    }

    /** The function with an audit log. */
    public SettingsHandler settings(Places locations, AuditLog audit) {
        var failures = new FailureTally();
        var netStock =
                new DynamoNetStock(
                        client,
                        shop.tables().names(),
                        PlaceSource.of(locations),
                        shop.clock(),
                        failures);
        return new SettingsHandler(
                SettingsParts.of(
                        new DynamoReplenishment(client, tables, failures),
                        topic.publisher(),
                        queue(),
                        new ShardSettings(
                                DynamoShards.targets(client, shards(shop), failures),
                                new ShardNotifier(
                                        MessagingClients.sender(
                                                LocalQueues.client(), shardHeat, failures)),
                                Parallel.NONE),
                        new DynamoLevels(client, shop.tables().names().netStock(), failures),
                        netStock,
                        Shop.KEYS::current,
                        PlaceSource.of(locations),
                        shop.clock()),
                audit,
                failures);
    }

    /** Gives other SKUs the thresholds of one at {@code east}, at many locations. */
    public List<String> copySettings(String sku, int skus, int locations) {
        String table = tables.replenishment();
        var row =
                new TreeMap<>(
                        shop.tables().scan(table).stream()
                                .filter(it -> Attributes.text(it, "sku").equals("settings#" + sku))
                                .findFirst()
                                .orElseThrow());
        AttributeValue thresholds =
                Objects.requireNonNull(Attributes.map(row, "locations").get("east"));
        var everywhere = new TreeMap<String, AttributeValue>();
        for (int number = 0; number < locations; number++) {
            everywhere.put("a-location-with-a-long-name-" + number, thresholds);
        }
        row.put("locations", AttributeValue.fromM(everywhere));
        shop.tables().fill(table, List.of(row));
        List<String> others = IntStream.range(0, skus).mapToObj(number -> sku + number).toList();
        shop.tables()
                .copy(
                        table,
                        "sku",
                        "settings#" + sku,
                        others.stream().map(other -> "settings#" + other).toList());
        return others;
    }

    /** Invokes the rebuild function with a step, in JSON with {@code '} for {@code "}. */
    public String rebuild(String step) {
        return rebuild(step, TestContext.withTimeLeft(60_000));
    }

    public String rebuild(String step, TestContext context) {
        var failures = new FailureTally();
        var replenishment = new DynamoReplenishment(client, tables, failures);
        var levels = new DynamoLevels(client, shop.tables().names().netStock(), failures);
        var handler =
                new ReplenishmentRebuildHandler(
                        replenishment.rebuild(
                                items(replenishment),
                                LevelSource.of(levels.shardTotals()),
                                new Timing(
                                        Duration.ofSeconds(20),
                                        Duration.ZERO,
                                        shop.clock(),
                                        shop.clock()::advance)),
                        failures);
        return StreamCalls.invoke(handler, step.replace('\'', '"'), context);
    }

    public Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    public Reply send(HttpCall call, TestContext context) {
        return Reply.of(settings().handleRequest(call.event(), context));
    }

    /** Sets the settings of a SKU at {@code east}. */
    public Reply set(String sku, int safetyStock, int reorderPoint, int orderUpTo) {
        return send(
                replace(
                        sku,
                        "{'locations': [{'location': 'east', 'safetyStock': %d, 'reorderPoint': %d, 'orderUpTo': %d}]}"
                                .formatted(safetyStock, reorderPoint, orderUpTo)));
    }

    public static HttpCall replace(String sku, String body) {
        return HttpCall.of("PUT /v1/skus/{sku}/settings").path("sku", sku).body(body);
    }

    public static HttpCall read(String sku) {
        return HttpCall.of("GET /v1/skus/{sku}/settings").path("sku", sku);
    }

    public static HttpCall readMany(String query) {
        return HttpCall.of("GET /v1/settings").query(query);
    }

    /** A file of settings; lines are separated by {@code |}. */
    public static HttpCall file(String query, String csv) {
        return HttpCall.of("POST /v1/settings-files").query(query).body(csv.replace('|', '\n'));
    }

    public static HttpCall replaceLimit(String sku, String body) {
        return HttpCall.of("PUT /v1/skus/{sku}/limit").path("sku", sku).body(body);
    }

    public static HttpCall readLimit(String sku) {
        return HttpCall.of("GET /v1/skus/{sku}/limit").path("sku", sku);
    }

    public static HttpCall requests(String query) {
        return HttpCall.of("GET /v1/replenishment-requests").query(query);
    }

    /** Sets the supply of a SKU at {@code east}; returns the event of the level publisher. */
    public StockEvent supply(String sku, long supply, long ledgerVersion) {
        shop.supply(sku, "east", supply, ledgerVersion);
        return level(sku);
    }

    public StockEvent level(String sku) {
        ItemLevel level =
                new DynamoLevels(client, shop.tables().names().netStock(), (_, _) -> {})
                        .shardTotals()
                        .levels(List.of(item(sku)), Shop.call())
                        .getFirst();
        return StockEvents.of(level, shop.clock().instant());
    }

    public static ItemKey item(String sku) {
        return Shop.item(sku, "east");
    }

    /** Changes the rules of the sale. */
    public void setRules(SaleRules rules) {
        var row = new TreeMap<>(DynamoSaleRules.stateKey());
        row.putAll(DynamoSaleRules.attributes(rules));
        client.putItem(request -> request.tableName(tables.saleMode()).item(row));
    }

    /** The held requests. */
    public HeldRequests heldRequests() {
        return new DynamoHeldRequests(client, tables.saleMode());
    }

    /** The messages to the supply chain. */
    public List<Message> supplyChainMessages() {
        return LocalQueues.drain(supplyChain);
    }

    /** The rows of a generation, each without the generation in its key. */
    public List<Map<String, AttributeValue>> rows(int generation) {
        return shop.tables().scan(tables.replenishment()).stream()
                .filter(row -> Attributes.text(row, "sku").startsWith(generation + "#"))
                .map(row -> withoutGeneration(row, generation))
                .toList();
    }

    private static Map<String, AttributeValue> withoutGeneration(
            Map<String, AttributeValue> row, int generation) {
        var copy = new TreeMap<>(row);
        copy.computeIfPresent(
                "sku",
                (_, key) ->
                        AttributeValue.fromS(
                                key.s().substring(Integer.toString(generation).length() + 1)));
        return copy;
    }

    public WatchedItems items(DynamoReplenishment replenishment) {
        return replenishment.items(topic.publisher(), queue());
    }

    private QueueSender queue() {
        return MessagingClients.sender(LocalQueues.client(), supplyChain, (_, _) -> {});
    }
}
