package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Evaluates a template's conditions: Fn::And, Fn::Or, Fn::Not, Fn::Equals, Condition. The rules are
 * those of
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
record ConditionExpressions(Scope scope, Expressions expressions) {
    boolean evaluate(JsonNode node, TemplatePath path) {
        if (!node.isObject() || node.size() != 1) {
            throw new TemplateException("A condition is expected here", path);
        }
        var call = node.properties().iterator().next();
        return call(call.getKey(), call.getValue(), path.child(call.getKey()));
    }

    boolean call(String name, JsonNode argument, TemplatePath path) {
        return switch (name) {
            case "Condition" -> scope.condition(argument.asText(), path);
            case "Fn::And" -> all(argument, path, true);
            case "Fn::Or" -> !all(argument, path, false);
            case "Fn::Not" -> !evaluate(operands(argument, 1, 1, path).get(0), path.child(0));
            case "Fn::Equals" -> equal(operands(argument, 2, 2, path), path);
            default ->
                    throw new TemplateException(
                            "The condition function " + name + " is not supported", path);
        };
    }

    private boolean all(JsonNode argument, TemplatePath path, boolean expected) {
        ArrayNode operands = operands(argument, 2, 10, path);
        for (int i = 0; i < operands.size(); i++) {
            if (evaluate(operands.get(i), path.child(i)) != expected) {
                return false;
            }
        }
        return true;
    }

    private boolean equal(ArrayNode operands, TemplatePath path) {
        return expressions
                .text(operands.get(0), path.child(0))
                .equals(expressions.text(operands.get(1), path.child(1)));
    }

    private static ArrayNode operands(JsonNode argument, int least, int most, TemplatePath path) {
        if (argument instanceof ArrayNode array && array.size() >= least && array.size() <= most) {
            return array;
        }
        throw new TemplateException(
                "A list of " + least + " to " + most + " conditions is expected", path);
    }
}
