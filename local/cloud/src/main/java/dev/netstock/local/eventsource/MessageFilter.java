package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Says which messages a function is sent at all: a body that is a JSON object is matched by what is
 * in it, any other as the text it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html">Filtering</a>
 */
final class MessageFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> patterns;
    private final RecordFilter filter;

    /** Refuses patterns that are malformed. */
    MessageFilter(List<String> patterns) {
        this.patterns = patterns;
        this.filter = new RecordFilter(patterns);
    }

    boolean lets(QueuedMessage message) {
        return patterns.isEmpty() || filter.lets(withBodyRead(message.json()).toString());
    }

    private static ObjectNode withBodyRead(ObjectNode message) {
        try {
            JsonNode body = JSON.readTree(message.path("body").asText());
            return body.isObject() ? message.deepCopy().<ObjectNode>set("body", body) : message;
        } catch (JsonProcessingException _) {
            return message;
        }
    }
}
