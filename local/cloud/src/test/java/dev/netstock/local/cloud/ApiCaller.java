package dev.netstock.local.cloud;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls an API with a token. Thread-safe. */
public record ApiCaller(HttpClient http, URI api, String token) {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final int TRIES_MAX = 8;

    /** Sends a request without a body. */
    public HttpResponse<String> call(String method, String path) {
        return call(method, path, "");
    }

    /** Sends a request, with JSON if there is a body. */
    public HttpResponse<String> call(String method, String path, String body) {
        var request =
                HttpRequest.newBuilder(URI.create(api + path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("The API does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling the API", e);
        }
    }

    /** Sends a request without a body, as {@link #insist(String, String, String)} does. */
    public HttpResponse<String> insist(String method, String path) {
        return insist(method, path, "");
    }

    /**
     * Retries the same request while the response is 5xx, as a storefront does. When functions
     * start for many tests at once, a response may be late. Retries are safe, since requests are
     * idempotent.
     */
    public HttpResponse<String> insist(String method, String path, String body) {
        HttpResponse<String> answer = call(method, path, body);
        for (int tries = 1; tries < TRIES_MAX && answer.statusCode() >= 500; tries++) {
            answer = call(method, path, body);
        }
        return answer;
    }

    /** A copy with another token. */
    public ApiCaller withToken(String other) {
        return new ApiCaller(http, api, other);
    }
}
