package dev.netstock.files;

import dev.netstock.platform.json.UntrustedText;

/**
 * An error in a file. Text from the file is sanitized and truncated.
 *
 * @param line its line, from 1; 0 if the error concerns the whole file
 * @param column the column's name, up to 100 characters; empty if the error concerns no column
 * @param value the value found, up to 100 characters; empty if there is none
 * @param expected what is expected instead, as a sentence
 */
public record FileError(long line, String column, String value, String expected) {
    private static final int VALUE_MAX = 100;

    public FileError {
        column = UntrustedText.sanitize(column, VALUE_MAX);
        value = UntrustedText.sanitize(value, VALUE_MAX);
    }

    /** An error of the whole file. */
    public static FileError ofFile(String expected) {
        return new FileError(0, "", "", expected);
    }

    /** One line of text. */
    public String text() {
        String where = column.isEmpty() ? "" : ", " + column + " \"" + value + "\"";
        return line == 0 ? expected : "Line %d%s: %s".formatted(line, where, expected);
    }
}
