package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;

import java.util.Optional;

/**
 * Compares the ledger's taken units with the sum of its deltas, and its covered units with its
 * orders. Each pair is written in one transaction, so one statement must see it agree. Thread-safe.
 *
 * @param ledger the database
 */
record TakenAudit(Transactions ledger) implements SliceWork {
    private static final int SKUS_MAX = 2_000;

    private static final String LAST_SKU =
            """
            SELECT max(sku), count(*) FROM (SELECT DISTINCT sku FROM net_stock
                WHERE sku > ? AND sku <= coalesce(?, (SELECT max(sku) FROM net_stock))
                ORDER BY sku LIMIT ?) page
            """;

    private static final String AUDIT =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
            SELECT ?, CASE WHEN n.taken > x.taken THEN 'double-event' ELSE 'uncounted-event' END,
                   n.sku || '/' || n.location, n.sku, n.location, 0, x.taken, n.taken
            FROM net_stock n
            LEFT JOIN (SELECT sku, location, -sum(units) AS taken FROM delta_lines
                       WHERE sku > ? AND sku <= ? GROUP BY 1, 2) l USING (sku, location)
            LEFT JOIN (SELECT sku, location, sum(units) AS taken FROM taken_before
                       WHERE sku > ? AND sku <= ? GROUP BY 1, 2) b USING (sku, location)
            CROSS JOIN LATERAL (SELECT coalesce(l.taken, 0) + coalesce(b.taken, 0) AS taken) x
            WHERE n.sku > ? AND n.sku <= ? AND n.taken <> x.taken
            ON CONFLICT DO NOTHING
            """;

    private static final String AUDIT_COVERED =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, expected, actual)
            SELECT ?, 'wrong-covered', n.sku || '/' || n.location, n.sku, n.location, 0,
                   coalesce(l.covered, 0), n.covered
            FROM net_stock n
            LEFT JOIN (SELECT sku, location, sum(covered) AS covered FROM order_lines
                       WHERE sku > ? AND sku <= ? AND covered > 0 GROUP BY 1, 2) l USING (sku, location)
            WHERE n.sku > ? AND n.sku <= ? AND n.covered <> coalesce(l.covered, 0)
            ON CONFLICT DO NOTHING
            """;

    /** The last SKU of a page, and how many it has. */
    private record Skus(Optional<String> last, int count) {}

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Skus skus = skus(slice);
        String after = slice.after();
        return new Page(
                skus.count(),
                skus.count() < SKUS_MAX ? Optional.empty() : skus.last(),
                skus.last()
                        .<Page.Note>map(
                                last ->
                                        sql -> {
                                            sql.run(
                                                    AUDIT, run.id(), after, last, after, last,
                                                    after, last);
                                            sql.run(
                                                    AUDIT_COVERED,
                                                    run.id(),
                                                    after,
                                                    last,
                                                    after,
                                                    last);
                                        })
                        .orElse(Page.Note.NOTHING));
    }

    private Skus skus(Slice slice) {
        return ledger.inTransaction(
                sql ->
                        sql.first(
                                        LAST_SKU,
                                        row ->
                                                new Skus(
                                                        Optional.ofNullable(row.getString(1)),
                                                        row.getInt(2)),
                                        slice.after(),
                                        slice.to(),
                                        SKUS_MAX)
                                .orElseThrow());
    }
}
