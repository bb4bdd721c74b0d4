package dev.netstock.ledger.imports;

import dev.netstock.files.FileError;
import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of imports, in the caller's transaction. */
final class ImportLog {
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('imports', 1))";
    private static final String RESUME =
            """
            UPDATE imports SET started_at = clock_timestamp()
            WHERE import_id = (SELECT max(import_id) FROM imports
                               WHERE object_key = ? AND upload = ? AND state = 'running')
            RETURNING import_id
            """;

    /**
     * The upload time decides which of two uploads is newer. Within a key, and within a
     * millisecond, the sequencer is more precise: the time is then moved after the uploads with
     * smaller sequencers, and before those with greater ones.
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
    private static final String TAKEN =
            "SELECT import_id FROM imports WHERE object_key = ? AND upload = ? AND state = 'taken'";
    private static final String NEWEST =
            """
            SELECT import_id, kind, object_key, digest, state, rows_read, rows_new,
                   contradictions, started_at,
                   finished_at, fault
            FROM imports ORDER BY started_at DESC, import_id DESC LIMIT ?
            """;

    private static final Optional<String> NO_FAULT = Optional.empty();

    private ImportLog() {}

    /**
     * A file that is being imported.
     *
     * @param kind the folder of the file
     * @param key the file's key in the inbox
     * @param upload identifies this upload among those of the key
     * @param sequencer sorts the uploads of the key; empty if unknown
     * @param at when it was uploaded
     * @param digest its SHA-256
     */
    record Arrival(
            String kind, String key, String upload, String sequencer, Instant at, String digest) {}

    /** Records a new import, or resumes the import of a function that was killed. */
    static long begin(Arrival file, Sql sql) throws SQLException {
        sql.run(LOCK);
        Optional<Long> resumed =
                sql.first(RESUME, row -> row.getLong(1), file.key(), file.upload());
        return resumed.isPresent()
                ? resumed.get()
                : sql.number(
                        BEGIN,
                        file.kind(),
                        file.key(),
                        file.digest(),
                        file.upload(),
                        file.sequencer(),
                        file.at().toString());
    }

    /** Whether this upload was imported before. */
    static boolean isTaken(Arrival file, Sql sql) throws SQLException {
        return sql.first(TAKEN, row -> row.getLong(1), file.key(), file.upload()).isPresent();
    }

    /**
     * Records the result of an import. A result that is already recorded stays: if two functions
     * handle the same file at the same time, the first result counts.
     */
    static int end(long importId, ImportResult result, Sql sql) throws SQLException {
        return switch (result) {
            case ImportResult.Taken(long read, long changed, long contradictions) ->
                    sql.run(END, "taken", read, changed, contradictions, NO_FAULT, importId);
            case ImportResult.Known _ -> sql.run(END, "known", 0, 0, 0, NO_FAULT, importId);
            case ImportResult.Refused(long read, List<FileError> errors) ->
                    sql.run(END, "refused", read, 0, 0, errors.getFirst().text(), importId);
            case ImportResult.Gone _ ->
                    throw new IllegalArgumentException("The import of a missing file has no row");
        };
    }

    static List<Import> newest(long limit, Sql sql) throws SQLException {
        return sql.list(NEWEST, Import::of, limit);
    }
}
