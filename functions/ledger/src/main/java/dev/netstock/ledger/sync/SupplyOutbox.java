package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.supply.SupplyChange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The outbox of supply: the newest supply of each SKU at a location that net stock does not have
 * yet, with the buffers of the SKU's category. It is a part of the ledger's own rows; {@code
 * send_at} is the time at which a row is due. What changed before its location sold online has no
 * such time, and follows what is due. Thread-safe.
 *
 * @param ledger the database
 * @param lease how long a claimed page is not given to other callers
 */
record SupplyOutbox(Transactions ledger, Duration lease) {
    private static final Logger LOG = LoggerFactory.getLogger(SupplyOutbox.class);

    private static final String CLAIM =
            """
            UPDATE net_stock n SET send_at = now() + make_interval(secs => ?)
            FROM (%s) due
            WHERE n.sku = due.sku AND n.location = due.location
            RETURNING n.sku, n.location, n.supply, n.version,
                (SELECT string_agg(b.channel || '=' || b.units, ',')
                 FROM items i JOIN category_buffers b ON b.category = i.category
                 WHERE i.sku = n.sku AND b.units IS NOT NULL) AS buffers
            """;

    /** Skips locked rows: the transaction that holds them may change them. */
    private static final String CLAIM_DUE =
            CLAIM.formatted(
                    """
                    SELECT sku, location FROM net_stock WHERE send_at <= now()
                    ORDER BY send_at LIMIT ? FOR UPDATE SKIP LOCKED
                    """);

    /**
     * Rows that changed before their location sold online. Each location is looked up in the index
     * net_stock_unsent, in its order, so that the planner does not scan the table. A row whose
     * transaction still runs is found by a later run.
     */
    private static final String CLAIM_UNSENT =
            CLAIM.formatted(
                    """
                    SELECT unsent.sku, l.location
                    FROM locations l
                    CROSS JOIN LATERAL (
                        SELECT u.sku FROM net_stock u
                        WHERE u.location = l.location AND u.version > u.sent_version
                          AND u.send_at IS NULL
                        ORDER BY u.version LIMIT ? FOR UPDATE SKIP LOCKED) unsent
                    WHERE l.sells_online LIMIT ?
                    """);

    /** Waits until new buffers of categories are committed; see the function send_again. */
    private static final String AWAIT_BUFFERS =
            "SELECT pg_advisory_xact_lock_shared(hashtextextended('category_buffers', 1))";

    /** From the index. EXISTS reads the table if statistics say that many rows are due. */
    private static final String IS_DUE =
            "SELECT coalesce((SELECT min(send_at) FROM net_stock) <= now(), false)";

    private static final String TOUCH = "SELECT touch(?, ?)";
    private static final String SENT =
            """
            UPDATE net_stock n
            SET sent_version = greatest(n.sent_version, s.version), sent_at = now(),
                send_at = CASE WHEN n.send_at IS NOT NULL
                                AND n.version > greatest(n.sent_version, s.version)
                          THEN least(n.send_at, now()) END
            FROM unnest(?, ?, ?) AS s (sku, location, version)
            WHERE n.sku = s.sku AND n.location = s.location
            """;

    /**
     * A page of due rows.
     *
     * @param changes the supply to send
     * @param unsendable how many rows have a supply that net stock cannot store
     * @param isLast whether no further row is due
     */
    record Page(List<SupplyChange> changes, int unsendable, boolean isLast) {
        Page {
            changes = List.copyOf(changes);
        }

        boolean isEmpty() {
            return changes.isEmpty() && unsendable == 0;
        }
    }

    /**
     * Claims a page of due rows, the oldest first, and fills it with rows whose location has
     * opened. Rows that are not marked as sent are due again after the lease.
     */
    Page claim(int most) {
        return ledger.inTransaction(
                sql -> {
                    sql.run(AWAIT_BUFFERS);
                    double seconds = lease.toMillis() / 1e3;
                    List<Optional<SupplyChange>> claimed =
                            new ArrayList<>(
                                    sql.list(CLAIM_DUE, SupplyOutbox::change, seconds, most));
                    int rest = most - claimed.size();
                    if (rest > 0) {
                        claimed.addAll(
                                sql.list(CLAIM_UNSENT, SupplyOutbox::change, seconds, rest, rest));
                    }
                    List<SupplyChange> changes =
                            claimed.stream().flatMap(Optional::stream).toList();
                    boolean isDue = sql.first(IS_DUE, row -> row.getBoolean(1)).orElseThrow();
                    return new Page(changes, claimed.size() - changes.size(), !isDue);
                });
    }

    /** Empty if net stock cannot store the supply. */
    private static Optional<SupplyChange> change(ResultSet row) throws SQLException {
        long supply = row.getLong("supply");
        var sku = new Sku(row.getString("sku"));
        var location = new Location(row.getString("location"));
        if (Math.abs(supply) > SupplyChange.SUPPLY_MAX) {
            LOG.error("The supply of {} at {} exceeds what net stock can store", sku, location);
            return Optional.empty();
        }
        return Optional.of(
                new SupplyChange(
                        sku,
                        location,
                        supply,
                        row.getLong("version"),
                        Optional.of(buffers(Sql.optionalText(row, "buffers")))));
    }

    private static Map<Channel, Integer> buffers(Optional<String> text) {
        return text.map(it -> it.split(",", -1)).stream()
                .flatMap(Arrays::stream)
                .map(it -> it.split("=", -1))
                .collect(Collectors.toMap(it -> new Channel(it[0]), it -> Integer.parseInt(it[1])));
    }

    /** Marks changes as sent. Rows that changed after the claim are due immediately. */
    void markSent(List<SupplyChange> changes) {
        ledger.inTransaction(
                sql -> {
                    sql.run(TOUCH, keys(changes));
                    return sql.run(SENT, keys(changes).bigint(SupplyChange::ledgerVersion));
                });
    }

    private static ColumnArrays<SupplyChange> keys(List<SupplyChange> changes) {
        return ColumnArrays.of(changes)
                .text(change -> change.sku().value())
                .text(change -> change.location().value());
    }
}
