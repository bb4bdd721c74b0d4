package dev.netstock.local.http;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads request bodies with a size limit and sends complete responses. */
public final class Responses {
    private static final int NO_BODY = -1;

    private Responses() {}

    /** The request's body, or empty if it is larger than the limit. */
    public static Optional<byte[]> bodyUpTo(int limitBytes, HttpExchange exchange)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(limitBytes + 1);
        return body.length > limitBytes ? Optional.empty() : Optional.of(body);
    }

    public static void sendJson(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the response with the headers of the exchange. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean bodiless =
                body.length == 0 || exchange.getRequestMethod().equals("HEAD") || status == 204;
        try (exchange) {
            exchange.sendResponseHeaders(status, bodiless ? NO_BODY : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
