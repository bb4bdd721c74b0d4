package dev.netstock.local.command;

import dev.netstock.local.demo.Product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends the first requests to the API: they show that it answers, and start the functions that a
 * user calls first.
 */
record FirstRequests(CloudState state, Product product) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What went wrong; empty if the API answers. */
    Optional<String> send() {
        if (state.clients().isEmpty()) {
            // Its tokens come from an external issuer.
            return Optional.empty();
        }
        String token = state.token(List.of());
        try (var http = HttpClient.newHttpClient()) {
            return problem(http, token, "/v1/orders/first-request/reservation")
                    .or(() -> problem(http, token, "/v1/stock/" + product.sku()));
        }
    }

    /** The order does not exist, and the SKU may not have arrived yet. */
    private Optional<String> problem(HttpClient http, String token, String path) {
        var request =
                HttpRequest.newBuilder(URI.create(state.apiUrl() + path))
                        .header("Authorization", "Bearer " + token)
                        .timeout(LIMIT)
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 || response.statusCode() == 404
                    ? Optional.empty()
                    : Optional.of(
                            "GET %s returned %d: %s"
                                    .formatted(path, response.statusCode(), response.body()));
        } catch (IOException e) {
            return Optional.of("GET %s failed: %s".formatted(path, e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of("GET " + path + " was interrupted");
        }
    }
}
