package dev.netstock.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a file's rows, checks each value, and passes valid rows on. After the first error it only
 * looks for further errors. Not thread-safe.
 */
public final class RowReader {
    /** More than a function can import within its timeout. */
    private static final long ROWS_MAX = 5_000_000;

    private final CsvRows rows;
    private final FileErrors errors = new FileErrors();
    private final List<String> values = new ArrayList<>();
    private final long rowsMax;
    private long count;

    public RowReader(Reader text) {
        this(text, ROWS_MAX);
    }

    public RowReader(Reader text, long rowsMax) {
        this.rows = new CsvRows(text);
        this.rowsMax = rowsMax;
    }

    /** Receives rows. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes a row.
         *
         * @param line its line, from 1
         * @param values in the order of the columns, valid until the next row; empty if an optional
         *     one is missing
         */
        void take(long line, List<String> values) throws IOException;
    }

    /** Returns the errors of the file; empty if it is valid. */
    public List<FileError> read(List<Column> columns, Sink sink) throws IOException {
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
    public long count() {
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
                sink.take(rows.line(), values);
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
        values.clear();
        for (int index = 0; index < header.columns().size(); index++) {
            int position = header.positions().get(index);
            add(header.columns().get(index), position < 0 ? "" : fields.get(position));
        }
    }

    private static List<String> beyond(Header header, List<String> fields) {
        return fields.subList(header.size(), fields.size());
    }

    private static boolean isBlank(List<String> fields) {
        return fields.stream().allMatch(String::isEmpty);
    }

    private void add(Column column, String value) {
        if (value.isEmpty() && !column.isRequired()) {
            values.add("");
            return;
        }
        Optional<String> read = column.read().apply(value);
        read.ifPresentOrElse(
                values::add,
                () ->
                        errors.add(
                                new FileError(
                                        rows.line(), column.name(), value, column.expected())));
    }
}
