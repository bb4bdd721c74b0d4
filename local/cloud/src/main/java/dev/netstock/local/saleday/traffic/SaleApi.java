package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.OrderLine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A client of the HTTP API, as a store uses it. Thread-safe.
 *
 * @param token the shop's token, with the scope to reserve, valid for the whole sale
 * @param operatorToken a token with the scope to operate: what it does is audited
 */
public record SaleApi(HttpClient http, URI api, String token, String operatorToken) {
    /** Includes one or two starts of a function that was killed. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration RETRY_DELAY = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEMS = "/problems/";

    /** The cancellation id of every buyer. */
    public static final String CANCELLATION = "c-1";

    OrderCall call(OrderAction action, Buyer buyer) throws InterruptedException {
        String order = "/v1/orders/" + buyer.orderId();
        return switch (action) {
            case RESERVE -> timed(buyer, action, "PUT", order + "/reservation", order(buyer));
            case CONFIRM -> timed(buyer, action, "POST", order + "/confirmation", "");
            case RELEASE -> timed(buyer, action, "DELETE", order + "/reservation", "");
            case CANCEL ->
                    timed(
                            buyer,
                            action,
                            "PUT",
                            order + "/cancellations/" + CANCELLATION,
                            lines(buyer.lines().subList(0, 1)).toString());
        };
    }

    /** Limits the units of a SKU per customer. */
    public void limit(String sku, String id, int units) throws InterruptedException {
        submit(
                "PUT",
                "/v1/skus/" + sku + "/limit",
                JsonNodeFactory.instance.objectNode().put("id", id).put("perCustomer", units));
    }

    /** Sends a request and retries until the response is definitive. */
    void submit(String method, String path, ObjectNode body) throws InterruptedException {
        while (!isAccepted(method, path, body.toString())) {
            Thread.sleep(RETRY_DELAY);
        }
    }

    private boolean isAccepted(String method, String path, String body)
            throws InterruptedException {
        try {
            int status = send(operatorToken, method, path, body).statusCode();
            return status < 500 && status != 429;
        } catch (IOException _) {
            return false;
        }
    }

    private OrderCall timed(
            Buyer buyer, OrderAction action, String method, String path, String body)
            throws InterruptedException {
        var sent = Instant.now();
        long sentNanos = System.nanoTime();
        int status = 0;
        String problem = "";
        try {
            HttpResponse<String> answer = send(token, method, path, body);
            status = answer.statusCode();
            problem = problem(answer);
        } catch (IOException _) {
            // No response: the result is unknown, and the buyer retries.
        }
        var took = Duration.ofNanos(System.nanoTime() - sentNanos);
        return new OrderCall(buyer.orderId(), action, sent, took, status, problem);
    }

    private HttpResponse<String> send(String bearer, String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static String order(Buyer buyer) {
        ObjectNode order =
                lines(buyer.lines())
                        .put("channel", buyer.channel())
                        .put("holdSeconds", buyer.holdSeconds());
        buyer.customer().ifPresent(customer -> order.put("customer", customer));
        return order.toString();
    }

    private static ObjectNode lines(List<OrderLine> lines) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var array = body.putArray("lines");
        for (OrderLine line : lines) {
            ObjectNode each =
                    array.addObject().put("sku", line.sku()).put("quantity", line.units());
            line.location().ifPresent(location -> each.put("location", location));
        }
        return body;
    }

    private static String problem(HttpResponse<String> answer) throws JsonProcessingException {
        if (answer.statusCode() < 400) {
            return "";
        }
        String type = JSON.readTree(answer.body()).path("type").asText();
        int slug = type.indexOf(PROBLEMS);
        return slug < 0 ? "" : type.substring(slug + PROBLEMS.length());
    }
}
