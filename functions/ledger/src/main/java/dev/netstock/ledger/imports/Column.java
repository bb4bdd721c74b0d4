package dev.netstock.ledger.imports;

import java.util.Optional;
import java.util.function.Function;

/**
 * A column of a file.
 *
 * @param name as the header has it
 * @param type of the column of the staging table that takes it
 * @param isNeeded whether the header has to have it, and each row a value
 * @param expected what a value looks like, as a sentence
 * @param read makes of a value the text that the database reads; empty if it has another form
 */
record Column(
        String name,
        String type,
        boolean isNeeded,
        String expected,
        Function<String, Optional<String>> read) {
    /** The same, but it may be left out, and empty. */
    Column optional() {
        return new Column(name, type, false, expected, read);
    }
}
