package dev.netstock.local.malls.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Outbox;
import dev.netstock.local.malls.shop.Item;
import dev.netstock.local.malls.shop.Order;
import dev.netstock.local.malls.shop.OrderState;
import dev.netstock.local.malls.shop.Shop;
import dev.netstock.local.malls.shop.Shop.Change;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signed POSTs of orders to one URL. An answer that is not 2xx, or later than five seconds, is a
 * failure. A webhook is sent again eight times within four hours, with exponential backoff, to the
 * same URL and with the same payload; then it is given up. Assumed: the first delay.
 *
 * @see <a href="https://shopify.dev/changelog/updates-to-webhook-retry-mechanism">Retries</a>
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/verify-deliveries">Signatures</a>
 */
final class ShopifyWebhooks {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(56);
    private static final int RETRIES_MAX = 8;
    private static final List<Duration> RETRIES =
            Stream.iterate(FIRST_RETRY, it -> it.multipliedBy(2)).limit(RETRIES_MAX).toList();
    private static final String ALGORITHM = "HmacSHA256";

    private final Shop shop;
    private final Outbox outbox;
    private final String clientSecret;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private Optional<URI> target = Optional.empty();

    ShopifyWebhooks(Shop shop, Outbox outbox, String clientSecret) {
        this.shop = shop;
        this.outbox = outbox;
        this.clientSecret = clientSecret;
    }

    void target(String url) {
        target = Optional.of(URI.create(url));
    }

    /** Sends what happened to an order, once the API shows it. */
    void changed(Order order, Change change) {
        for (String topic : topics(change)) {
            target.ifPresent(url -> send(url, topic, order));
        }
    }

    private static List<String> topics(Change change) {
        return switch (change) {
            case PLACED -> List.of("orders/create");
            case UPDATED -> List.of("orders/updated");
            case CANCELLED -> List.of("orders/cancelled", "orders/updated");
        };
    }

    private void send(URI url, String topic, Order order) {
        Instant now = shop.now();
        String body = body(order);
        HttpRequest request =
                HttpRequest.newBuilder(url)
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .header("X-Shopify-Topic", topic)
                        .header("X-Shopify-Hmac-Sha256", signature(body))
                        .header("X-Shopify-Shop-Domain", "net-stock-local.myshopify.com")
                        .header("X-Shopify-API-Version", "2026-04")
                        .header("X-Shopify-Webhook-Id", UUID.randomUUID().toString())
                        .header("X-Shopify-Triggered-At", now.toString())
                        .POST(BodyPublishers.ofString(body))
                        .build();
        Instant due = now.isAfter(order.visibleAt()) ? now : order.visibleAt();
        outbox.add(due, shop.faults(), RETRIES, () -> isAccepted(request));
    }

    private boolean isAccepted(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException _) {
            return false;
        }
    }

    private String body(Order order) {
        var body =
                Json.object()
                        .put("id", Long.parseLong(order.number()))
                        .put("admin_graphql_api_id", "gid://shopify/Order/" + order.number())
                        .put("created_at", ShopifyQueries.time(order.placedAt()))
                        .put("updated_at", ShopifyQueries.time(order.updatedAt()))
                        .put(
                                "cancelled_at",
                                order.reachedAt(OrderState.CANCELLED)
                                        .map(ShopifyQueries::time)
                                        .orElse(null));
        var lines = body.putArray("line_items");
        order.lines()
                .forEach(
                        line ->
                                lines.addObject()
                                        .put("id", Long.parseLong(order.number() + line.id()))
                                        .put(
                                                "sku",
                                                shop.item(line.item()).map(Item::sku).orElse(""))
                                        .put("quantity", line.quantity())
                                        .put(
                                                "current_quantity",
                                                order.isCancelled() ? 0 : line.quantity()));
        return body.toString();
    }

    private String signature(String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(clientSecret.getBytes(UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signature could not be made", e);
        }
    }
}
