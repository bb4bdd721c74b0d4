package dev.netstock.operator.stage;

import dev.netstock.operator.CommandException;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A deployed stage.
 *
 * @param name {@code prod}
 * @param stacks by name
 */
public record Stage(String name, List<DeployedStack> stacks) {
    /** {@code NetStock-<stage>-<stack>}. */
    private static final Pattern STACK = Pattern.compile("NetStock-(.+)-[A-Za-z]+");

    public Stage {
        stacks = List.copyOf(stacks);
    }

    /**
     * Finds the stacks of a stage among all stacks of the account and region.
     *
     * @throws CommandException if there are none
     */
    public static Stage find(String name, CloudFormationClient client) {
        List<DeployedStack> all =
                client.describeStacksPaginator().stacks().stream()
                        .map(DeployedStack::of)
                        .sorted(Comparator.comparing(DeployedStack::name))
                        .toList();
        List<DeployedStack> stacks =
                all.stream().filter(it -> stageOf(it).equals(Optional.of(name))).toList();
        if (stacks.isEmpty()) {
            String region = client.serviceClientConfiguration().region().id();
            throw new CommandException(notDeployed(name, region, all));
        }
        return new Stage(name, stacks);
    }

    private static Optional<String> stageOf(DeployedStack stack) {
        return Optional.of(STACK.matcher(stack.name()))
                .filter(it -> it.matches())
                .map(it -> it.group(1));
    }

    private static String notDeployed(String name, String region, List<DeployedStack> all) {
        var stages = new TreeSet<String>();
        all.forEach(stack -> stageOf(stack).ifPresent(stages::add));
        return "Stage %s is not deployed in %s: there is no stack NetStock-%s-*. %s"
                .formatted(
                        name,
                        region,
                        name,
                        stages.isEmpty()
                                ? "Check --profile and --region."
                                : "Deployed stages: " + String.join(", ", stages) + ".");
    }

    /** The outputs of all stacks, by key. */
    public Map<String, String> outputs() {
        Map<String, String> all = new TreeMap<>();
        stacks.forEach(stack -> all.putAll(stack.outputs()));
        return all;
    }

    /**
     * An output.
     *
     * @throws CommandException if no stack has it
     */
    public String output(String key) {
        return optionalOutput(key)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        "The stacks of stage %s have no output %s. Deploy the stage again."
                                                .formatted(name, key)));
    }

    /** An output; empty if no stack has it. */
    public Optional<String> optionalOutput(String key) {
        return Optional.ofNullable(outputs().get(key));
    }
}
