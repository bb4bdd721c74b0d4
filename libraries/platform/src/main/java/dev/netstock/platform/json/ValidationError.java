package dev.netstock.platform.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A validation error in a request.
 *
 * @param pointer where: a JSON Pointer (RFC 6901) into the body (empty for the whole body), or
 *     {@code path:/name} or {@code query:/name}. It contains names from outside, so it is sanitized
 *     and truncated to 256 characters
 * @param message what is expected; constant text that never repeats the input
 */
public record ValidationError(String pointer, String message) {
    private static final int POINTER_MAX = 256;

    public ValidationError {
        pointer = UntrustedText.sanitize(pointer, POINTER_MAX);
    }

    /** The errors as one text, for the message of an exception. */
    public static String text(List<ValidationError> errors) {
        return errors.stream()
                .map(error -> "\"%s\": %s".formatted(error.pointer(), error.message()))
                .collect(Collectors.joining(" "));
    }
}
