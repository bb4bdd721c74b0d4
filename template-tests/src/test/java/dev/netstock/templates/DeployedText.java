package dev.netstock.templates;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * What a value of a template becomes at AWS, at its longest: with generated names, and the ARNs and
 * URLs of a region with a long name.
 *
 * @param stage the name of the stage
 * @param stacks all stacks of the stage
 * @param stack the stack that has the value
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html">Generated
 *     names</a>: the stack's name, the logical id, and a random text
 */
record DeployedText(String stage, List<Template> stacks, Template stack) {
    private static final String REGION = "ap-northeast-1";
    private static final String ACCOUNT = "111122223333";
    private static final String HERE = ":" + REGION + ":" + ACCOUNT + ":";

    /** Such as the address of a database. */
    private static final int ATTRIBUTE_MAX = 100;

    String of(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        var function = value.fieldNames().next();
        var argument = value.path(function);
        return switch (function) {
            case "Ref" -> reference(argument.asText());
            case "Fn::GetAtt", "Fn::Select" -> "x".repeat(ATTRIBUTE_MAX);
            case "Fn::ImportValue" -> imported(argument.asText());
            case "Fn::Join" ->
                    Resource.elements(argument.path(1))
                            .map(this::of)
                            .collect(joining(argument.path(0).asText()));
            default -> throw new AssertionError("Cannot render " + function);
        };
    }

    private String reference(String id) {
        return switch (stack.json().path("Resources").path(id).path("Type").asText()) {
            case "" -> pseudoParameter(id);
            case "AWS::Lambda::Alias" ->
                    "arn:aws:lambda" + HERE + "function:" + "x".repeat(64) + ":live";
            case "AWS::SQS::Queue" ->
                    "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + name(id, 80);
            case "AWS::SNS::Topic" -> "arn:aws:sns" + HERE + name(id, 256);
            case "AWS::SecretsManager::Secret" ->
                    "arn:aws:secretsmanager" + HERE + "secret:" + name(id, 512) + "-AbCdEf";
            default -> name(id, 255);
        };
    }

    private static String pseudoParameter(String name) {
        return switch (name) {
            case "AWS::AccountId" -> ACCOUNT;
            case "AWS::Partition" -> "aws";
            case "AWS::Region" -> REGION;
            case "AWS::URLSuffix" -> "amazonaws.com";
            default -> throw new AssertionError("Cannot render " + name);
        };
    }

    /** A generated name, of at most as many characters as its service accepts. */
    private String name(String id, int longest) {
        var name = "NetStock-" + stage + "-Events-" + id + "-" + "x".repeat(13);
        return name.substring(0, Math.min(name.length(), longest));
    }

    private String imported(String export) {
        for (var other : stacks) {
            for (var output : other.json().path("Outputs")) {
                if (output.at("/Export/Name").asText().equals(export)) {
                    return new DeployedText(stage, stacks, other).of(output.path("Value"));
                }
            }
        }
        throw new AssertionError("No stack exports " + export);
    }
}
