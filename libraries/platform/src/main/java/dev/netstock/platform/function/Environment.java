package dev.netstock.platform.function;

import java.util.Map;
import java.util.function.Function;

/**
 * The environment variables of a function, read once at its start. A variable that is missing or
 * wrong is told by its name. Immutable.
 *
 * @param variables by name
 */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process, which has what telemetry cannot do without. */
    public static Environment ofFunction() {
        Environment environment = new Environment(System.getenv());
        environment.required("POWERTOOLS_SERVICE_NAME");
        environment.required("POWERTOOLS_METRICS_NAMESPACE");
        return environment;
    }

    public String required(String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException(
                    "The environment variable %s is not set".formatted(name));
        }
        return value;
    }

    /** Reads a value by {@code parse}, which throws IllegalArgumentException where it is wrong. */
    public <T> T required(String name, Function<String, T> parse) {
        String value = required(name);
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The environment variable %s is wrong: %s".formatted(name, e.getMessage()), e);
        }
    }
}
