package dev.netstock.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the templates declare and this machine does without: types, and properties of types that
 * run. It is shown once, so that nobody takes it for running. Not thread-safe.
 */
public final class PassedOver {
    private final Set<String> types = new TreeSet<>();
    private final Map<String, Set<String>> properties = new TreeMap<>();

    /** Notes a type, such as {@code AWS::KMS::Key}. */
    public void type(String type) {
        types.add(type);
    }

    /** Notes a property of a type that runs. */
    public void property(String type, String property) {
        properties.computeIfAbsent(type, _ -> new TreeSet<>()).add(property);
    }

    /** The types, sorted, each once. */
    public List<String> types() {
        return List.copyOf(types);
    }

    /** The properties, by type: {@code AWS::DynamoDB::Table: SSESpecification, Tags}. */
    public List<String> properties() {
        return properties.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .toList();
    }
}
