package dev.netstock.local.mallshops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.mallshops.DemoMall.MallItem;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Connects the demo store's shops in the simulated malls with net stock, as a person does with real
 * ones: keys and consents into the secrets, an address for news of orders, and then the start.
 *
 * @param token supplies a token that may operate
 */
public record MallConnection(
        MallShops shops,
        SecretsManagerClient secrets,
        SqsClient queues,
        HttpClient http,
        URI api,
        Supplier<String> token,
        InstantSource clock) {
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final int TRIES = 5;
    private static final int FAILED = 500;

    /** How the adapters name what the malls issue, where they name it differently. */
    private static final Map<DemoMall, Map<String, String>> NAMES =
            Map.of(
                    DemoMall.SHOPIFY, Map.of("accessToken", "adminToken"),
                    DemoMall.AU_PAY, Map.of("key", "apiKey"));

    /** What a person notes beside a credential: when it was issued. */
    private static final Map<DemoMall, String> ISSUED =
            Map.of(
                    DemoMall.YAHOO, "consentedAt",
                    DemoMall.AMAZON, "clientSecretIssuedAt",
                    DemoMall.AU_PAY, "apiKeyIssuedAt");

    /** Stores what a mall issued in its secret. */
    public void authorize(DemoMall mall) throws IOException, InterruptedException {
        Map<String, String> names = NAMES.getOrDefault(mall, Map.of());
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> value : shops.credentials(mall).properties()) {
            values.put(
                    names.getOrDefault(value.getKey(), value.getKey()), value.getValue().asText());
        }
        Instant now = clock.instant();
        Optional.ofNullable(ISSUED.get(mall)).ifPresent(name -> values.put(name, now.toString()));
        if (mall == DemoMall.YAHOO) {
            values.put("publicKeyIssuedAt", now.toString());
        }
        String secret = secret(mall);
        secrets.putSecretValue(it -> it.secretId(secret).secretString(values.toString()));
    }

    /** Has a mall send news of orders, if it does such. */
    public void subscribe(DemoMall mall, String signalsQueueArn)
            throws IOException, InterruptedException {
        switch (mall) {
            case AMAZON -> {
                String queue = signalsQueueArn.substring(signalsQueueArn.lastIndexOf(':') + 1);
                shops.notify(mall, queues.getQueueUrl(it -> it.queueName(queue)).queueUrl());
            }
            case SHOPIFY ->
                    shops.notify(
                            mall, api.resolve("/v1/mall-webhooks/" + mall.channel()).toString());
            case RAKUTEN, YAHOO, AU_PAY -> {}
        }
    }

    /** Starts the exchange: orders from now on are taken, and counts are sent. */
    public void resume(DemoMall mall) throws IOException, InterruptedException {
        require(200, call("POST", "/v1/malls/" + mall.channel() + "/resume", ""));
    }

    /** Maps the item of a SKU. */
    public void map(DemoMall mall, String sku) throws IOException, InterruptedException {
        MallItem item = mall.item(sku);
        String path =
                "/v1/malls/%s/items/%s?variant=%s"
                        .formatted(mall.channel(), encoded(item.item()), encoded(item.variant()));
        String body = "{\"parts\":[{\"sku\":\"%s\",\"units\":1}]}".formatted(sku);
        require(200, call("PUT", path, body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String secret(DemoMall mall) {
        return secrets.listSecrets().secretList().stream()
                .map(SecretListEntry::name)
                .filter(name -> name.endsWith("/malls/" + mall.channel()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "The templates have no secret of " + mall.channel()));
    }

    /** Repeats the request while functions start. */
    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token.get())
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        for (int tries = 1; tries < TRIES && answer.statusCode() >= FAILED; tries++) {
            answer = http.send(request, BodyHandlers.ofString());
        }
        return answer;
    }

    private static void require(int status, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != status) {
            throw new IOException(
                    "%s answered %d: %s"
                            .formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
    }
}
