package dev.netstock.local.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Types and properties that the templates declare and the local cloud ignores. They are listed once
 * at the start. Not thread-safe.
 */
public final class IgnoredResources {
    private final Set<String> types = new TreeSet<>();
    private final Map<String, Set<String>> properties = new TreeMap<>();

    /** Records a type, such as {@code AWS::KMS::Key}. */
    public void type(String type) {
        types.add(type);
    }

    /** Records a property of a supported type. */
    public void property(String type, String property) {
        properties.computeIfAbsent(type, _ -> new TreeSet<>()).add(property);
    }

    /** The types, sorted and distinct. */
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
