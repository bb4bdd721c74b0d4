package dev.netstock.ledger.imports;

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
    private static final String ONE_AT_A_TIME =
            "SELECT pg_advisory_xact_lock(hashtextextended('imports', 1))";

    private static final String RESUME =
            """
            UPDATE imports SET started_at = clock_timestamp()
            WHERE import_id = (SELECT max(import_id) FROM imports
                               WHERE object_key = ? AND upload = ? AND state = 'running')
            RETURNING import_id
            """;

    /**
     * The time says which of two uploads is the newer one. Within a key, and within a millisecond,
     * the sequencer says it better: then the time is moved behind those before, and in front of
     * those behind.
     */
    private static final String BEGIN =
            """
            INSERT INTO imports (kind, object_key, digest, state, upload, sequencer, uploaded_at)
            SELECT u.kind, u.key, u.digest, 'running', u.upload, u.sequencer,
                   least(greatest(u.at, max(i.uploaded_at) FILTER (WHERE i.sequencer < u.sequencer)
                                        + interval '100 us'),
                         min(i.uploaded_at) FILTER (WHERE i.sequencer > u.sequencer)
                         - interval '1 us')
            FROM (SELECT ? AS kind, ? AS key, ? AS digest, ? AS upload, ? COLLATE "C" AS sequencer,
                         ?::timestamptz AS at) u
            LEFT JOIN imports i
                ON i.sequencer <> '' AND u.sequencer <> '' AND i.upload <> u.upload
                AND (i.object_key = u.key
                     OR i.uploaded_at >= u.at AND i.uploaded_at < u.at + interval '1 ms')
            GROUP BY u.kind, u.key, u.digest, u.upload, u.sequencer, u.at
            RETURNING import_id
            """;

    private static final String END =
            """
            UPDATE imports SET state = ?, rows_read = ?, rows_new = ?, contradictions = ?, fault = ?,
                               finished_at = clock_timestamp()
            WHERE import_id = ? AND state = 'running'
            """;
    private static final String IS_TAKEN =
            "SELECT import_id FROM imports WHERE object_key = ? AND upload = ? AND state = 'taken'";
    private static final String NEWEST =
            """
            SELECT import_id, kind, object_key, digest, state, rows_read, rows_new,
                   contradictions, started_at,
                   finished_at, fault
            FROM imports ORDER BY started_at DESC, import_id DESC LIMIT ?
            """;

    private static final ImportResult.Taken NOTHING = new ImportResult.Taken(0, 0, 0);

    private ImportLog() {}

    /**
     * A file that is being imported.
     *
     * @param kind the folder that it came to
     * @param key where it came to
     * @param upload what names this upload among those of the key
     * @param sequencer by which uploads of the key sort; empty: not known
     * @param at when it was uploaded
     * @param digest its SHA-256
     */
    record Arrival(
            String kind, String key, String upload, String sequencer, Instant at, String digest) {}

    /** Notes that a file is being imported: anew, or again where a function was killed over it. */
    static long begin(Arrival file, Connection connection) throws SQLException {
        FileRows.change(connection, ONE_AT_A_TIME);
        Optional<Long> resumed = id(connection, RESUME, file.key(), file.upload());
        return resumed.isPresent()
                ? resumed.get()
                : id(
                                connection,
                                BEGIN,
                                file.kind(),
                                file.key(),
                                file.digest(),
                                file.upload(),
                                file.sequencer(),
                                file.at().toString())
                        .orElseThrow();
    }

    /** Whether this very upload was taken before. */
    static boolean isTaken(Arrival file, Connection connection) throws SQLException {
        return id(connection, IS_TAKEN, file.key(), file.upload()).isPresent();
    }

    /**
     * Notes what became of a file. What is noted already stays: of two functions that were told of
     * the same file at once, the one that comes second has nothing to say.
     */
    static void end(long importId, ImportResult result, Connection connection) throws SQLException {
        switch (result) {
            case ImportResult.Taken taken -> end(importId, "taken", taken, null, connection);
            case ImportResult.Known _ -> end(importId, "known", NOTHING, null, connection);
            case ImportResult.Refused(long rowsRead, List<FileError> faults) ->
                    end(
                            importId,
                            "refused",
                            new ImportResult.Taken(rowsRead, 0, 0),
                            faults.getFirst().text(),
                            connection);
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
                row.getLong("contradictions"),
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
            ImportResult.Taken rows,
            @Nullable String fault,
            Connection connection)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, state);
            statement.setLong(2, rows.rowsRead());
            statement.setLong(3, rows.rowsNew());
            statement.setLong(4, rows.contradictions());
            statement.setString(5, fault);
            statement.setLong(6, importId);
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
