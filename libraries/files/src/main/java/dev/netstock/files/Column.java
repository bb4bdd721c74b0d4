package dev.netstock.files;

import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a file.
 *
 * @param name in the header
 * @param isRequired whether the header must name the column, and each row must have a value
 * @param expected describes a valid value, as a sentence
 * @param read checks a value, and returns it as it is stored; empty if it is invalid
 */
public record Column(
        String name, boolean isRequired, String expected, Function<String, Optional<String>> read) {
    /** The same column, which may be missing or empty. */
    public Column optional() {
        return new Column(name, false, expected, read);
    }
}
