package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonString;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A text that stands for something. One that is not {@link UntrustedText#isClean clean} stands for
 * nothing, whatever {@code isValid} says.
 *
 * @param expectation what it looks like
 * @param isValid whether a text has the form
 * @param make what a text of the form stands for
 */
public record TextFormat<T>(String expectation, Predicate<String> isValid, Function<String, T> make)
        implements FieldFormat<T> {
    @Override
    public Optional<T> read(Json value) {
        return value instanceof JsonString(String text) ? parse(text) : Optional.empty();
    }

    @Override
    public Optional<T> parse(String parameter) {
        return UntrustedText.isClean(parameter) && isValid.test(parameter)
                ? Optional.of(make.apply(parameter))
                : Optional.empty();
    }
}
