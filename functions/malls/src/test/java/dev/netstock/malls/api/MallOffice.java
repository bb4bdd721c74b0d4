package dev.netstock.malls.api;

import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallSettings.Maintenance;
import dev.netstock.malls.sync.MallSettings.Mode;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.testing.MallsTable;
import dev.netstock.platform.call.Backoff;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.RecordedActs;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.Channel;
import dev.netstock.stock.testing.LocalTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The function over a real table. Two malls; net stock has ten units of each SKU. */
final class MallOffice {
    static final Instant NOW = Instant.parse("2026-11-29T10:00:00.123Z");
    static final Instant MAINTENANCE = Instant.parse("2026-11-29T16:00:00Z");
    static final Channel RAKUTEN = new Channel("rakuten");

    final DynamoDbClient client;
    final String table;
    final List<String> woken = new ArrayList<>();
    final RecordedActs acts = new RecordedActs();

    private MallOffice(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    static MallOffice open() {
        DynamoDbClient client = LocalTables.client(LocalTables.http());
        return new MallOffice(client, MallsTable.create(client));
    }

    MallOffice over(DynamoDbClient other) {
        return new MallOffice(other, table);
    }

    DynamoMallStore store(Channel channel) {
        return new DynamoMallStore(client, table, channel);
    }

    MallsHandler handler() {
        var failures = new FailureTally();
        List<ApiMall> malls =
                List.of(RAKUTEN, new Channel("amazon")).stream()
                        .map(
                                channel ->
                                        ApiMall.of(
                                                settings(channel),
                                                store(channel),
                                                skus ->
                                                        skus.stream()
                                                                .map(
                                                                        sku ->
                                                                                new SkuLevel(
                                                                                        sku, 10, 0,
                                                                                        1))
                                                                .toList()))
                        .toList();
        return new MallsHandler(
                new Malls(
                        malls,
                        (channel, _) -> woken.add(channel.value()),
                        new Retries(Backoff.standard(new SplittableRandom(1)), _ -> {}, failures),
                        () -> NOW),
                acts,
                failures);
    }

    /** Rakuten has announced maintenance for the next night. */
    private static MallSettings settings(Channel channel) {
        return new MallSettings(
                channel,
                Mode.SET_ASIDE,
                100,
                0,
                0,
                1,
                25,
                0,
                Duration.ofHours(6),
                channel.equals(RAKUTEN)
                        ? List.of(new Maintenance(MAINTENANCE, MAINTENANCE.plusSeconds(7200)))
                        : List.of(),
                5);
    }

    Reply send(HttpCall call) {
        return send(call, TestContext.create());
    }

    Reply send(HttpCall call, TestContext context) {
        return Reply.of(handler().handleRequest(call.event(), context));
    }

    static HttpCall call(String route) {
        HttpCall call = HttpCall.of(route);
        return route.contains("{mall}") ? call.path("mall", RAKUTEN.value()) : call;
    }

    static HttpCall item(String method, String item) {
        return call(method + " /v1/malls/{mall}/items/{item}").path("item", item);
    }

    static HttpCall map(String item, String parts) {
        return item("PUT", item).body("{'parts': [" + parts + "]}");
    }

    static String part(String sku, int units) {
        return "{'sku': '%s', 'units': %d}".formatted(sku, units);
    }
}
