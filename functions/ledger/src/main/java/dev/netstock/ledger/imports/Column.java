package dev.netstock.ledger.imports;

import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a file.
 *
 * @param name in the header
 * @param type of the column in the staging table
 * @param isRequired whether the header must name the column, and each row must have a value
 * @param expected describes a valid value, as a sentence
 * @param read converts a value to the text that the database reads; empty if it is invalid
 */
record Column(
        String name,
        String type,
        boolean isRequired,
        String expected,
        Function<String, Optional<String>> read) {
    /** The same column, which may be missing or empty. */
    Column optional() {
        return new Column(name, type, false, expected, read);
    }
}
