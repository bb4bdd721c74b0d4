package dev.netstock.ledger.imports;

import dev.netstock.ledger.database.Sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The import of a file.
 *
 * @param importId its number, which grows
 * @param kind the folder of the file
 * @param key the file's key in the inbox
 * @param digest the file's SHA-256
 * @param state {@code running}, {@code taken}, {@code known} or {@code refused}
 * @param rowsRead how many rows were read
 * @param rowsNew how many of them changed something
 * @param contradictions how many of them contradict a movement that counts
 * @param startedAt when the last attempt began
 * @param finishedAt when its result was final
 * @param fault the first error of a refused file
 */
record Import(
        long importId,
        String kind,
        String key,
        String digest,
        String state,
        long rowsRead,
        long rowsNew,
        long contradictions,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<String> fault) {
    static Import of(ResultSet row) throws SQLException {
        return new Import(
                row.getLong("import_id"),
                row.getString("kind"),
                row.getString("object_key"),
                row.getString("digest"),
                row.getString("state"),
                row.getLong("rows_read"),
                row.getLong("rows_new"),
                row.getLong("contradictions"),
                Sql.instant(row, "started_at"),
                Sql.optionalInstant(row, "finished_at"),
                Sql.optionalText(row, "fault"));
    }
}
