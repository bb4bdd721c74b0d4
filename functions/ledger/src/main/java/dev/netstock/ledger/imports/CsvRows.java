package dev.netstock.ledger.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file (RFC 4180), one at a time: however long the file is, no more than one row
 * is kept; and a row has a limit, so that a quote that nobody closes does not fill the memory with
 * the rest of the file. Lines end with LF or CRLF; empty ones are overlooked. Not thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows {
    static final int ROW_CHARS_MAX = 65_536;

    private static final int END = -1;
    private static final int BUFFER = 65_536;

    private final Reader text;
    private final char[] buffer = new char[BUFFER];
    private final StringBuilder field = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private int filled;
    private int at;
    private long lineAhead = 1;
    private long line;
    private int rowChars;
    private Optional<FileError> fault = Optional.empty();

    CsvRows(Reader text) {
        this.text = text;
    }

    /** Goes to the next row; false at the end, or where the file is no CSV: see {@link #fault}. */
    boolean next() throws IOException {
        do {
            fields.clear();
            rowChars = 0;
            line = lineAhead;
            if (fault.isPresent() || peek() == END) {
                return false;
            }
            readRow();
        } while (isBlank() && fault.isEmpty());
        return fault.isEmpty();
    }

    /** The fields of the row; valid until the next. */
    List<String> fields() {
        return fields;
    }

    /** The line on which the row begins, from 1. */
    long line() {
        return line;
    }

    /** Why there are no more rows, if the file did not just end. */
    Optional<FileError> fault() {
        return fault;
    }

    private boolean isBlank() {
        return fields.size() == 1 && fields.getFirst().isEmpty();
    }

    private void readRow() throws IOException {
        int behind;
        do {
            field.setLength(0);
            if (peek() == '"') {
                readQuoted();
            } else {
                readPlain();
            }
            fields.add(field.toString());
            behind = fault.isPresent() ? END : read();
            if (behind == ',') {
                count();
            }
        } while (behind == ',');
        if (behind == '\r' && peek() == '\n') {
            behind = read();
        }
        if (fault.isEmpty() && behind != '\n' && behind != END) {
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
        while (fault.isEmpty()) {
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

    /** Commas count as well: a row of nothing else would be as many fields. */
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
        if (fault.isPresent()) {
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
            lineAhead += next == '\n' ? 1 : 0;
        }
        return next;
    }

    /** Keeps what was not read yet, which is one character at most, and fills up behind it. */
    private void refill() throws IOException {
        int left = filled - at;
        System.arraycopy(buffer, at, buffer, 0, left);
        int more = text.read(buffer, left, BUFFER - left);
        at = 0;
        filled = left + Math.max(0, more);
    }

    private void fail(String expected) {
        fault = Optional.of(new FileError(line, "", "", expected));
    }
}
