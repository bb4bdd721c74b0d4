package dev.netstock.malls.adapter.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery.Accepted;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery.Ignored;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks.Delivery.Refused;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.adapter.testing.TestClock;
import dev.netstock.malls.port.Signal;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class ShopifyWebhooksTest {
    private static final byte[] BODY =
            """
            {"id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/820982911946154508",
            "updated_at":"2026-11-28T11:00:00+09:00","customer":{"email":"x@example.com"}}\
            """
                    .getBytes(UTF_8);

    private final ShopifyWebhooks webhooks =
            new ShopifyWebhooks(
                    new CachedCredentials(
                            new MemoryCredentialStore(
                                    Map.of("clientSecret", "new", "previousClientSecret", "old")),
                            new TestClock()));

    /** RFC 4231, test case 2. */
    @Test
    void signature_testVector() {
        assertThat(
                        ShopifyWebhooks.signature(
                                "Jefe", "what do ya want for nothing?".getBytes(UTF_8)))
                .asString(UTF_8)
                .isEqualTo("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    }

    @Test
    void read_signedOrder_isASignal() {
        assertThat(webhooks.read(headers("new", "orders/updated"), BODY))
                .isEqualTo(
                        new Accepted(
                                new Signal(
                                        "b54557e4",
                                        "820982911946154508",
                                        Instant.parse("2026-11-28T02:00:00Z"))));
    }

    @Test
    void read_secretBeforeTheRotation_isAccepted() {
        assertThat(webhooks.read(headers("old", "orders/create"), BODY))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void read_otherSecretChangedBodyOrNoSignature_isRefused() {
        Delivery changed =
                webhooks.read(headers("new", "orders/create"), "{\"id\":1}".getBytes(UTF_8));

        assertThat(changed).isEqualTo(new Refused());
        assertThat(webhooks.read(headers("guess", "orders/create"), BODY)).isEqualTo(new Refused());
        assertThat(webhooks.read(Map.of("x-shopify-topic", "orders/create"), BODY))
                .isEqualTo(new Refused());
    }

    @Test
    void read_otherTopic_isIgnored() {
        assertThat(webhooks.read(headers("new", "products/update"), BODY))
                .isEqualTo(new Ignored("products/update"));
    }

    private static Map<String, String> headers(String secret, String topic) {
        var headers = new HashMap<String, String>();
        headers.put("x-shopify-topic", topic);
        headers.put("x-shopify-webhook-id", "b54557e4");
        headers.put(
                "x-shopify-hmac-sha256",
                new String(ShopifyWebhooks.signature(secret, BODY), UTF_8));
        return headers;
    }
}
