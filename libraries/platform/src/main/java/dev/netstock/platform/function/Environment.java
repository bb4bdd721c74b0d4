package dev.netstock.platform.function;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The environment variables of a function, read once at startup. An error names the variable that
 * is missing or invalid. Immutable.
 *
 * @param variables by name
 */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    /** The environment of this process. Requires the variables that telemetry needs. */
    public static Environment ofFunction() {
        Environment environment = new Environment(System.getenv());
        environment.required("SERVICE_NAME");
        environment.required("METRICS_NAMESPACE");
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

    /** A variable that only some environments have; empty if it is missing or blank. */
    public Optional<String> optional(String name) {
        return Optional.of(variables.getOrDefault(name, "")).filter(value -> !value.isBlank());
    }

    /** Reads a value with {@code parse}, which throws IllegalArgumentException if it is invalid. */
    public <T> T required(String name, Function<String, T> parse) {
        String value = required(name);
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The environment variable %s is invalid: %s".formatted(name, e.getMessage()),
                    e);
        }
    }
}
