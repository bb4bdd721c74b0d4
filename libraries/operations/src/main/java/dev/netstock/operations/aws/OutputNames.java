package dev.netstock.operations.aws;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of functions and queues, derived from the keys of the outputs that have their ARNs and
 * URLs: {@code DeltaPublisherFunction} names {@code delta-publisher}.
 *
 * @param outputs by key
 */
public record OutputNames(Map<String, String> outputs) {
    private static final String FUNCTION = "Function";

    public OutputNames {
        outputs = Map.copyOf(outputs);
    }

    /** The name of a function: {@code delta-publisher}. Empty if no output has its ARN. */
    Optional<String> function(String arn) {
        return ofValue(arn).stream()
                .filter(key -> key.endsWith(FUNCTION))
                .map(key -> dashed(key.substring(0, key.length() - FUNCTION.length())))
                .findFirst();
    }

    /** The keys of the outputs that have this value; without {@code Url} at the end. */
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
