package dev.netstock.shards;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.messages.ShardMessageJson;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.shards.dynamodb.PlanCodec;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.Invariants;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A shop with a hot SKU, and the shards function. The SKU is {@code hot} at {@code east}.
 *
 * @param shop the shop
 * @param table the table of plans
 */
record HotShop(Shop shop, String table) {
    static final ItemKey HOT = Shop.item("hot", "east");

    static HotShop open() {
        Shop shop = Shop.open();
        return new HotShop(shop, shop.tables().createMore("Shards", "sku", "location"));
    }

    ShardsHandler handler() {
        return handler(shop.tables().client());
    }

    /** The function over a different DynamoDB client. */
    ShardsHandler handler(DynamoDbClient client) {
        var failures = new FailureTally();
        var names = shop.tables().names();
        var shards =
                new DynamoShards(
                        client,
                        new DynamoShards.Tables(names.netStock(), names.stockDeltas(), table),
                        Shop.LOCATIONS,
                        failures);
        return new ShardsHandler(shards.scaler(shop.clock()), failures);
    }

    ShardTargets targets() {
        return DynamoShards.targets(shop.tables().client(), table, (_, _) -> {});
    }

    /** The stored plans: a run reads all of them. */
    List<ShardPlan> plans() {
        return shop.tables().scan(table).stream().map(PlanCodec::decode).toList();
    }

    /** Reports the heat of single items, each in its own message. */
    List<String> report(Heat... heat) {
        return deliver(
                handler(),
                TestContext.create(),
                Stream.of(heat).map(one -> (ShardMessage) new Hot(List.of(one))).toList());
    }

    /** Reviews all SKUs that are due. */
    List<String> look() {
        return deliver(handler(), TestContext.create(), List.of(Look.ALL));
    }

    /** Delivers messages 0, 1, … and returns the ids of those that failed. */
    static List<String> deliver(
            ShardsHandler handler, TestContext context, List<ShardMessage> messages) {
        return deliverBodies(
                handler, context, messages.stream().map(ShardMessageJson::write).toList());
    }

    static List<String> deliverBodies(
            ShardsHandler handler, TestContext context, List<String> bodies) {
        return LambdaEvents.failed(
                handler.handleRequest(LambdaEvents.messages("", bodies), context));
    }

    Heat writes(int shard, long perSecond) {
        return Heat.ofChanges("hot", "east", shard, perSecond, shop.clock().instant());
    }

    Heat throttles(int shard) {
        return Heat.ofThrottles("hot", "east", shard, 3, shop.clock().instant());
    }

    /** Advances the clock by a minute and runs the review at its end. */
    void minute() {
        shop.clock().advance(Duration.ofMinutes(1));
        look();
    }

    void pass(Duration time) {
        shop.clock().advance(time);
    }

    int openShards() {
        return items().getFirst().openShards();
    }

    /** The available units of each item of the SKU. */
    List<Long> available() {
        return items().stream().map(StockItem::available).toList();
    }

    /** Checks the invariants that hold at all times. */
    void check(long supply) {
        Invariants.conservation(shop.items());
        Invariants.journal(shop.items(), shop.deltas());
        long sum = items().stream().mapToLong(item -> item.available() + item.reserved()).sum();
        if (sum != supply) {
            throw new AssertionError("%d units of %d".formatted(sum, supply));
        }
    }

    private List<StockItem> items() {
        ShardTotals summing =
                new DynamoLevels(
                                shop.tables().client(),
                                shop.tables().names().netStock(),
                                (_, _) -> {})
                        .shardTotals();
        return summing.items(HOT, Shop.call()).stream()
                .sorted((a, b) -> Integer.compare(a.key().shard(), b.key().shard()))
                .toList();
    }
}
