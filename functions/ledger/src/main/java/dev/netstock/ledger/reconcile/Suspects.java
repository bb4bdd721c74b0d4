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

/**
 * Reads suspects with everything that is needed to judge them.
 *
 * @param sql the transaction
 */
record Suspects(Sql sql) {
    private static final String KEYS =
            """
            SELECT sku || '/' || location AS key FROM reconcile_looks
            WHERE run_id = ? AND (sku || '/' || location) COLLATE "C" > ?
            GROUP BY sku, location ORDER BY (sku || '/' || location) COLLATE "C" LIMIT ?
            """;

    private static final String LOOKS =
            """
            SELECT * FROM reconcile_looks
            WHERE run_id = ? AND (sku || '/' || location) COLLATE "C" > ?
              AND (sku || '/' || location) COLLATE "C" <= ?
            ORDER BY sku, location, shard, look
            """;

    /** One statement, so that each delta is either in the ledger's sum or missing from it. */
    private static final String BEFORE =
            """
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
            FROM (VALUES (?, ?::timestamptz, ?, ?)) AS p (run_id, since, after, upto)
            CROSS JOIN LATERAL (SELECT DISTINCT sku, location, shard FROM reconcile_looks
                WHERE run_id = p.run_id AND (sku || '/' || location) COLLATE "C" > p.after
                  AND (sku || '/' || location) COLLATE "C" <= p.upto) k
            """;

    private static final String LINES =
            """
            SELECT * FROM reconcile_lines
            WHERE run_id = ? AND occurred_at >= ? AND (sku || '/' || location) COLLATE "C" > ?
              AND (sku || '/' || location) COLLATE "C" <= ?
            """;

    /** The keys after one, in their order. */
    List<String> keys(Run run, String after, int most) throws SQLException {
        return sql.list(KEYS, row -> row.getString(1), run.id(), after, most);
    }

    /** The suspects of a range of keys; the shards of a key follow each other. */
    List<Suspect> between(Run run, String after, String upTo) throws SQLException {
        Map<ItemKey, List<Seen>> looks = new LinkedHashMap<>();
        Map<ItemKey, List<JournalLine>> lines = new LinkedHashMap<>();
        Map<ItemKey, Long> before = new LinkedHashMap<>();
        sql.list(LOOKS, row -> add(looks, row, seen(row)), run.id(), after, upTo);
        sql.list(
                LINES, row -> add(lines, row, line(row)), run.id(), run.journalFrom(), after, upTo);
        sql.list(
                BEFORE,
                row -> before.put(SecondLook.key(row), row.getLong("before")) == null,
                run.id(),
                run.journalFrom(),
                after,
                upTo);
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
