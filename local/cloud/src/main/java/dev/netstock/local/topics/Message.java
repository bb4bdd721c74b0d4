package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A published message. What filter policies match is parsed once, however many policies there are.
 * For one thread.
 */
final class Message {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final Instant publishedAt;
    private final Optional<String> subject;
    private final String body;
    private final Map<String, MessageAttribute> attributes;
    private @Nullable ObjectNode comparableAttributes;
    private @Nullable JsonNode comparableBody;

    Message(
            String id,
            Instant publishedAt,
            Optional<String> subject,
            String body,
            Map<String, MessageAttribute> attributes) {
        this.id = id;
        this.publishedAt = publishedAt;
        this.subject = subject;
        this.body = body;
        this.attributes = Map.copyOf(attributes);
    }

    String id() {
        return id;
    }

    Instant publishedAt() {
        return publishedAt;
    }

    Optional<String> subject() {
        return subject;
    }

    String body() {
        return body;
    }

    Map<String, MessageAttribute> attributes() {
        return attributes;
    }

    /** Size that counts against the limit of 256 KiB: body and attributes. */
    int sizeBytes() {
        int attributeBytes =
                attributes.entrySet().stream()
                        .mapToInt(
                                it ->
                                        it.getKey().getBytes(UTF_8).length
                                                + it.getValue().sizeBytes())
                        .sum();
        return body.getBytes(UTF_8).length + attributeBytes;
    }

    /** The attributes as input of filter policies. */
    ObjectNode comparableAttributes() {
        ObjectNode known = comparableAttributes;
        if (known == null) {
            known = JsonNodeFactory.instance.objectNode();
            for (var attribute : attributes.entrySet()) {
                Optional<JsonNode> value = attribute.getValue().comparable();
                if (value.isPresent()) {
                    known.set(attribute.getKey(), value.get());
                }
            }
            comparableAttributes = known;
        }
        return known;
    }

    /** The body as input of filter policies; a missing node if it is not JSON. */
    JsonNode comparableBody() {
        JsonNode known = comparableBody;
        if (known == null) {
            known = parsed(body);
            comparableBody = known;
        }
        return known;
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return MissingNode.getInstance();
        }
    }
}
