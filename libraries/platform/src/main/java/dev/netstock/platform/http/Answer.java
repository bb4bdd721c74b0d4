package dev.netstock.platform.http;

import dev.netstock.platform.json.JsonWriter;

import java.util.Map;

/**
 * The response to an HTTP request. Immutable.
 *
 * @param status the HTTP status
 * @param outcome the outcome for metrics, such as {@code read} or {@code replayed}; for a problem,
 *     its slug
 * @param headers the headers by name, in lower case
 * @param body a JSON object
 */
public record Answer(int status, String outcome, Map<String, String> headers, String body) {
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A response whose body is an object with these {@code members}. */
    public static Answer of(int status, String outcome, JsonWriter.Part members) {
        return new Answer(status, outcome, JSON, JsonWriter.object(members));
    }
}
