package dev.netstock.expiry;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;

import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The expiry function with the tables of a shop and a queue.
 *
 * @param shop the shop, whose clock the function uses
 * @param queue the queue
 * @param handler the function
 */
record Expiry(Shop shop, LocalQueue queue, ExpiryHandler handler) {
    static Expiry open() {
        Shop shop = Shop.open();
        LocalQueue queue = new LocalQueue();
        return over(shop, queue, queue.sender((_, _) -> {}), shop.tables().client(), shop.clock());
    }

    /** The same, with a different DynamoDB client. */
    Expiry over(DynamoDbClient client) {
        return over(shop, queue, queue.sender((_, _) -> {}), client, shop.clock());
    }

    /** The same, with an unreachable queue. */
    Expiry withoutQueue() {
        return over(
                shop, queue, queue.outOfReach((_, _) -> {}), shop.tables().client(), shop.clock());
    }

    /** The same, with a different clock for the ends of holds. */
    Expiry withEndsBy(SettableClock clock) {
        return over(shop, queue, queue.sender((_, _) -> {}), shop.tables().client(), clock);
    }

    private static Expiry over(
            Shop shop,
            LocalQueue queue,
            QueueSender sender,
            DynamoDbClient client,
            SettableClock endsBy) {
        var failures = new FailureTally();
        var stock =
                new DynamoNetStock(client, shop.tables().names(), Shop.LOCATIONS, endsBy, failures);
        return new Expiry(shop, queue, new ExpiryHandler(stock, sender, shop.clock(), failures));
    }

    /** The event that the delta publisher sends for a reservation made now. */
    String reserved(String orderId) {
        return reserved(orderId, Shop.HOLD);
    }

    String reserved(String orderId, Duration hold) {
        var data =
                new Reserved(
                        orderId, 1, "storefront", shop.clock().instant().plus(hold), List.of());
        return EventJson.write(
                new StockEvent(
                        "order#" + orderId + "#0001",
                        shop.clock().instant(),
                        Optional.empty(),
                        Optional.empty(),
                        data));
    }

    /** The event that the delta publisher sends for an extension made now, the first one. */
    String extended(String orderId, Duration hold) {
        var data = new Extended(orderId, 2, "storefront", shop.clock().instant().plus(hold));
        return EventJson.write(
                new StockEvent(
                        "order#" + orderId + "#0002",
                        shop.clock().instant(),
                        Optional.empty(),
                        Optional.empty(),
                        data));
    }

    /** Delivers messages with the ids 0, 1, …, and returns the ids of those that failed. */
    List<String> deliver(String... bodies) {
        return deliver(TestContext.create(), bodies);
    }

    List<String> deliver(TestContext context, String... bodies) {
        SQSBatchResponse answer =
                handler.handleRequest(LambdaEvents.messages("", Arrays.asList(bodies)), context);
        return LambdaEvents.failed(answer);
    }
}
