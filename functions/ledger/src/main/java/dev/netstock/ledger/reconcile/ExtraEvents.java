package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.Finding.Event;
import dev.netstock.ledger.reconcile.Finding.Numbers;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.correction.ItemInspector;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds events of an item that the ledger has and net stock does not have, or has with other units.
 * A run calls it only for the few items with certain drift. Thread-safe.
 *
 * @param ledger the database
 * @param inspector reads rows of net stock
 */
record ExtraEvents(Transactions ledger, ItemInspector inspector) {
    /** Older rows of net stock may have expired. */
    private static final Duration ROWS_KEPT = DeltaCodec.RETENTION.minusDays(7);

    private static final int EVENTS_MAX = 100_000;

    private static final String EVENTS =
            """
            SELECT delta_id, occurred_at, sum(units) AS units FROM delta_lines
            WHERE sku = ? AND location = ? AND shard = ? AND occurred_at < ? AND occurred_at >= ?
            GROUP BY 1, 2 ORDER BY 2 DESC LIMIT ?
            """;

    /** An event of the ledger, and by how much it changed the available units of the item. */
    private record Counted(Event event, long units) {}

    /** Finds those events, each with the units that it took in net stock and in the ledger. */
    List<Finding> of(Run run, ItemKey item, Call call) {
        List<Counted> counted = counted(run, item);
        List<DeltaKey> keys = counted.stream().map(it -> key(it.event().id())).distinct().toList();
        Map<DeltaKey, Delta> rows = new HashMap<>();
        inspector.rows(keys, call).forEach(row -> rows.put(DeltaKey.of(row), row));
        Set<DeltaKey> unseen =
                inspector.existing(
                        keys.stream().filter(key -> !rows.containsKey(key)).toList(), call);
        List<Finding> findings = new ArrayList<>();
        for (Counted it : counted) {
            DeltaKey key = key(it.event().id());
            if (!unseen.contains(key)) {
                finding(item, it, Optional.ofNullable(rows.get(key))).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> finding(ItemKey item, Counted counted, Optional<Delta> row) {
        long units =
                row.filter(delta -> delta.origin().at().equals(counted.event().at())).stream()
                        .flatMap(delta -> delta.lines().stream())
                        .filter(line -> line.item().equals(item))
                        .mapToLong(DeltaLine::units)
                        .sum();
        Kind kind = row.isPresent() ? Kind.DOUBLE_EVENT : Kind.UNKNOWN_EVENT;
        return units == counted.units()
                ? Optional.empty()
                : Optional.of(
                        Finding.ofEvent(
                                kind,
                                counted.event(),
                                Optional.of(item),
                                new Numbers(-units, -counted.units())));
    }

    private List<Counted> counted(Run run, ItemKey item) {
        return ledger.inTransaction(
                sql ->
                        sql.list(
                                EVENTS,
                                ExtraEvents::counted,
                                item.sku().value(),
                                item.location().value(),
                                item.shard(),
                                run.journalFrom(),
                                run.startedAt().minus(ROWS_KEPT),
                                EVENTS_MAX));
    }

    private static Counted counted(ResultSet row) throws SQLException {
        return new Counted(
                new Event(row.getString("delta_id"), Sql.instant(row, "occurred_at")),
                row.getLong("units"));
    }

    /** The key of an event's row in net stock. */
    static DeltaKey key(String eventId) {
        int step = eventId.lastIndexOf('#');
        return new DeltaKey(Cause.parse(eventId.substring(0, step)), eventId.substring(step + 1));
    }
}
