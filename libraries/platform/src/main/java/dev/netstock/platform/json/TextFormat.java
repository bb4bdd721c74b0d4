package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonString;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A text that represents a value. A text that is not {@link UntrustedText#isClean clean} is never
 * valid, regardless of {@code isValid}.
 *
 * @param expectation describes the format
 * @param isValid whether a text is valid
 * @param create creates the value from a valid text
 */
public record TextFormat<T>(
        String expectation, Predicate<String> isValid, Function<String, T> create)
        implements FieldFormat<T> {
    @Override
    public Optional<T> read(Json value) {
        return value instanceof JsonString(String text) ? parse(text) : Optional.empty();
    }

    @Override
    public Optional<T> parse(String parameter) {
        return UntrustedText.isClean(parameter) && isValid.test(parameter)
                ? Optional.of(create.apply(parameter))
                : Optional.empty();
    }
}
