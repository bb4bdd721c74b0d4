package dev.netstock.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;

import java.util.Optional;

/**
 * The parameters that CloudFormation defines:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
record PseudoParameters(String stack, Environment environment) {
    Optional<JsonNode> find(String name) {
        return switch (name) {
            case "AWS::AccountId" -> text(environment.account());
            case "AWS::NoValue" -> Optional.of(Expressions.NO_VALUE);
            case "AWS::NotificationARNs" -> Optional.of(JsonNodeFactory.instance.arrayNode());
            case "AWS::Partition" -> text("aws");
            case "AWS::Region" -> text(environment.region());
            case "AWS::StackId" ->
                    text(environment.arn("cloudformation", "stack/" + stack + "/local"));
            case "AWS::StackName" -> text(stack);
            case "AWS::URLSuffix" -> text("amazonaws.com");
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> text(String text) {
        return Optional.of(TextNode.valueOf(text));
    }
}
