package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.SqlArrays;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.supply.SupplyChange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The outbox in the ledger's own rows: {@code send_at} says when a row is due. Thread-safe.
 *
 * @param ledger the database
 * @param lease for how long a page is nobody else's
 */
record LedgerOutbox(Transactions ledger, Duration lease) implements SupplyOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerOutbox.class);

    /** Rows that somebody holds are left to the next page: who holds them may change them. */
    private static final String CLAIM =
            """
            UPDATE net_stock n SET send_at = now() + make_interval(secs => ?)
            FROM (SELECT sku, location FROM net_stock WHERE send_at <= now()
                  ORDER BY send_at LIMIT ? FOR UPDATE SKIP LOCKED) due
            WHERE n.sku = due.sku AND n.location = due.location
            RETURNING n.sku, n.location, n.supply, n.version
            """;

    private static final String IS_DUE =
            "SELECT EXISTS (SELECT FROM net_stock WHERE send_at <= now())";

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

    @Override
    public Page claim(int most) {
        return ledger.inTransaction(
                connection -> {
                    List<SupplyChange> changes = new ArrayList<>();
                    int unsendable = claim(connection, most, changes);
                    return new Page(changes, unsendable, !isDue(connection));
                });
    }

    private int claim(Connection connection, int most, List<SupplyChange> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setDouble(1, lease.toMillis() / 1e3);
            statement.setInt(2, most);
            try (ResultSet rows = statement.executeQuery()) {
                int unsendable = 0;
                while (rows.next()) {
                    unsendable += add(rows, changes);
                }
                return unsendable;
            }
        }
    }

    private static int add(ResultSet row, List<SupplyChange> changes) throws SQLException {
        long supply = row.getLong("supply");
        var sku = new Sku(row.getString("sku"));
        var location = new Location(row.getString("location"));
        if (Math.abs(supply) > SupplyChange.SUPPLY_MAX) {
            LOG.error("Net stock cannot hold the supply of {} at {}", sku, location);
            return 1;
        }
        changes.add(new SupplyChange(sku, location, supply, row.getLong("version")));
        return 0;
    }

    private static boolean isDue(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(IS_DUE);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public void sent(List<SupplyChange> changes) {
        ledger.inTransaction(
                connection -> {
                    mark(connection, changes);
                    return changes;
                });
    }

    private static void mark(Connection connection, List<SupplyChange> changes)
            throws SQLException {
        try (PreparedStatement touch = connection.prepareStatement(TOUCH);
                PreparedStatement sent = connection.prepareStatement(SENT)) {
            SqlArrays.into(touch, changes)
                    .text(it -> it.sku().value())
                    .text(it -> it.location().value());
            touch.execute();
            SqlArrays.into(sent, changes)
                    .text(it -> it.sku().value())
                    .text(it -> it.location().value())
                    .bigint(SupplyChange::ledgerVersion);
            sent.execute();
        }
    }
}
