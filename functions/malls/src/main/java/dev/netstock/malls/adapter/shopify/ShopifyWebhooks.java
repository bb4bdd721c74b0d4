package dev.netstock.malls.adapter.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.Signal;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks and reads webhooks of orders. Shopify signs the bytes of the body with the app's client
 * secret, value {@code clientSecret} of the credential; while a secret is rotated, the one before,
 * {@code previousClientSecret}, is accepted too. Thread-safe.
 *
 * @param credentials the app's secrets
 * @see <a href="https://shopify.dev/docs/apps/build/webhooks/subscribe/https">Webhooks over
 *     HTTPS</a>
 */
public record ShopifyWebhooks(CachedCredentials credentials) {
    static final String CLIENT_SECRET = "clientSecret";
    static final String PREVIOUS_SECRET = "previousClientSecret";

    private static final Set<String> TOPICS =
            Set.of("orders/create", "orders/updated", "orders/cancelled");

    /** What to answer to a webhook. */
    public sealed interface Delivery {
        /** Answer 200, within five seconds. */
        record Accepted(Signal signal) implements Delivery {}

        /** A topic that was not subscribed to. Answer 200, or Shopify repeats it. */
        record Ignored(String topic) implements Delivery {}

        /** Not from Shopify, or not readable. Answer 401. */
        record Refused() implements Delivery {}
    }

    /**
     * Reads a delivery.
     *
     * @param headers by name in lower case
     * @param body the bytes as they arrived
     */
    public Delivery read(Map<String, String> headers, byte[] body) {
        if (!isSigned(headers.getOrDefault("x-shopify-hmac-sha256", ""), body)) {
            return new Delivery.Refused();
        }
        String topic = headers.getOrDefault("x-shopify-topic", "");
        if (!TOPICS.contains(topic)) {
            return new Delivery.Ignored(topic);
        }
        return signal(headers, body)
                .<Delivery>map(Delivery.Accepted::new)
                .orElseGet(Delivery.Refused::new);
    }

    private static Optional<Signal> signal(Map<String, String> headers, byte[] body) {
        try {
            AnswerJson order = AnswerJson.read(body);
            return Optional.ofNullable(headers.get("x-shopify-webhook-id"))
                    .map(id -> new Signal(id, order.text("id"), order.time("updated_at")));
        } catch (UnreadableAnswer _) {
            return Optional.empty();
        }
    }

    /** Compares in constant time, so that the time reveals nothing about the expected signature. */
    private boolean isSigned(String signature, byte[] body) {
        StoredCredentials secrets = credentials.current();
        return Stream.of(CLIENT_SECRET, PREVIOUS_SECRET)
                .flatMap(name -> secrets.find(name).stream())
                .map(secret -> signature(secret, body))
                .anyMatch(expected -> MessageDigest.isEqual(expected, signature.getBytes(UTF_8)));
    }

    static byte[] signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }
}
