package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.reconcile.Suspect.LedgerSupply;
import dev.netstock.ledger.reconcile.Suspect.Seen;
import dev.netstock.ledger.reconcile.judgement.Look;
import dev.netstock.stock.ItemKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads suspects with everything that is needed to judge them.
 *
 * @param sql the transaction
 */
record Suspects(Sql sql) {
    private static final String KEYS =
            """
            SELECT sku || '/' || location AS key FROM reconcile_looks
            WHERE run_id = ? AND (sku, location) > (?, ?)
            GROUP BY sku, location ORDER BY sku, location LIMIT ?
            """;

    /** The bounds of the SKU alone let the planner estimate how many rows the range has. */
    private static final String IN_RANGE =
            """
            AND sku >= ? AND sku <= ? AND (sku, location) > (?, ?) AND (sku, location) <= (?, ?)
            """;

    private static final String LOOKS =
            "SELECT * FROM reconcile_looks WHERE run_id = ? "
                    + IN_RANGE
                    + " ORDER BY sku, location, shard, look";

    /**
     * One statement, so that each delta is either in the ledger's sum or missing from it. Without
     * {@code MATERIALIZED}, the planner may read all looks in parallel.
     */
    private static final String BEFORE =
            """
            WITH p AS NOT MATERIALIZED (
                SELECT ?::text AS run_id, ?::timestamptz AS since, ?::text AS sku, ?::text AS location,
                       ?::text AS last_sku, ?::text AS last_location
            ), k AS MATERIALIZED (
                SELECT DISTINCT l.sku, l.location, l.shard FROM reconcile_looks l, p
                WHERE l.run_id = p.run_id AND l.sku >= p.sku AND l.sku <= p.last_sku
                  AND (l.sku, l.location) > (p.sku, p.location)
                  AND (l.sku, l.location) <= (p.last_sku, p.last_location)
            )
            SELECT k.sku, k.location, k.shard,
                coalesce((SELECT -sum(l.units) FROM delta_lines l WHERE l.sku = k.sku
                    AND l.location = k.location AND l.shard = k.shard AND l.occurred_at < p.since), 0)
                + coalesce((SELECT b.units FROM taken_before b WHERE b.sku = k.sku
                    AND b.location = k.location AND b.shard = k.shard), 0)
                - coalesce((SELECT sum(l.units) FROM reconcile_lines l WHERE l.run_id = p.run_id
                    AND l.sku = k.sku AND l.location = k.location AND l.shard = k.shard
                    AND l.occurred_at < p.since
                    AND NOT EXISTS (SELECT FROM deltas d WHERE d.delta_id = l.delta_id
                                    AND d.occurred_at = l.occurred_at)), 0) AS before
            FROM k, p
            """;

    private static final String LINES =
            "SELECT * FROM reconcile_lines WHERE run_id = ? AND occurred_at >= ? " + IN_RANGE;

    /** A SKU at a location; both are empty before the first one. */
    private record Key(String sku, String location) {
        static Key of(String cursor) {
            int slash = cursor.indexOf('/');
            return new Key(cursor.substring(0, Math.max(slash, 0)), cursor.substring(slash + 1));
        }
    }

    /** The keys after one, in their order. */
    List<String> keys(Run run, String after, int most) throws SQLException {
        Key start = Key.of(after);
        return sql.list(
                KEYS, row -> row.getString(1), run.id(), start.sku(), start.location(), most);
    }

    /** The values of {@link #IN_RANGE}, behind others. */
    private static Object[] inRange(Key start, Key end, Object... others) {
        return Stream.concat(
                        Stream.of(others),
                        Stream.of(
                                start.sku(),
                                end.sku(),
                                start.sku(),
                                start.location(),
                                end.sku(),
                                end.location()))
                .toArray();
    }

    /** The suspects of a range of keys; the shards of a key follow each other. */
    List<Suspect> between(Run run, String after, String upTo) throws SQLException {
        Map<ItemKey, List<Seen>> looks = new LinkedHashMap<>();
        Map<ItemKey, List<JournalLine>> lines = new LinkedHashMap<>();
        Map<ItemKey, Long> before = new LinkedHashMap<>();
        Key start = Key.of(after);
        Key end = Key.of(upTo);
        sql.list(LOOKS, row -> add(looks, row, seen(row)), inRange(start, end, run.id()));
        sql.list(
                LINES,
                row -> add(lines, row, line(row)),
                inRange(start, end, run.id(), run.journalFrom()));
        sql.list(
                BEFORE,
                row -> before.put(SecondLook.key(row), row.getLong("before")) == null,
                run.id(),
                run.journalFrom(),
                start.sku(),
                start.location(),
                end.sku(),
                end.location());
        return looks.entrySet().stream()
                .map(
                        entry ->
                                new Suspect(
                                        entry.getKey(),
                                        entry.getValue(),
                                        before.getOrDefault(entry.getKey(), 0L),
                                        lines.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }

    private static <T> boolean add(Map<ItemKey, List<T>> lists, ResultSet row, T value)
            throws SQLException {
        return lists.computeIfAbsent(SecondLook.key(row), _ -> new ArrayList<>()).add(value);
    }

    private static Seen seen(ResultSet row) throws SQLException {
        return new Seen(
                new Look(
                        Sql.instant(row, "began_at"),
                        Sql.instant(row, "ended_at"),
                        row.getLong("available"),
                        row.getLong("reserved"),
                        row.getLong("item_version")),
                row.getInt("items"),
                row.getLong("supply"),
                row.getLong("supply_version"),
                Sql.optionalLong(row, "ledger_version").isPresent()
                        ? new LedgerSupply.Known(
                                row.getLong("ledger_supply"),
                                row.getLong("ledger_version"),
                                row.getBoolean("behind"))
                        : new LedgerSupply.Unknown());
    }

    private static JournalLine line(ResultSet row) throws SQLException {
        return new JournalLine(
                row.getString("delta_id"),
                row.getInt("line"),
                Sql.instant(row, "occurred_at"),
                SecondLook.key(row),
                row.getLong("units"),
                row.getLong("take"),
                row.getBoolean("undone"));
    }
}
