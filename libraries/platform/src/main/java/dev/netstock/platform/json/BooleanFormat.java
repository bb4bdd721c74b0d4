package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonBoolean;

import java.util.Optional;

/** {@code true} or {@code false}. */
public record BooleanFormat() implements FieldFormat<Boolean> {
    @Override
    public Optional<Boolean> read(Json value) {
        return value instanceof JsonBoolean(boolean flag) ? Optional.of(flag) : Optional.empty();
    }

    @Override
    public Optional<Boolean> parse(String parameter) {
        return switch (parameter) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    @Override
    public String expectation() {
        return "Must be true or false.";
    }
}
