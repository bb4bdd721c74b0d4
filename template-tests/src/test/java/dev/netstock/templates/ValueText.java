package dev.netstock.templates;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * Renders a value of a template as a short text: {@code {"Fn::GetAtt": ["NetStock3DCC19F2",
 * "Arn"]}} is {@code NetStock.Arn}, a reference is the name of what it refers to, an import is the
 * value that another stack exports, and a join is the concatenation of its parts.
 */
record ValueText(List<Template> stacks) {
    String of(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        var function = value.fieldNames().next();
        var argument = value.path(function);
        return switch (function) {
            case "Ref" -> Resource.withoutHash(argument.asText());
            case "Fn::GetAtt" ->
                    Resource.withoutHash(argument.path(0).asText())
                            + "."
                            + argument.path(1).asText();
            case "Fn::ImportValue" -> of(exported(argument.asText()));
            case "Fn::Join" -> joined(argument);
            case "Fn::Select" -> of(argument.path(1)) + "[" + argument.path(0).asText() + "]";
            case "Fn::Split" -> of(argument.path(1)) + "/" + argument.path(0).asText();
            default -> throw new AssertionError("Cannot render " + function);
        };
    }

    private String joined(JsonNode argument) {
        return Resource.elements(argument.path(1))
                .map(this::of)
                .collect(joining(argument.path(0).asText()));
    }

    private JsonNode exported(String export) {
        return stacks.stream()
                .flatMap(stack -> stack.json().path("Outputs").properties().stream())
                .map(output -> output.getValue())
                .filter(output -> output.at("/Export/Name").asText().equals(export))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No stack exports " + export))
                .path("Value");
    }
}
