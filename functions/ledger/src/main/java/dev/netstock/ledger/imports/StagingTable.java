package dev.netstock.ledger.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.files.CsvRows;
import dev.netstock.files.FileError;
import dev.netstock.files.RowReader;
import dev.netstock.ledger.database.Sql;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A temporary table of one transaction. A file's rows are streamed into it with COPY, so neither
 * the function nor a statement holds the whole file.
 *
 * @param columns the file's
 */
record StagingTable(List<StagedColumn> columns) {
    static final String TABLE = "file_rows";

    private static final int PART_CHARS = 65_536;

    StagingTable {
        columns = List.copyOf(columns);
    }

    /**
     * The contents of a file.
     *
     * @param rows how many rows it has
     * @param errors its errors; if there are any, the table is incomplete
     */
    record Contents(long rows, List<FileError> errors) {
        Contents {
            errors = List.copyOf(errors);
        }
    }

    Contents fill(Reader text, Sql sql) throws SQLException {
        sql.run("CREATE TEMPORARY TABLE %s (%s) ON COMMIT DROP".formatted(TABLE, ddl()));
        var reader = new RowReader(text);
        CopyIn copy =
                sql.connection()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + TABLE + " FROM STDIN WITH (ENCODING 'UTF8')");
        try {
            var errors = copyRows(reader, copy);
            copy.endCopy();
            sql.run("ANALYZE " + TABLE);
            return new Contents(reader.count(), errors);
        } catch (IOException e) {
            if (e.getCause() instanceof SQLException refusal) {
                throw refusal;
            }
            throw new UncheckedIOException("A file could not be read to its end", e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private List<FileError> copyRows(RowReader reader, CopyIn copy)
            throws IOException, SQLException {
        var part = new StringBuilder(PART_CHARS + CsvRows.ROW_CHARS_MAX);
        List<FileError> errors =
                reader.read(
                        columns.stream().map(StagedColumn::column).toList(),
                        (line, values) -> {
                            CopyText.append(part, line, values);
                            if (part.length() >= PART_CHARS) {
                                write(part, copy);
                            }
                        });
        write(part, copy);
        return errors;
    }

    private static void write(StringBuilder part, CopyIn copy) throws IOException {
        byte[] bytes = part.toString().getBytes(UTF_8);
        part.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IOException("COPY refused the rows", e);
        }
    }

    private String ddl() {
        return "line bigint, "
                + columns.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "));
    }
}
