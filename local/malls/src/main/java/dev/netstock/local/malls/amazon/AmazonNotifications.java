package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Outbox;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderState;
import dev.netstock.local.malls.shop.Shop;
import dev.netstock.local.malls.shop.Shop.Change;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends {@code ORDER_CHANGE} to an SQS queue, as Amazon does, once the order shows in the API. The
 * endpoint of SQS is the origin of the queue's URL.
 *
 * @see <a
 *     href="https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-with-amazon-sqs">Notifications
 *     through SQS</a>
 */
final class AmazonNotifications {
    private static final List<Duration> RETRIES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    private final Shop shop;
    private final Outbox outbox;
    private Optional<Queue> queue = Optional.empty();

    /** A queue with a client of its endpoint. */
    private record Queue(String url, SqsClient client) {}

    AmazonNotifications(Shop shop, Outbox outbox) {
        this.shop = shop;
        this.outbox = outbox;
    }

    void target(String url) {
        URI uri = URI.create(url);
        queue.ifPresent(it -> it.client().close());
        queue = Optional.of(new Queue(url, client(uri.resolve("/"))));
    }

    void changed(Order order, Change change) {
        queue.ifPresent(it -> send(it, order, change));
    }

    private void send(Queue target, Order order, Change change) {
        Instant now = shop.now();
        Instant due = now.isAfter(order.visibleAt()) ? now : order.visibleAt();
        String text = notification(order, change, due).toString();
        outbox.add(due, shop.faults(), RETRIES, () -> isSent(target, text));
    }

    private static boolean isSent(Queue target, String text) {
        try {
            target.client().sendMessage(it -> it.queueUrl(target.url()).messageBody(text));
            return true;
        } catch (SdkException _) {
            return false;
        }
    }

    private static SqsClient client(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.AP_NORTHEAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private static ObjectNode notification(Order order, Change change, Instant time) {
        var body =
                Json.object()
                        .put("NotificationVersion", "1.0")
                        .put("NotificationType", "ORDER_CHANGE")
                        .put("PayloadVersion", "1.0")
                        .put("EventTime", time.toString());
        var payload = body.putObject("Payload").putObject("OrderChangeNotification");
        payload.put("NotificationLevel", "OrderLevel")
                .put("SellerId", AmazonMall.SELLER)
                .put("AmazonOrderId", order.number())
                .put(
                        "OrderChangeType",
                        change == Change.CANCELLED || order.state() == OrderState.CANCELLING
                                ? "BuyerRequestedChange"
                                : "OrderStatusChange");
        payload.putObject("OrderChangeTrigger").put("TimeOfOrderChange", time.toString());
        payload.set("Summary", summary(order));
        body.putObject("NotificationMetadata")
                .put("ApplicationId", "amzn1.sp.solution.local")
                .put("SubscriptionId", "local")
                .put("PublishTime", time.toString())
                .put("NotificationId", UUID.randomUUID().toString());
        return body;
    }

    private static ObjectNode summary(Order order) {
        var summary =
                Json.object()
                        .put("MarketplaceId", AmazonMall.MARKETPLACE)
                        .put("OrderStatus", status(order))
                        .put("PurchaseDate", order.placedAt().toString())
                        .put("FulfillmentType", order.isFulfilledByMall() ? "AFN" : "MFN");
        var items = summary.putArray("OrderItems");
        order.lines()
                .forEach(
                        line ->
                                items.addObject()
                                        .put("OrderItemId", AmazonOrders.itemId(order, line))
                                        .put("SellerSKU", line.item().item())
                                        .putNull("SupplySourceId")
                                        .put("Quantity", line.quantity())
                                        .put(
                                                "IsBuyerRequestedCancel",
                                                order.state() == OrderState.CANCELLING));
        return summary;
    }

    /** In the words of the older orders API, which notifications use. */
    private static String status(Order order) {
        return switch (order.state()) {
            case HELD, NEW -> "Pending";
            case PROCESSING, ACTIVE, CANCELLING -> "Unshipped";
            case SHIPPED, DONE -> "Shipped";
            case CANCELLED -> "Canceled";
        };
    }
}
