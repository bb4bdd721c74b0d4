package dev.netstock.local.malls.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response. An empty body has no type. */
public record Answer(int status, Map<String, String> headers, String body) {
    private static final String TYPE = "Content-Type";

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(TYPE, "application/json;charset=utf-8"), body.toString());
    }

    public static Answer xml(int status, byte[] document) {
        return new Answer(
                status, Map.of(TYPE, "text/xml; charset=utf-8"), new String(document, UTF_8));
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, body);
    }

    public void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        Responses.send(exchange, status, body.getBytes(UTF_8));
    }
}
