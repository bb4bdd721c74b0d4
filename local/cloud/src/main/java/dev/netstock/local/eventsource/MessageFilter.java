package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Selects the messages for the function. A JSON body is matched by its members, any other body as
 * text.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html">Filtering</a>
 */
final class MessageFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> patterns;
    private final RecordFilter filter;

    /** Rejects malformed patterns. */
    MessageFilter(List<String> patterns) {
        this.patterns = patterns;
        this.filter = new RecordFilter(patterns);
    }

    /** Whether the function receives this record. */
    boolean accepts(ObjectNode message) {
        return patterns.isEmpty() || filter.accepts(withBodyRead(message));
    }

    private static ObjectNode withBodyRead(ObjectNode message) {
        try {
            JsonNode body = JSON.readTree(message.path("body").asText());
            ObjectNode copy = JSON.createObjectNode().setAll(message);
            return body.isObject() ? copy.<ObjectNode>set("body", body) : message;
        } catch (JsonProcessingException _) {
            return message;
        }
    }
}
