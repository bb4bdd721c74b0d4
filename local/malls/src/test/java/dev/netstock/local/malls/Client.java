package dev.netstock.local.malls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Requests to the simulators, over HTTP. */
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MallsLocal malls = MallsLocal.start();
    private final HttpClient http = HttpClient.newHttpClient();

    /** A response. */
    record Reply(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** Sends a request; the headers are names and values in turn. */
    Reply send(String method, String path, String body, String... headers) throws IOException {
        var request =
                HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends an admin request that has to succeed. */
    JsonNode admin(String method, String path, String body) throws IOException {
        var reply = send(method, "/admin/" + path, body);
        if (reply.status() >= 300) {
            throw new AssertionError(reply.status() + " " + reply.text());
        }
        return reply.text().isEmpty() ? JSON.createObjectNode() : reply.json();
    }

    /** Lists an item with a count. */
    void list(String mall, String item, String variant, long count) throws IOException {
        admin(
                "POST",
                mall + "/items",
                "{\"item\":\"%s\",\"variant\":\"%s\",\"sku\":\"SKU-%s\",\"count\":%d}"
                        .formatted(item, variant, item, count));
    }

    /** Buys, and returns the number of the order. */
    String buy(String mall, String item, String variant, long quantity) throws IOException {
        return admin("POST", mall + "/orders", order(item, variant, quantity))
                .path("number")
                .asText();
    }

    static String order(String item, String variant, long quantity) {
        return "{\"lines\":[{\"item\":\"%s\",\"variant\":\"%s\",\"quantity\":%d}]}"
                .formatted(item, variant, quantity);
    }

    /** The true state of an item. */
    JsonNode item(String mall, String item, String variant) throws IOException {
        for (JsonNode node : admin("GET", mall + "/items", "").path("items")) {
            if (node.path("item").asText().equals(item)
                    && node.path("variant").asText().equals(variant)) {
                return node;
            }
        }
        throw new AssertionError("No item " + item);
    }

    long count(String mall, String item, String variant) throws IOException {
        return item(mall, item, variant).path("count").asLong();
    }

    void state(String mall, String number, String state) throws IOException {
        admin("POST", mall + "/orders/" + number + "/state", "{\"state\":\"" + state + "\"}");
    }

    void faults(String mall, String faults) throws IOException {
        admin("PUT", mall + "/faults", faults);
    }

    void freeze(String instant) throws IOException {
        admin("PUT", "clock", "{\"now\":\"" + instant + "\"}");
    }

    void advance(double seconds) throws IOException {
        admin("PUT", "clock", JSON.writeValueAsString(Map.of("advanceSeconds", seconds)));
    }

    URI uri(String path) {
        return URI.create(malls.endpoint() + path);
    }

    @Override
    public void close() {
        http.close();
        malls.close();
    }
}
