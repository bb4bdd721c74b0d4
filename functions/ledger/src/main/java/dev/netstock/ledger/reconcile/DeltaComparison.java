package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.DynamoScan.Scanned;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.event.StockEvents;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Compares the deltas of net stock with those of the ledger by id, and keeps the lines with which
 * the looks are judged. Thread-safe.
 *
 * @param ledger the database
 * @param scan the tables
 * @param allowances finds orders that their allowances miss
 * @param clock the time of day
 */
record DeltaComparison(
        Transactions ledger, DynamoScan scan, AllowanceFindings allowances, InstantSource clock)
        implements SliceWork {
    /** Finds deltas whose event the ledger does not have. */
    private static final String MISSING =
            """
            SELECT k.id FROM unnest(?, ?) AS k (id, at)
            WHERE NOT EXISTS (SELECT FROM deltas d WHERE d.delta_id = k.id AND d.occurred_at = k.at)
            """;

    private static final String NOTE_MISSING =
            """
            INSERT INTO reconcile_missing (delta_id, occurred_at, run_id)
            SELECT k.id, k.at, p.run_id FROM unnest(?, ?) AS k (id, at)
            CROSS JOIN (VALUES (?)) AS p (run_id) ON CONFLICT DO NOTHING
            """;

    private static final String NOTE_LINES =
            """
            INSERT INTO reconcile_lines (delta_id, line, occurred_at, sku, location, shard, units, take,
                undone, run_id)
            SELECT k.id, k.line, k.at, k.sku, k.location, k.shard, k.units, k.take, k.undone = 1, p.run_id
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                AS k (id, line, at, sku, location, shard, units, take, undone)
            CROSS JOIN (VALUES (?)) AS p (run_id)
            WHERE EXISTS (SELECT FROM reconcile_looks l WHERE l.run_id = p.run_id
                          AND l.sku = k.sku AND l.location = k.location AND l.shard = k.shard)
            ON CONFLICT DO NOTHING
            """;

    @Override
    public Page page(Run run, Slice slice, Call call) {
        Instant settledAt = clock.instant().minus(run.settle());
        Scanned<Delta> page = scan.deltas(slice.number(), slice.slices(), slice.cursor(), call);
        List<Delta> due =
                page.rows().stream()
                        .filter(delta -> StockEvents.of(delta).isPresent())
                        .filter(delta -> delta.origin().at().isBefore(settledAt))
                        .toList();
        Set<String> missing = missing(due);
        List<Delta> lost = due.stream().filter(delta -> missing.contains(id(delta))).toList();
        List<JournalLine> lines =
                page.rows().stream()
                        .filter(
                                delta ->
                                        missing.contains(id(delta))
                                                || !delta.origin().at().isBefore(run.journalFrom()))
                        .flatMap(delta -> JournalLine.of(delta).stream())
                        .toList();
        List<Finding> missed = allowances.ofRows(page.rows(), call);
        return new Page(
                page.read(),
                page.next(),
                sql -> {
                    Findings.add(sql, run, missed);
                    sql.run(NOTE_MISSING, keys(lost), run.id());
                    sql.run(NOTE_LINES, columns(lines), run.id());
                });
    }

    static String id(Delta delta) {
        return delta.cause().key() + "#" + delta.step();
    }

    private Set<String> missing(List<Delta> due) {
        return due.isEmpty()
                ? Set.of()
                : Set.copyOf(
                        ledger.inTransaction(
                                sql -> sql.list(MISSING, row -> row.getString(1), keys(due))));
    }

    private static ColumnArrays<Delta> keys(List<Delta> deltas) {
        return ColumnArrays.of(deltas)
                .text(DeltaComparison::id)
                .timestamp(delta -> delta.origin().at());
    }

    private static ColumnArrays<JournalLine> columns(List<JournalLine> lines) {
        return ColumnArrays.of(lines)
                .text(JournalLine::deltaId)
                .integer(JournalLine::line)
                .timestamp(JournalLine::at)
                .text(line -> line.item().sku().value())
                .text(line -> line.item().location().value())
                .integer(line -> line.item().shard())
                .bigint(JournalLine::units)
                .bigint(JournalLine::take)
                .integer(line -> line.undone() ? 1 : 0);
    }
}
