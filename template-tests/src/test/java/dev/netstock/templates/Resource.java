package dev.netstock.templates;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One resource of a template. */
record Resource(String logicalId, JsonNode json) {
    String type() {
        return json.path("Type").asText();
    }

    /** The logical id without the hash that CDK appends. */
    String name() {
        return withoutHash(logicalId);
    }

    JsonNode property(String name) {
        return json.path("Properties").path(name);
    }

    /** A property further down: {@code /StreamSpecification/StreamViewType}. */
    JsonNode at(String pointer) {
        return json.path("Properties").at(pointer);
    }

    Stream<String> dependsOn() {
        return elements(json.path("DependsOn")).map(JsonNode::asText);
    }

    static String withoutHash(String logicalId) {
        return logicalId.replaceFirst("[0-9A-F]{8}$", "");
    }

    /** The elements of an array; a single value counts as an array of one. */
    static Stream<JsonNode> elements(JsonNode value) {
        if (value.isMissingNode()) {
            return Stream.empty();
        }
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                : Stream.of(value);
    }
}
