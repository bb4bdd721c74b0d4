package dev.netstock.ledger.imports;

import java.util.List;

/**
 * Rows in the text format of PostgreSQL's COPY.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-copy.html">COPY, "Text Format"</a>
 */
final class CopyText {
    private static final String NULL = "\\N";

    private CopyText() {}

    /** Appends a row; the first column is the line number. An empty value is null. */
    static void append(StringBuilder text, long line, List<String> values) {
        text.append(line);
        for (String value : values) {
            text.append('\t');
            if (value.isEmpty()) {
                text.append(NULL);
            } else {
                append(text, value);
            }
        }
        text.append('\n');
    }

    /** No format accepts control characters, so a backslash is all that COPY needs escaped. */
    private static void append(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '\\') {
                text.append('\\');
            }
            text.append(next);
        }
    }
}
