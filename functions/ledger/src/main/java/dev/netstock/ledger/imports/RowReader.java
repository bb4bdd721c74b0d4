package dev.netstock.ledger.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file's rows and passes each on in the text format of PostgreSQL's COPY. After the first
 * error it only looks for further errors. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-copy.html">COPY, "Text Format"</a>
 */
final class RowReader {
    /** More than a function can import within its timeout. */
    private static final long ROWS_MAX = 5_000_000;

    private static final String NULL = "\\N";

    private final CsvRows rows;
    private final FileErrors errors = new FileErrors();
    private final StringBuilder row = new StringBuilder();
    private final long rowsMax;
    private long count;

    RowReader(Reader text) {
        this(text, ROWS_MAX);
    }

    RowReader(Reader text, long rowsMax) {
        this.rows = new CsvRows(text);
        this.rowsMax = rowsMax;
    }

    /** Receives rows; the first column is the line number. */
    @FunctionalInterface
    interface Sink {
        void take(CharSequence row) throws IOException;
    }

    /** Returns the errors of the file; empty if it is valid. */
    List<FileError> read(List<Column> columns, Sink sink) throws IOException {
        if (rows.next()) {
            Header header = Header.read(columns, rows.fields(), rows.line(), errors);
            if (errors.isEmpty()) {
                readRows(header, sink);
            }
        } else if (rows.error().isEmpty()) {
            errors.add(new FileError(1, "", "", "The header must name the columns."));
        }
        rows.error().ifPresent(errors::add);
        return errors.list();
    }

    /** The number of rows read, without the header. */
    long count() {
        return count;
    }

    /** Skips rows of empty cells at the end, which spreadsheets write. */
    private void readRows(Header header, Sink sink) throws IOException {
        long blankLine = 0;
        while (!errors.isFull() && rows.next()) {
            if (isBlank(rows.fields())) {
                blankLine = blankLine == 0 ? rows.line() : blankLine;
                continue;
            }
            if (blankLine > 0) {
                errors.add(
                        new FileError(
                                blankLine,
                                "",
                                "",
                                "Empty rows are allowed only after the last row."));
                blankLine = 0;
            }
            if (++count > rowsMax) {
                errors.add(
                        FileError.ofFile("The file must not exceed %d rows.".formatted(rowsMax)));
                return;
            }
            readRow(header);
            if (errors.isEmpty()) {
                sink.take(row);
            }
        }
    }

    private void readRow(Header header) {
        List<String> fields = rows.fields();
        if (fields.size() < header.size() || !isBlank(beyond(header, fields))) {
            errors.add(
                    new FileError(
                            rows.line(),
                            "",
                            "",
                            "Expected %d fields, but found %d."
                                    .formatted(header.size(), fields.size())));
            return;
        }
        row.setLength(0);
        row.append(rows.line());
        for (int index = 0; index < header.columns().size(); index++) {
            int position = header.positions().get(index);
            add(header.columns().get(index), position < 0 ? "" : fields.get(position));
        }
        row.append('\n');
    }

    private static List<String> beyond(Header header, List<String> fields) {
        return fields.subList(header.size(), fields.size());
    }

    private static boolean isBlank(List<String> fields) {
        return fields.stream().allMatch(String::isEmpty);
    }

    private void add(Column column, String value) {
        row.append('\t');
        if (value.isEmpty() && !column.isRequired()) {
            row.append(NULL);
            return;
        }
        Optional<String> read = column.read().apply(value);
        read.ifPresentOrElse(
                this::addEscaped,
                () ->
                        errors.add(
                                new FileError(
                                        rows.line(), column.name(), value, column.expected())));
    }

    /** No format accepts control characters, so a backslash is all that COPY needs escaped. */
    private void addEscaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\\') {
                row.append('\\');
            }
            row.append(next);
        }
    }
}
