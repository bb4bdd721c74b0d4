package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonString;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * An integer within limits, or a keyword for no integer.
 *
 * @param integer the format of the integer
 * @param word the keyword, which is read as an empty value
 */
public record IntegerOrWordFormat(IntegerFormat integer, String word)
        implements FieldFormat<OptionalLong> {
    @Override
    public Optional<OptionalLong> read(Json value) {
        return value instanceof JsonString(String text)
                ? wordOf(text)
                : integer.read(value).map(OptionalLong::of);
    }

    @Override
    public Optional<OptionalLong> parse(String parameter) {
        return wordOf(parameter).or(() -> integer.parse(parameter).map(OptionalLong::of));
    }

    @Override
    public String expectation() {
        return "Must be an integer from %d to %d, or %s."
                .formatted(integer.min(), integer.max(), word);
    }

    private Optional<OptionalLong> wordOf(String text) {
        return text.equals(word) ? Optional.of(OptionalLong.empty()) : Optional.empty();
    }
}
