package dev.netstock.local.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The two calls of a load. Thread-safe.
 *
 * @param http a client that keeps connections alive
 * @param token a token that may reserve, valid for the whole load
 */
public record OrderApi(HttpClient http, URI api, String token) {
    /** The status of a request without a response. */
    static final int NO_RESPONSE = 0;

    /** Includes the start of a function. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Reserves one unit and returns the status. */
    int reserve(String orderId, String sku, String location) throws InterruptedException {
        String body =
                "{\"lines\":[{\"sku\":\"%s\",\"quantity\":1,\"location\":\"%s\"}]}"
                        .formatted(sku, location);
        return send("PUT", orderId, BodyPublishers.ofString(body));
    }

    /** Releases the units of an order and returns the status. */
    int release(String orderId) throws InterruptedException {
        return send("DELETE", orderId, BodyPublishers.noBody());
    }

    private int send(String method, String orderId, BodyPublisher body)
            throws InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve("/v1/orders/" + orderId + "/reservation"))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return NO_RESPONSE;
        }
    }
}
