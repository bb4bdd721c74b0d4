package dev.netstock.platform.http;

import dev.netstock.platform.json.JsonWriter;

import java.util.Map;

/**
 * The answer to an HTTP request. Immutable.
 *
 * @param status the HTTP status
 * @param outcome what came of the request, for the metrics: {@code reserved}, {@code replayed}, …;
 *     of a problem, its slug
 * @param headers by name, in lower case
 * @param body a JSON object
 */
public record Answer(int status, String outcome, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** An answer whose body is an object with these {@code members}. */
    public static Answer of(int status, String outcome, JsonWriter.Part members) {
        return new Answer(status, outcome, JSON, JsonWriter.object(members));
    }
}
