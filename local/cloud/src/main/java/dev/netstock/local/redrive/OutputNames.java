package dev.netstock.local.redrive;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people call functions and queues: the stacks' outputs that tell their ARNs and URLs, as in
 * {@code DeltaPublisherFunction}.
 *
 * @param outputs by key
 */
public record OutputNames(Map<String, String> outputs) {
    private static final String FUNCTION = "Function";

    public OutputNames {
        outputs = Map.copyOf(outputs);
    }

    /**
     * The function's name with dashes ({@code delta-publisher}); as in its ARN if no output has it.
     */
    String function(String arn) {
        return ofValue(arn).stream()
                .filter(key -> key.endsWith(FUNCTION))
                .map(key -> dashed(key.substring(0, key.length() - FUNCTION.length())))
                .findFirst()
                .orElse(arn.substring(arn.indexOf(":function:") + ":function:".length()));
    }

    /** The keys of the outputs that have this value; a queue's without {@code Url} at the end. */
    Set<String> ofValue(String value) {
        return outputs.entrySet().stream()
                .filter(output -> output.getValue().equals(value))
                .map(output -> output.getKey().replaceFirst("Url$", ""))
                .collect(Collectors.toSet());
    }

    private static String dashed(String key) {
        return key.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
