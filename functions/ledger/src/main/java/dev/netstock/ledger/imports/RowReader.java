package dev.netstock.ledger.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file's rows, and hands on each, as the text format of PostgreSQL's COPY, as long as
 * nothing is wrong. From the first fault on it only looks for further ones. Not thread-safe.
 *
 * @see <a href="https://www.postgresql.org/docs/17/sql-copy.html">COPY, "Text Format"</a>
 */
final class RowReader {
    /** More than a function can take in while it lives. */
    private static final long ROWS_MAX = 5_000_000;

    private static final String NULL = "\\N";

    private final CsvRows rows;
    private final FileErrors faults = new FileErrors();
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

    /** Takes rows, each with its line's number in front. */
    @FunctionalInterface
    interface Sink {
        void take(CharSequence row) throws IOException;
    }

    /** What is wrong with the file; empty if nothing is. */
    List<FileError> read(List<Column> columns, Sink sink) throws IOException {
        if (rows.next()) {
            Header header = Header.read(columns, rows.fields(), rows.line(), faults);
            if (faults.isEmpty()) {
                readRows(header, sink);
            }
        } else if (rows.fault().isEmpty()) {
            faults.add(new FileError(1, "", "", "The header must name the columns."));
        }
        rows.fault().ifPresent(faults::add);
        return faults.told();
    }

    /** How many rows were read, without the header. */
    long count() {
        return count;
    }

    /** Spreadsheets write rows of empty cells behind the last: they are none. */
    private void readRows(Header header, Sink sink) throws IOException {
        long blankLine = 0;
        while (!faults.isFull() && rows.next()) {
            if (isBlank(rows.fields())) {
                blankLine = blankLine == 0 ? rows.line() : blankLine;
                continue;
            }
            if (blankLine > 0) {
                faults.add(
                        new FileError(
                                blankLine,
                                "",
                                "",
                                "Empty rows are allowed only after the last row."));
                blankLine = 0;
            }
            if (++count > rowsMax) {
                faults.add(
                        FileError.ofFile("The file must not exceed %d rows.".formatted(rowsMax)));
                return;
            }
            readRow(header);
            if (faults.isEmpty()) {
                sink.take(row);
            }
        }
    }

    private void readRow(Header header) {
        List<String> fields = rows.fields();
        if (fields.size() < header.size() || !isBlank(beyond(header, fields))) {
            faults.add(
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
            int place = header.places().get(index);
            add(header.columns().get(index), place < 0 ? "" : fields.get(place));
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
        if (value.isEmpty() && !column.isNeeded()) {
            row.append(NULL);
            return;
        }
        Optional<String> read = column.read().apply(value);
        read.ifPresentOrElse(
                this::addEscaped,
                () ->
                        faults.add(
                                new FileError(
                                        rows.line(), column.name(), value, column.expected())));
    }

    /** No form of ours lets through a control character: a backslash is all that COPY minds. */
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
