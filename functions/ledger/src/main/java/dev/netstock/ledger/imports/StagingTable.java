package dev.netstock.ledger.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that exists for the transaction alone, into which a file's rows stream by COPY: neither
 * the function nor a statement ever holds the file.
 *
 * @param columns the file's
 */
record StagingTable(List<Column> columns) {
    static final String TABLE = "file_rows";

    private static final int PART_CHARS = 65_536;

    StagingTable {
        columns = List.copyOf(columns);
    }

    /**
     * What came of reading a file.
     *
     * @param rows how many rows it has
     * @param faults what is wrong with it; then the table has not all of them
     */
    record Read(long rows, List<FileError> faults) {
        Read {
            faults = List.copyOf(faults);
        }
    }

    /** Fills the table. */
    Read fill(Reader text, Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TEMPORARY TABLE %s (%s) ON COMMIT DROP".formatted(TABLE, ddl()));
        var reading = new RowReader(text);
        CopyIn copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + TABLE + " FROM STDIN WITH (ENCODING 'UTF8')");
        try {
            var faults = fill(reading, copy);
            copy.endCopy();
            execute(connection, "ANALYZE " + TABLE);
            return new Read(reading.count(), faults);
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

    private List<FileError> fill(RowReader reading, CopyIn copy) throws IOException, SQLException {
        var part = new StringBuilder(PART_CHARS + CsvRows.ROW_CHARS_MAX);
        List<FileError> faults =
                reading.read(
                        columns,
                        row -> {
                            part.append(row);
                            if (part.length() >= PART_CHARS) {
                                write(part, copy);
                            }
                        });
        write(part, copy);
        return faults;
    }

    private static void write(StringBuilder part, CopyIn copy) throws IOException {
        byte[] bytes = part.toString().getBytes(UTF_8);
        part.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IOException("COPY took no more", e);
        }
    }

    private String ddl() {
        return "line bigint, "
                + columns.stream()
                        .map(column -> column.name() + " " + column.type())
                        .collect(Collectors.joining(", "));
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
