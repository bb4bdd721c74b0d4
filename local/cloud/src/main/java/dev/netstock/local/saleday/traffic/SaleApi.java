package dev.netstock.local.saleday.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.Line;

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
 * The HTTP API as a shop calls it. Thread-safe.
 *
 * @param token one that may reserve and operate, valid for as long as the sale goes on
 */
public record SaleApi(HttpClient http, URI api, String token) {
    /** The first call of a function that is killed all the time may wait for a start or two. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEMS = "/problems/";

    /** The cancellation of every buyer who cancels. */
    public static final String CANCELLATION = "c-1";

    Called ask(Asked asked, Buyer buyer) throws InterruptedException {
        String order = "/v1/orders/" + buyer.orderId();
        return switch (asked) {
            case RESERVE -> call(buyer, asked, "PUT", order + "/reservation", order(buyer));
            case CONFIRM -> call(buyer, asked, "POST", order + "/confirmation", "");
            case RELEASE -> call(buyer, asked, "DELETE", order + "/reservation", "");
            case CANCEL ->
                    call(
                            buyer,
                            asked,
                            "PUT",
                            order + "/cancellations/" + CANCELLATION,
                            lines(buyer.lines().subList(0, 1)).toString());
        };
    }

    /** Tells the shop something, again and again until it has a true answer. */
    void tell(String method, String path, ObjectNode body) throws InterruptedException {
        while (!isHeard(method, path, body.toString())) {
            Thread.sleep(AGAIN_AFTER);
        }
    }

    private boolean isHeard(String method, String path, String body) throws InterruptedException {
        try {
            int status = send(method, path, body).statusCode();
            return status < 500 && status != 429;
        } catch (IOException _) {
            return false;
        }
    }

    private Called call(Buyer buyer, Asked asked, String method, String path, String body)
            throws InterruptedException {
        var sent = Instant.now();
        long sentNanos = System.nanoTime();
        int status = 0;
        String problem = "";
        try {
            HttpResponse<String> answer = send(method, path, body);
            status = answer.statusCode();
            problem = problem(answer);
        } catch (IOException _) {
            // No answer: what became of the request is not known, and it is asked again.
        }
        var took = Duration.ofNanos(System.nanoTime() - sentNanos);
        return new Called(buyer.orderId(), asked, sent, took, status, problem);
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(api.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
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
        return lines(buyer.lines())
                .put("channel", buyer.channel())
                .put("holdSeconds", buyer.holdSeconds())
                .toString();
    }

    private static ObjectNode lines(List<Line> lines) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var array = body.putArray("lines");
        for (Line line : lines) {
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
