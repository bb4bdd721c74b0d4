package dev.netstock.platform.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of decoding a request.
 *
 * @param <T> the decoded value
 */
public sealed interface Decoded<T> {
    /**
     * The value, for a function that an operator invokes directly.
     *
     * @throws IllegalArgumentException if the request is invalid; the message lists the errors
     */
    default T orElseThrow() {
        return switch (this) {
            case Valid<T>(T value) -> value;
            case Invalid<T>(List<ValidationError> errors) ->
                    throw new IllegalArgumentException(
                            errors.stream()
                                    .map(error -> error.pointer() + ": " + error.message())
                                    .collect(
                                            Collectors.joining(
                                                    "; ",
                                                    "The request was not processed. Correct these"
                                                            + " errors: ",
                                                    "")));
        };
    }

    /** The request is valid. */
    record Valid<T>(T value) implements Decoded<T> {}

    /**
     * The request is invalid.
     *
     * @param errors the validation errors, at least one
     */
    record Invalid<T>(List<ValidationError> errors) implements Decoded<T> {
        public Invalid {
            errors = List.copyOf(errors);
        }
    }
}
