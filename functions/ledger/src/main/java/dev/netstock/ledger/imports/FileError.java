package dev.netstock.ledger.imports;

import dev.netstock.platform.json.UntrustedText;

/**
 * One thing that is wrong with a file. What comes from the file is made harmless, and cut.
 *
 * @param line where, from 1; 0 if it is no line's fault
 * @param column of which column, up to 100 characters of its name; empty if it is no column's
 * @param value what stands there, up to 100 characters of it; empty if nothing does
 * @param expected what is expected there, as a sentence
 */
record FileError(long line, String column, String value, String expected) {
    private static final int VALUE_MAX = 100;

    FileError {
        column = UntrustedText.sanitize(column, VALUE_MAX);
        value = UntrustedText.sanitize(value, VALUE_MAX);
    }

    /** A fault of the file as a whole. */
    static FileError ofFile(String expected) {
        return new FileError(0, "", "", expected);
    }

    /** As one line of text. */
    String text() {
        String where = column.isEmpty() ? "" : ", " + column + " \"" + value + "\"";
        return line == 0 ? expected : "Line %d%s: %s".formatted(line, where, expected);
    }
}
