package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.shards.dynamodb.DynamoPlanTable;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardPlans;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A ledger with items, a shop with orders, and the lists over them.
 *
 * @param shards the table of plans
 */
record Catalogue(TestLedger ledger, Shop shop, String shards) implements AutoCloseable {
    static Catalogue open() {
        Shop shop = Shop.open();
        return new Catalogue(
                TestLedger.create(), shop, shop.tables().createMore("Shards", "sku", "location"));
    }

    @Override
    public void close() {
        ledger.close();
        shop.close();
    }

    LedgerInquiryHandler handler() {
        return handler(ledger.database(), shop.tables().client());
    }

    LedgerInquiryHandler handler(Transactions transactions, DynamoDbClient client) {
        var failures = new FailureTally();
        return new LedgerInquiryHandler(
                transactions,
                new ShardPlans(
                        new DynamoPlanTable(client, shards), DynamoNetStock.retries(failures)),
                ZoneId.of("Asia/Tokyo"),
                shop.clock(),
                failures);
    }

    Reply ask(String route, String query) {
        return ask(HttpCall.of(route).query(query));
    }

    Reply ask(HttpCall call) {
        return Reply.of(handler().handleRequest(call.event(), TestContext.create()));
    }

    /** As {@link #ask(HttpCall)}, with a function that has answered before. */
    static Reply ask(LedgerInquiryHandler handler, String route, String query) {
        HttpCall call = HttpCall.of(route).query(query);
        return Reply.of(handler.handleRequest(call.event(), TestContext.create()));
    }

    /** Adds an item, which the search does not know yet. */
    void add(String sku, String name, String category) {
        ledger.execute(
                "INSERT INTO items (sku, name, category) VALUES (?, ?, nullif(?, ''))",
                sku,
                name,
                category);
    }

    long index() {
        return SearchIndex.update(ledger.database());
    }

    /** Sets the units on hand of a SKU at a location, and the units that orders have taken. */
    void stock(String sku, String location, long onHand, long taken) {
        ledger.execute(
                """
                INSERT INTO net_stock (sku, location, book, supply, taken) VALUES (?, ?, ?, ?, ?)
                """,
                sku,
                location,
                onHand,
                onHand,
                taken);
    }

    void heat(String sku, int shardCount) {
        new DynamoPlanTable(shop.tables().client(), shards)
                .write(ShardPlan.none(Shop.item(sku, "east")).withShards(shardCount).next());
    }

    /** Posts all steps of the shop's orders. */
    void post() {
        new LedgerPosting(ledger.database(), _ -> {}).post(shop.events());
    }

    /** The members of this name of all entries on all pages. */
    List<String> all(String route, String list, String member, String query, int pagesMax) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < pagesMax; page++) {
            Reply reply = ask(route, query + cursor);
            if (reply.status() != 200) {
                throw new AssertionError(reply);
            }
            reply.body()
                    .get(list)
                    .valueStream()
                    .forEach(entry -> found.add(entry.get(member).asString()));
            if (!reply.body().has("next")) {
                return found;
            }
            cursor = "&cursor=" + reply.body().get("next").asString();
        }
        throw new AssertionError("More than %d pages of %s".formatted(pagesMax, query));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
