package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Names what the ledger was told under a name that had other contents before, for {@link #NAMED}
 * after it was heard. Thread-safe.
 *
 * @param ledger the database
 */
record ContradictionFindings(Transactions ledger) implements SliceWork {
    /** Long enough for people to find out which of the contents is right. */
    static final Duration NAMED = Duration.ofDays(7);

    private static final String COUNT = "SELECT count(*) FROM contradictions WHERE heard_at >= ?";

    /**
     * One for each name: several others of one name are listed one by one in the table. Two
     * transactions may have brought one name at once, of which one waits for its item; then the
     * table has it only once the item appears.
     */
    private static final String NAME =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, expected,
                actual)
            SELECT DISTINCT ON (name) ?, 'contradiction', name, sku, location, 0, order_id, counted, refused
            FROM (
                SELECT name, sku, location, refused->>'orderId' AS order_id, (counted->>'units')::bigint AS counted,
                       (refused->>'units')::bigint AS refused, contradiction_id
                FROM contradictions WHERE heard_at >= ?
                UNION ALL
                SELECT movement_name(a.source, a.movement_id, a.business_date), a.sku, a.location, a.order_id,
                       m.units, a.units, NULL
                FROM movements_aside a
                JOIN movements m USING (source, movement_id, business_date)
                WHERE a.heard_at >= ?
            ) all_of_them
            ORDER BY name, contradiction_id
            ON CONFLICT DO NOTHING
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant from = run.startedAt().minus(NAMED);
        long count =
                ledger.inTransaction(
                        connection ->
                                new Sql(connection)
                                        .first(COUNT, row -> row.getLong(1), from)
                                        .orElseThrow());
        return new Page(
                count,
                Optional.empty(),
                connection -> new Sql(connection).run(NAME, run.id(), from, from));
    }
}
