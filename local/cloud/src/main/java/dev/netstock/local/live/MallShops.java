package dev.netstock.local.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * The demo store's shops in the simulated malls, through their admin API.
 *
 * @param url the address of the simulators
 */
public record MallShops(HttpClient http, URI url) {
    /** The malls in which the demo store sells. */
    public static final List<String> MALLS = List.of("rakuten", "yahoo", "amazon", "shopify", "au");

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PLACED = 201;
    private static final int SOLD_OUT = 409;

    /** Lists all SKUs in all malls, each with this count. */
    public void open(Catalogue catalogue, int count) throws IOException, InterruptedException {
        for (Product product : catalogue.products()) {
            for (String mall : MALLS) {
                ObjectNode item = item(mall, product.sku());
                item.put("sku", product.sku()).put("count", count);
                require(PLACED, call(mall + "/items", item));
            }
        }
    }

    /**
     * Buys as a customer.
     *
     * @return a few words about the outcome
     */
    String buy(MallOrder order) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("lines").add(item(order.mall(), order.sku()).put("quantity", order.units()));
        Response placed = call(order.mall() + "/orders", body);
        if (placed.status() == SOLD_OUT) {
            return "sold out";
        }
        require(PLACED, placed);
        String state = order.cancelled() ? "cancelled" : "active";
        String number = placed.json().path("number").asText();
        call(
                order.mall() + "/orders/" + number + "/state",
                JsonNodeFactory.instance.objectNode().put("state", state));
        return number + ", " + state;
    }

    /** How a mall names a SKU that has no variants. */
    private static ObjectNode item(String mall, String sku) {
        String variant =
                switch (mall) {
                    case "rakuten" -> "normal-inventory";
                    case "shopify" -> "1"; // the location
                    default -> "";
                };
        return JsonNodeFactory.instance.objectNode().put("item", sku).put("variant", variant);
    }

    private record Response(int status, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The simulator answered no JSON", e);
            }
        }
    }

    private static void require(int status, Response response) throws IOException {
        if (response.status() != status) {
            throw new IOException("The simulator answered " + response.status());
        }
    }

    private Response call(String path, ObjectNode body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/admin/" + path))
                        .timeout(TIMEOUT)
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
        var response = http.send(request, BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body());
    }
}
