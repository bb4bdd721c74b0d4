package dev.netstock.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the rows of a CSV file (RFC 4180), one at a time. It keeps one row in memory, and a row has
 * a limit, so that a missing closing quote does not load the rest of the file. Lines end with LF or
 * CRLF; empty lines are skipped. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
public final class CsvRows {
    public static final int ROW_CHARS_MAX = 65_536;

    private static final int END = -1;
    private static final int BUFFER = 65_536;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder field = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private int filled;
    private int at;
    private long nextLine = 1;
    private long line;
    private int rowChars;
    private Optional<FileError> error = Optional.empty();

    public CsvRows(Reader text) {
        this.text = text;
    }

    /** Reads the next row. Returns false at the end, and if the file is invalid: {@link #error}. */
    public boolean next() throws IOException {
        do {
            fields.clear();
            rowChars = 0;
            line = nextLine;
            if (error.isPresent() || peek() == END) {
                return false;
            }
            readRow();
        } while (isBlank() && error.isEmpty());
        return error.isEmpty();
    }

    /** The fields of the row; valid until the next. */
    public List<String> fields() {
        return fields;
    }

    /** The line on which the row begins, from 1. */
    public long line() {
        return line;
    }

    /** Why reading stopped before the end of the file; empty if it did not. */
    public Optional<FileError> error() {
        return error;
    }

    private boolean isBlank() {
        return fields.size() == 1 && fields.getFirst().isEmpty();
    }

    private void readRow() throws IOException {
        int delimiter;
        do {
            field.setLength(0);
            if (peek() == '"') {
                readQuoted();
            } else {
                readPlain();
            }
            fields.add(field.toString());
            delimiter = error.isPresent() ? END : read();
            if (delimiter == ',') {
                count();
            }
        } while (delimiter == ',');
        if (delimiter == '\r' && peek() == '\n') {
            delimiter = read();
        }
        if (error.isEmpty() && delimiter != '\n' && delimiter != END) {
            fail("A closing quote must be followed by a comma or the end of the line.");
        }
    }

    private void readPlain() throws IOException {
        for (int next = peek(); next != ',' && next != '\n' && next != END; next = peek()) {
            if (next == '\r' && isLineEnd()) {
                return;
            }
            take();
        }
    }

    private void readQuoted() throws IOException {
        read();
        while (error.isEmpty()) {
            int next = peek();
            if (next == END) {
                fail("Closing quote is missing. The file ends in a quoted field.");
            } else if (next != '"') {
                take();
            } else {
                read();
                if (peek() != '"') {
                    return;
                }
                take();
            }
        }
    }

    /** Adds the next character to the field. */
    private void take() throws IOException {
        count();
        field.append((char) read());
    }

    /** Counts commas as well: a row of commas only would have as many fields. */
    private void count() {
        if (++rowChars > ROW_CHARS_MAX) {
            fail("The row must not exceed %d characters.".formatted(ROW_CHARS_MAX));
        }
    }

    private boolean isLineEnd() throws IOException {
        if (at + 1 >= filled) {
            refill();
        }
        return at + 1 >= filled || buffer[at + 1] == '\n';
    }

    private int peek() throws IOException {
        if (error.isPresent()) {
            return END;
        }
        if (at >= filled) {
            refill();
        }
        return at < filled ? buffer[at] : END;
    }

    private int read() throws IOException {
        int next = peek();
        if (next != END) {
            at++;
            nextLine += next == '\n' ? 1 : 0;
        }
        return next;
    }

    /** Keeps the unread character, if there is one, and fills the buffer after it. */
    private void refill() throws IOException {
        int left = filled - at;
        System.arraycopy(buffer, at, buffer, 0, left);
        int more = text.read(buffer, left, BUFFER - left);
        at = 0;
        filled = left + Math.max(0, more);
    }

    private void fail(String expected) {
        error = Optional.of(new FileError(line, "", "", expected));
    }
}
