package dev.netstock.malls.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.malls.SyncQueue;
import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.shopify.ShopifyWebhooks;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.LocalQueues;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class MallWebhooksHandlerTest {
    private static final String ORDER = "{\"id\":17,\"updated_at\":\"2026-11-28T11:00:00+09:00\"}";

    private final String queue = LocalQueues.createFifo();
    private final MallWebhooksHandler handler = handler(queue, Map.of("clientSecret", "secret"));

    @Test
    void handleRequest_signedOrder_isPassedToTheSync() {
        assertThat(send(signed("orders/updated", ORDER)).status()).isEqualTo(200);

        assertThat(sent())
                .containsExactly(
                        "{\"mall\":\"shopify\",\"signal\":{\"id\":\"w-1\",\"number\":\"17\","
                                + "\"at\":\"2026-11-28T02:00:00Z\"}}");
    }

    /** API Gateway encodes a body that it does not take for a text. */
    @Test
    void handleRequest_signedOrderInBase64_isPassedToTheSync() {
        APIGatewayV2HTTPEvent event = signed("orders/updated", ORDER);
        event.setBody(Base64.getEncoder().encodeToString(ORDER.getBytes(UTF_8)));
        event.setIsBase64Encoded(true);

        assertThat(send(event).status()).isEqualTo(200);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void handleRequest_changedBodyOrNoSignature_isRefusedAndPassesNothing() {
        APIGatewayV2HTTPEvent changed = signed("orders/updated", ORDER);
        changed.setBody(ORDER.replace("17", "18"));
        APIGatewayV2HTTPEvent unsigned = signed("orders/updated", ORDER);
        unsigned.getHeaders().remove("x-shopify-hmac-sha256");

        assertThat(send(changed).problem()).isEqualTo("invalid-signature");
        assertThat(send(unsigned).status()).isEqualTo(401);
        assertThat(sent()).isEmpty();
    }

    @Test
    void handleRequest_otherTopic_isAcceptedAndIgnored() {
        assertThat(send(signed("products/update", "{}")).at("/outcome")).isEqualTo("ignored");
        assertThat(sent()).isEmpty();
    }

    @Test
    void handleRequest_mallWithoutWebhooks_isUnknown() {
        APIGatewayV2HTTPEvent event = signed("orders/updated", ORDER);
        event.setPathParameters(Map.of("mall", "rakuten"));

        assertThat(send(event).problem()).isEqualTo("unknown-mall");
    }

    @Test
    void handleRequest_bodyOfMoreThanAMebibyte_isRefused() {
        String large = " ".repeat(MallWebhooksHandler.BODY_BYTES_MAX + 1);

        assertThat(send(signed("orders/updated", large)).status()).isEqualTo(413);
    }

    /** Without the secret nothing can be verified. */
    @Test
    void handleRequest_whileTheSecretIsEmpty_refuses() {
        var handlerWithout = handler(queue, Map.of());

        assertThat(
                        Reply.of(
                                        handlerWithout.handleRequest(
                                                signed("orders/updated", ORDER),
                                                TestContext.create()))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        APIGatewayV2HTTPEvent event = signed("orders/updated", ORDER);
        event.setPathParameters(Map.of("mall", "yahoo"));

        assertThat(
                        Reply.of(
                                        new MallWebhooksHandler()
                                                .handleRequest(event, TestContext.create()))
                                .problem())
                .isEqualTo("unknown-mall");
    }

    static MallWebhooksHandler handler(String queue, Map<String, String> secret) {
        var webhooks =
                new ShopifyWebhooks(
                        new CachedCredentials(
                                new MemoryCredentialStore(secret), InstantSource.system()));
        return new MallWebhooksHandler(
                new WebhookEndpoint(
                        Map.of(MallAdapters.SHOPIFY, () -> webhooks),
                        new SyncQueue(
                                MessagingClients.sender(
                                        LocalQueues.client(), queue, (_, _) -> {}))),
                new FailureTally());
    }

    /** A request of Shopify: no authorizer has seen it. */
    private static APIGatewayV2HTTPEvent signed(String topic, String body) {
        APIGatewayV2HTTPEvent event =
                HttpCall.of("POST /v1/mall-webhooks/{mall}")
                        .path("mall", "shopify")
                        .body(body)
                        .event();
        event.setRequestContext(null);
        event.setHeaders(headers(topic, body));
        return event;
    }

    static Map<String, String> headers(String topic, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-shopify-topic", topic);
        headers.put("x-shopify-webhook-id", "w-1");
        headers.put("x-shopify-hmac-sha256", signature(body));
        return headers;
    }

    private static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("secret".getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply send(APIGatewayV2HTTPEvent event) {
        return Reply.of(handler.handleRequest(event, TestContext.create()));
    }

    private List<String> sent() {
        return LocalQueues.drain(queue).stream().map(Message::body).toList();
    }
}
