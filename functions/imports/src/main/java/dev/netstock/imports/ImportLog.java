package dev.netstock.imports;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The table of imports. In transactions of the caller's. */
final class ImportLog {
    private static final String RESUME =
            """
            UPDATE imports SET started_at = clock_timestamp()
            WHERE import_id = (SELECT max(import_id) FROM imports
                               WHERE object_key = ? AND digest = ? AND state = 'running')
            RETURNING import_id
            """;
    private static final String BEGIN =
            "INSERT INTO imports (kind, object_key, digest, state) VALUES (?, ?, ?, 'running')"
                    + " RETURNING import_id";
    private static final String END =
            """
            UPDATE imports SET state = ?, rows_read = ?, rows_new = ?, fault = ?,
                               finished_at = clock_timestamp()
            WHERE import_id = ? AND state = 'running'
            """;
    private static final String IS_TAKEN =
            "SELECT FROM imports WHERE kind = ? AND digest = ? AND state = 'taken'";
    private static final String NEWEST =
            """
            SELECT import_id, kind, object_key, digest, state, rows_read, rows_new, started_at,
                   finished_at, fault
            FROM imports ORDER BY started_at DESC, import_id DESC LIMIT ?
            """;

    private ImportLog() {}

    /** Notes that a file is being imported: anew, or again where a function was killed over it. */
    static long begin(String kind, String key, String digest, Connection connection)
            throws SQLException {
        Optional<Long> resumed = id(connection, RESUME, key, digest);
        return resumed.isPresent()
                ? resumed.get()
                : id(connection, BEGIN, kind, key, digest).orElseThrow();
    }

    /** Whether this very file was taken before. */
    static boolean isTaken(String kind, String digest, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_TAKEN)) {
            statement.setString(1, kind);
            statement.setString(2, digest);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * Notes what became of a file. What is noted already stays: of two functions that were told of
     * the same file at once, the one that comes second has nothing to say.
     */
    static void end(long importId, ImportResult result, Connection connection) throws SQLException {
        switch (result) {
            case ImportResult.Taken(long rowsRead, long rowsNew) ->
                    end(importId, "taken", rowsRead, rowsNew, null, connection);
            case ImportResult.Known _ -> end(importId, "known", 0, 0, null, connection);
            case ImportResult.Refused(long rowsRead, List<RowFault> faults) ->
                    end(importId, "refused", rowsRead, 0, faults.getFirst().text(), connection);
            case ImportResult.Gone _ ->
                    throw new IllegalArgumentException("A file that is gone is not noted");
        }
    }

    static List<Import> newest(int limit, Connection connection) throws SQLException {
        List<Import> newest = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NEWEST)) {
            statement.setInt(1, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    newest.add(read(row));
                }
            }
        }
        return newest;
    }

    private static Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getLong("import_id"),
                row.getString("kind"),
                row.getString("object_key"),
                row.getString("digest"),
                row.getString("state"),
                row.getLong("rows_read"),
                row.getLong("rows_new"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("finished_at")),
                Optional.ofNullable(row.getString("fault")));
    }

    private static Optional<Instant> instant(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    private static void end(
            long importId,
            String state,
            long rowsRead,
            long rowsNew,
            @Nullable String fault,
            Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, state);
            statement.setLong(2, rowsRead);
            statement.setLong(3, rowsNew);
            statement.setString(4, fault);
            statement.setLong(5, importId);
            statement.executeUpdate();
        }
    }

    private static Optional<Long> id(Connection connection, String command, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }
}
