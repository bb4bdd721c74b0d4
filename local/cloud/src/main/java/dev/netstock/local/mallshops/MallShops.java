package dev.netstock.local.mallshops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.demo.Catalogue;
import dev.netstock.local.demo.Product;
import dev.netstock.local.mallshops.DemoMall.MallItem;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * The demo store's shops in the simulated malls, through their admin API. It remembers the orders
 * that it placed. Not thread-safe.
 */
public final class MallShops {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DONE = 200;
    private static final int PLACED = 201;
    private static final int SOLD_OUT = 409;
    private static final String FIRST_LINE = "1";

    private final HttpClient http;
    private final URI url;
    private final Map<DemoMall, Deque<Placed>> placed = new EnumMap<>(DemoMall.class);

    private record Placed(String number, int units) {}

    /**
     * @param url the address of the simulators
     */
    public MallShops(HttpClient http, URI url) {
        this.http = http;
        this.url = url;
    }

    /** Lists the assortment of each mall, with this count. */
    public void open(Catalogue catalogue, int count) throws IOException, InterruptedException {
        for (DemoMall mall : DemoMall.values()) {
            for (Product product : mall.assortment(catalogue)) {
                ObjectNode item = item(mall, product.sku());
                item.put("sku", product.sku())
                        .put("count", count)
                        .put("restockOnCancel", mall.restocks());
                require(PLACED, post(mall.simulator() + "/items", item));
            }
        }
    }

    /** What the mall's screen shows of the credentials that it issued. */
    JsonNode credentials(DemoMall mall) throws IOException, InterruptedException {
        Response answer = send("GET", mall.simulator() + "/credentials", "");
        require(DONE, answer);
        return answer.json();
    }

    /** Sets where the mall sends news of orders. */
    void notify(DemoMall mall, String target) throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("url", target);
        require(204, send("PUT", mall.simulator() + "/notifications", body.toString()));
    }

    /**
     * Sets the misbehaviour of a mall.
     *
     * @param faults JSON
     */
    public void faults(DemoMall mall, String faults) throws IOException, InterruptedException {
        require(DONE, send("PUT", mall.simulator() + "/faults", faults));
    }

    /**
     * Buys as a customer.
     *
     * @return a few words about the outcome
     */
    public String buy(DemoMall mall, String sku, int units)
            throws IOException, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("lines").add(item(mall, sku).put("quantity", units));
        Response answer = post(mall.simulator() + "/orders", body);
        if (answer.status() == SOLD_OUT) {
            return "sold out";
        }
        require(PLACED, answer);
        String number = answer.json().path("number").asText();
        placed.computeIfAbsent(mall, _ -> new ArrayDeque<>()).add(new Placed(number, units));
        require(DONE, order(mall, number, "state", state("active")));
        return number + ", active";
    }

    /**
     * Cancels the oldest order that was not changed yet, or changes its quantity.
     *
     * @return a few words about the outcome
     */
    public String change(DemoMall mall, boolean cancels) throws IOException, InterruptedException {
        Placed oldest = placed.computeIfAbsent(mall, _ -> new ArrayDeque<>()).poll();
        if (oldest == null) {
            return "no order to change";
        }
        if (cancels) {
            require(DONE, order(mall, oldest.number(), "state", state("cancelled")));
            return oldest.number() + ", cancelled";
        }
        int units = oldest.units() == 1 ? 2 : oldest.units() - 1;
        ObjectNode line =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("lineId", FIRST_LINE)
                        .put("quantity", units);
        Response answer = order(mall, oldest.number(), "lines", line);
        if (answer.status() == SOLD_OUT) {
            return oldest.number() + ", sold out";
        }
        require(DONE, answer);
        return "%s, changed to %d".formatted(oldest.number(), units);
    }

    private Response order(DemoMall mall, String number, String part, ObjectNode body)
            throws IOException, InterruptedException {
        return post(mall.simulator() + "/orders/" + number + "/" + part, body);
    }

    private static ObjectNode state(String state) {
        return JsonNodeFactory.instance.objectNode().put("state", state);
    }

    private static ObjectNode item(DemoMall mall, String sku) {
        MallItem item = mall.item(sku);
        return JsonNodeFactory.instance
                .objectNode()
                .put("item", item.item())
                .put("variant", item.variant());
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
            throw new IOException(
                    "The simulator answered %d: %s".formatted(response.status(), response.text()));
        }
    }

    private Response post(String path, ObjectNode body) throws IOException, InterruptedException {
        return send("POST", path, body.toString());
    }

    private Response send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(url.resolve("/admin/" + path))
                        .timeout(TIMEOUT)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var response = http.send(request, BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body());
    }
}
