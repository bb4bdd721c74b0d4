package dev.netstock.jobs.job;

import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonBoolean;
import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.ValidationErrors;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer of a function to an operator. */
public record FunctionAnswer(Map<String, Json> members) {
    public FunctionAnswer {
        members = Map.copyOf(members);
    }

    /** Reads JSON. A text that is no JSON object has no members. */
    public static FunctionAnswer of(String json) {
        return new FunctionAnswer(
                JsonReader.parse(json, new ValidationErrors())
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .orElseGet(() -> new JsonObject(Map.of()))
                        .members());
    }

    public Optional<String> text(String name) {
        return members.get(name) instanceof JsonString(String value)
                ? Optional.of(value)
                : Optional.empty();
    }

    public boolean flag(String name) {
        return members.get(name) instanceof JsonBoolean(boolean value) && value;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /**
     * A number.
     *
     * @throws StepFailedException if it is missing
     */
    public long number(String name) {
        if (members.get(name) instanceof JsonNumber(var value)) {
            return value.longValue();
        }
        throw new StepFailedException("The function's answer has no number " + name + ".");
    }

    /** The numbers of an array; none if it is missing. */
    public List<Integer> numbers(String name) {
        return members.get(name) instanceof JsonArray(List<Json> elements)
                ? elements.stream()
                        .map(it -> it instanceof JsonNumber(var value) ? value.intValue() : -1)
                        .toList()
                : List.of();
    }
}
