package dev.netstock.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.DemoMall.MallItem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.StreamSupport;

/** The simulated malls, as their customers and their own people use them. Thread-safe. */
record Simulators(HttpClient http, URI url) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Lists the item of a SKU. */
    void list(DemoMall mall, String sku, long count) throws Exception {
        MallItem item = mall.item(sku);
        admin(
                "POST",
                mall,
                "items",
                """
                {"item":"%s","variant":"%s","sku":"%s","count":%d,\
                "restockOnCancel":%b}\
                """
                        .formatted(item.item(), item.variant(), sku, count, mall.restocks()));
    }

    /** Changes a count as a person in the mall's screen. */
    void write(DemoMall mall, String sku, long count) throws Exception {
        MallItem item = mall.item(sku);
        admin(
                "PUT",
                mall,
                "items",
                """
                {"item":"%s","variant":"%s","count":%d}\
                """
                        .formatted(item.item(), item.variant(), count));
    }

    /** The true count. */
    long count(DemoMall mall, String sku) throws Exception {
        return item(mall, sku).path("count").asLong();
    }

    /** The item with all that happened to its count. */
    JsonNode item(DemoMall mall, String sku) throws Exception {
        return StreamSupport.stream(
                        admin("GET", mall, "items", "").path("items").spliterator(), false)
                .filter(it -> it.path("sku").asText().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    /** Buys, and returns the order's number. */
    String buy(DemoMall mall, String sku, long units) throws Exception {
        MallItem item = mall.item(sku);
        return admin(
                        "POST",
                        mall,
                        "orders",
                        """
                        {"lines":[{"item":"%s","variant":"%s","quantity":%d}]}\
                        """
                                .formatted(item.item(), item.variant(), units))
                .path("number")
                .asText();
    }

    void cancel(DemoMall mall, String number) throws Exception {
        admin("POST", mall, "orders/" + number + "/state", "{\"state\":\"cancelled\"}");
    }

    /** Sets the misbehaviour; rates are off. */
    void faults(DemoMall mall, String faults) throws Exception {
        admin("PUT", mall, "faults", faults);
    }

    void credential(DemoMall mall, String action, String name) throws Exception {
        admin("PUT", mall, "credentials", "{\"%s\":\"%s\"}".formatted(action, name));
    }

    private JsonNode admin(String method, DemoMall mall, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/admin/" + mall.simulator() + "/" + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
        }
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }
}
