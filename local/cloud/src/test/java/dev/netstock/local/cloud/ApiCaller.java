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

    /** Sends a request without a body. */
    public HttpResponse<String> call(String method, String path) {
        return call(method, path, "");
    }

    /** Sends a request, of JSON if there is a body. */
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

    /** The same caller with another token. */
    public ApiCaller withToken(String other) {
        return new ApiCaller(http, api, other);
    }
}
