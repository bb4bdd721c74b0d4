package dev.netstock.templates;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Stream;

/** The permissions of roles, as lines {@code action on resource}. */
record Policies(StageTemplates stage) {
    /**
     * The permissions of a function's role, a line for each action on each resource. What is too
     * long for one policy is in others.
     */
    Stream<String> of(String function) {
        return stage.resources()
                .filter(policy -> policy.type().matches("AWS::IAM::(Managed)?Policy"))
                .filter(
                        policy ->
                                policy.name()
                                        .matches(function + "Role(Default|Overflow)Policy\\d*"))
                .flatMap(Policies::statements)
                .flatMap(this::lines);
    }

    /** The statements of a policy, or of the policies within a role. */
    static Stream<JsonNode> statements(Resource resource) {
        var within =
                Resource.elements(resource.property("Policies"))
                        .flatMap(
                                policy ->
                                        Resource.elements(policy.at("/PolicyDocument/Statement")));
        return Stream.concat(Resource.elements(resource.at("/PolicyDocument/Statement")), within);
    }

    private Stream<String> lines(JsonNode statement) {
        var condition = condition(statement.path("Condition"));
        return Resource.elements(statement.path("Action"))
                .flatMap(
                        action ->
                                Resource.elements(statement.path("Resource"))
                                        .map(stage::textOf)
                                        .map(on -> action.asText() + " on " + on + condition));
    }

    private String condition(JsonNode condition) {
        if (condition.isMissingNode()) {
            return "";
        }
        return " through " + stage.textOf(condition.at("/StringEquals/kms:ViaService"));
    }
}
