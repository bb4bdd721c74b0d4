package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Optional;

/**
 * An attribute of a message.
 *
 * @param type {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, all but the
 *     second with an optional custom label after a dot
 * @param value the string; Base64 for a binary attribute
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message
 *     attributes</a>
 */
record MessageAttribute(String type, String value) {
    static final String BINARY = "Binary";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether the type is supported and the value is valid for it. */
    boolean isValid() {
        return base().equals(BINARY) ? isBase64() : !value.isEmpty() && comparable().isPresent();
    }

    /** The attribute as input of filter policies, which ignore binary attributes. */
    Optional<JsonNode> comparable() {
        if (type.equals("String.Array")) {
            return array();
        }
        return switch (base()) {
            case "String" -> Optional.of(TextNode.valueOf(value));
            case "Number" -> number();
            default -> Optional.empty();
        };
    }

    int sizeBytes() {
        return type.getBytes(UTF_8).length + value.getBytes(UTF_8).length;
    }

    /** The type without a custom label, as in {@code Number.float}. */
    private String base() {
        int dot = type.indexOf('.');
        return dot > 0 && dot < type.length() - 1 ? type.substring(0, dot) : type;
    }

    private boolean isBase64() {
        try {
            return Base64.getDecoder().decode(value).length > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<JsonNode> array() {
        try {
            return Optional.ofNullable(JSON.readTree(value)).filter(JsonNode::isArray);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private Optional<JsonNode> number() {
        try {
            return Optional.of(DecimalNode.valueOf(new BigDecimal(value)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
