package dev.netstock.operator.stage;

import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A stack of a stage.
 *
 * @param name {@code NetStock-prod-Events}
 * @param status as CloudFormation reports it, {@code UPDATE_COMPLETE}
 * @param changedAt when it was last updated, or created
 * @param outputs by key
 */
public record DeployedStack(
        String name, String status, Instant changedAt, Map<String, String> outputs) {
    public DeployedStack {
        outputs = Map.copyOf(outputs);
    }

    static DeployedStack of(Stack stack) {
        return new DeployedStack(
                stack.stackName(),
                stack.stackStatusAsString(),
                Optional.ofNullable(stack.lastUpdatedTime()).orElse(stack.creationTime()),
                stack.outputs().stream()
                        .collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
    }
}
