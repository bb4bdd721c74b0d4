package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The intrinsic functions, one method each. */
final class Intrinsics {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Scope scope;
    private final Expressions expressions;
    private final Substitution substitution;

    Intrinsics(Scope scope, Expressions expressions) {
        this.scope = scope;
        this.expressions = expressions;
        this.substitution = new Substitution(scope, expressions);
    }

    JsonNode call(String name, JsonNode argument, TemplatePath path) {
        return switch (name) {
            case "Ref" -> scope.ref(argument.asText(), path);
            case "Fn::And", "Fn::Equals", "Fn::Not", "Fn::Or" ->
                    BooleanNode.valueOf(
                            new ConditionExpressions(scope, expressions)
                                    .call(name, argument, path));
            case "Fn::Base64" -> base64(argument, path);
            case "Fn::FindInMap" -> findInMap(argument, path);
            case "Fn::GetAtt" -> getAtt(argument, path);
            case "Fn::GetAZs" -> availabilityZones(argument, path);
            case "Fn::If" -> branch(argument, path);
            case "Fn::ImportValue" -> scope.imported(expressions.text(argument, path), path);
            case "Fn::Join" -> join(argument, path);
            case "Fn::Select" -> select(argument, path);
            case "Fn::Split" -> split(argument, path);
            case "Fn::Sub" -> TextNode.valueOf(substitution.apply(argument, path));
            default ->
                    throw new TemplateException(
                            "The intrinsic function " + name + " is not supported", path);
        };
    }

    private JsonNode base64(JsonNode argument, TemplatePath path) {
        byte[] bytes = expressions.text(argument, path).getBytes(StandardCharsets.UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    private JsonNode findInMap(JsonNode argument, TemplatePath path) {
        ArrayNode keys = arguments(argument, 3, path);
        return scope.mapped(
                expressions.text(keys.get(0), path.child(0)),
                expressions.text(keys.get(1), path.child(1)),
                expressions.text(keys.get(2), path.child(2)),
                path);
    }

    private JsonNode getAtt(JsonNode argument, TemplatePath path) {
        if (argument.isTextual()) {
            String[] names = argument.textValue().split(Pattern.quote("."), 2);
            if (names.length < 2) {
                throw new TemplateException("Resource and attribute are expected", path);
            }
            return TextNode.valueOf(scope.attribute(names[0], names[1], path));
        }
        ArrayNode names = arguments(argument, 2, path);
        String attribute = expressions.text(names.get(1), path.child(1));
        return TextNode.valueOf(scope.attribute(names.get(0).asText(), attribute, path));
    }

    private JsonNode availabilityZones(JsonNode argument, TemplatePath path) {
        String named = expressions.text(argument, path);
        String region = named.isEmpty() ? scope.region() : named;
        return JSON.arrayNode().add(region + "a").add(region + "b").add(region + "c");
    }

    private JsonNode branch(JsonNode argument, TemplatePath path) {
        ArrayNode branches = arguments(argument, 3, path);
        int taken = scope.condition(branches.get(0).asText(), path) ? 1 : 2;
        return expressions.evaluate(branches.get(taken), path.child(taken));
    }

    private JsonNode join(JsonNode argument, TemplatePath path) {
        ArrayNode parts = arguments(argument, 2, path);
        String delimiter = expressions.text(parts.get(0), path.child(0));
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(parts.get(1), path.child(1))) {
            texts.add(expressions.text(value, path.child(1)));
        }
        return TextNode.valueOf(String.join(delimiter, texts));
    }

    private JsonNode select(JsonNode argument, TemplatePath path) {
        ArrayNode parts = arguments(argument, 2, path);
        String index = expressions.text(parts.get(0), path.child(0));
        ArrayNode values = list(parts.get(1), path.child(1));
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= values.size()) {
            throw new TemplateException("There is no element " + index + " to select", path);
        }
        return values.get(Integer.parseInt(index));
    }

    private JsonNode split(JsonNode argument, TemplatePath path) {
        ArrayNode parts = arguments(argument, 2, path);
        String delimiter = expressions.text(parts.get(0), path.child(0));
        String text = expressions.text(parts.get(1), path.child(1));
        ArrayNode values = JSON.arrayNode();
        for (String value : text.split(Pattern.quote(delimiter), -1)) {
            values.add(value);
        }
        return values;
    }

    private ArrayNode list(JsonNode node, TemplatePath path) {
        return expressions.evaluate(node, path) instanceof ArrayNode array
                ? array
                : fail("A list is expected", path);
    }

    private static ArrayNode arguments(JsonNode argument, int count, TemplatePath path) {
        return argument instanceof ArrayNode array && array.size() == count
                ? array
                : fail("A list of " + count + " arguments is expected", path);
    }

    private static ArrayNode fail(String problem, TemplatePath path) {
        throw new TemplateException(problem, path);
    }
}
