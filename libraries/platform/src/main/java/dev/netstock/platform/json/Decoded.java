package dev.netstock.platform.json;

import java.util.List;

/**
 * The result of decoding a request.
 *
 * @param <T> the decoded value
 */
public sealed interface Decoded<T> {
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
