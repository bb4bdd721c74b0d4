package dev.netstock.jobs.queue;

import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a message is about: identifiers that the operators know from other views. Nothing else of a
 * message leaves the function, so no data of customers does.
 */
public final class MessageSubject {
    /** The names that members have in events, rows of tables, movements and file notifications. */
    private static final List<String> NAMES =
            List.of(
                    "type",
                    "kind",
                    "sku",
                    "location",
                    "orderId",
                    "cause",
                    "step",
                    "movementId",
                    "source",
                    "mall",
                    "item",
                    "key",
                    "run",
                    "job");

    private static final int VALUE_MAX = 128;
    private static final int DEPTH_MAX = 6;

    private MessageSubject() {}

    /** The first value of each name, in the order of the names; empty if the text is not JSON. */
    public static Map<String, String> of(String body) {
        Map<String, String> found = new LinkedHashMap<>();
        JsonReader.parse(body, new ValidationErrors()).ifPresent(json -> look(json, found, 0));
        Map<String, String> ordered = new LinkedHashMap<>();
        NAMES.forEach(
                name -> {
                    if (found.containsKey(name)) {
                        ordered.put(name, found.get(name));
                    }
                });
        return ordered;
    }

    private static void look(Json json, Map<String, String> found, int depth) {
        if (depth > DEPTH_MAX) {
            return;
        }
        switch (json) {
            case JsonObject(Map<String, Json> members) ->
                    members.forEach(
                            (name, value) -> {
                                if (NAMES.contains(name)) {
                                    take(name, value, found);
                                }
                                look(value, found, depth + 1);
                            });
            case JsonArray(List<Json> elements) ->
                    elements.forEach(element -> look(element, found, depth + 1));
            default -> {}
        }
    }

    /** A text, or one as DynamoDB writes it: {@code {"S": "…"}}. */
    private static void take(String name, Json value, Map<String, String> found) {
        switch (value) {
            case JsonString(String text) ->
                    found.putIfAbsent(name, UntrustedText.sanitize(text, VALUE_MAX));
            case JsonObject(Map<String, Json> members) -> {
                if (members.get("S") instanceof JsonString(String text)) {
                    found.putIfAbsent(name, UntrustedText.sanitize(text, VALUE_MAX));
                }
            }
            default -> {}
        }
    }
}
