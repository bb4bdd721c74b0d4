package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Evaluates the values of a template: replaces every intrinsic function by its result and drops
 * {@code AWS::NoValue}. The rules are those of
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
final class Expressions {
    /** The value of {@code AWS::NoValue}; the containing member or element is removed. */
    static final JsonNode NO_VALUE = MissingNode.getInstance();

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Intrinsics intrinsics;

    Expressions(Scope scope) {
        intrinsics = new Intrinsics(scope, this);
    }

    JsonNode evaluate(JsonNode node, TemplatePath path) {
        return switch (node) {
            case ObjectNode object when isIntrinsic(object) -> call(object, path);
            case ObjectNode object -> members(object, path);
            case ArrayNode array -> elements(array, path);
            case TextNode text -> literal(text, path);
            default -> node;
        };
    }

    /** The value as text; numbers and booleans are converted, as in CloudFormation. */
    String text(JsonNode node, TemplatePath path) {
        JsonNode value = evaluate(node, path);
        if (!value.isValueNode() || value.isNull()) {
            throw new TemplateException("A string is expected", path);
        }
        return value.asText();
    }

    private static boolean isIntrinsic(ObjectNode object) {
        return object.propertyStream()
                .anyMatch(member -> member.getKey().equals("Ref") || isFunction(member.getKey()));
    }

    private static boolean isFunction(String name) {
        return name.startsWith("Fn::");
    }

    private JsonNode call(ObjectNode object, TemplatePath path) {
        if (object.size() != 1) {
            throw new TemplateException(
                    "An object with an intrinsic function must have no other members", path);
        }
        var call = object.properties().iterator().next();
        return intrinsics.call(call.getKey(), call.getValue(), path.child(call.getKey()));
    }

    private JsonNode members(ObjectNode object, TemplatePath path) {
        ObjectNode evaluated = JSON.objectNode();
        object.forEachEntry(
                (name, member) -> {
                    JsonNode value = evaluate(member, path.child(name));
                    if (!value.isMissingNode()) {
                        evaluated.set(name, value);
                    }
                });
        return evaluated;
    }

    private JsonNode elements(ArrayNode array, TemplatePath path) {
        ArrayNode evaluated = JSON.arrayNode();
        for (int i = 0; i < array.size(); i++) {
            JsonNode value = evaluate(array.get(i), path.child(i));
            if (!value.isMissingNode()) {
                evaluated.add(value);
            }
        }
        return evaluated;
    }

    private static JsonNode literal(TextNode text, TemplatePath path) {
        if (text.textValue().contains("{{resolve:")) {
            throw new TemplateException(
                    "The dynamic reference " + text.textValue() + " is not supported", path);
        }
        return text;
    }
}
