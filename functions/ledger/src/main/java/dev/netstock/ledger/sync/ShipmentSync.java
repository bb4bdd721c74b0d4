package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.SqlArrays;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.ShipFlow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sends shipments to net stock, so that no cancellation gives back what has left: for each order in
 * the outbox {@code shipped_orders}, all that left of it so far. Net stock writes a step only for
 * what is new to it, so an order may be sent again at any time. A function that is killed leaves
 * its page due again after the lease. No transaction is open while net stock is called.
 * Thread-safe.
 *
 * @param ledger the database
 * @param shipping records shipments in net stock
 * @param parallel sends the orders of a page side by side
 */
public record ShipmentSync(Transactions ledger, ShipFlow shipping, Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(ShipmentSync.class);

    /** Longer than a page takes. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final int PAGE_MAX = 100;

    /** What a page may need, at most, before the function has to answer. */
    private static final Duration LAST_PAGE = Duration.ofSeconds(5);

    private static final String CLAIM =
            """
            WITH claimed AS (
                UPDATE shipped_orders s SET send_at = now() + make_interval(secs => ?)
                FROM (SELECT order_id FROM shipped_orders WHERE send_at <= now()
                      ORDER BY send_at LIMIT ? FOR UPDATE SKIP LOCKED) due
                WHERE s.order_id = due.order_id
                RETURNING s.order_id, s.version
            )
            SELECT c.order_id, c.version, l.sku, l.location, l.shipped
            FROM claimed c JOIN order_lines l USING (order_id)
            WHERE l.shipped > 0
            ORDER BY c.order_id, l.sku, l.location
            """;

    /** What was announced meanwhile is due at once. */
    private static final String SENT =
            """
            UPDATE shipped_orders s
            SET sent_version = greatest(s.sent_version, u.version), sent_at = now(),
                send_at = CASE WHEN s.version > u.version THEN least(s.send_at, now()) END
            FROM unnest(?, ?) AS u (order_id, version)
            WHERE s.order_id = u.order_id
            """;

    /**
     * What came of a run.
     *
     * @param sent orders of which net stock knows now
     * @param again orders that net stock did not let through: they are due again later
     * @param isFinished whether nothing was due any more when it ended
     */
    public record Result(long sent, long again, boolean isFinished) {}

    /** An order, and all that left of it so far. */
    private record Shipment(String orderId, long version, List<ShippedLine> totals) {}

    /** Sends until nothing is due or the call has to answer. */
    public Result run(Call call) {
        long sent = 0;
        long again = 0;
        boolean isFinished = false;
        while (!isFinished && call.deadline().leaves(LAST_PAGE)) {
            List<Shipment> page = ledger.inTransaction(ShipmentSync::claim);
            List<Shipment> through = send(page, call);
            if (!through.isEmpty()) {
                ledger.inTransaction(connection -> mark(connection, through));
            }
            sent += through.size();
            again += page.size() - through.size();
            isFinished = page.isEmpty();
        }
        return new Result(sent, again, isFinished);
    }

    private static List<Shipment> claim(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setDouble(1, LEASE.toMillis() / 1e3);
            statement.setInt(2, PAGE_MAX);
            Map<String, Shipment> byOrder = new LinkedHashMap<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String orderId = rows.getString("order_id");
                    long version = rows.getLong("version");
                    byOrder.computeIfAbsent(
                                    orderId, id -> new Shipment(id, version, new ArrayList<>()))
                            .totals()
                            .add(
                                    new ShippedLine(
                                            new Sku(rows.getString("sku")),
                                            new Location(rows.getString("location")),
                                            rows.getLong("shipped")));
                }
            }
            return List.copyOf(byOrder.values());
        }
    }

    private List<Shipment> send(List<Shipment> page, Call call) {
        if (page.isEmpty()) {
            return page;
        }
        List<Supplier<Boolean>> tasks =
                page.stream().<Supplier<Boolean>>map(it -> () -> send(it, call)).toList();
        List<Boolean> isThrough = parallel.run(tasks);
        List<Shipment> through = new ArrayList<>();
        for (int i = 0; i < page.size(); i++) {
            if (isThrough.get(i)) {
                through.add(page.get(i));
            }
        }
        return through;
    }

    /**
     * Whether net stock knows of it now; an order that it never had is none of its own. One that
     * fails must not hold up the others, nor supply.
     */
    private boolean send(Shipment shipment, Call call) {
        try {
            shipping.ship(new OrderId(shipment.orderId()), shipment.totals(), call);
            return true;
        } catch (RetryLaterException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.error(
                    "The shipments of order {} were not sent to net stock", shipment.orderId(), e);
            return false;
        }
    }

    private static List<Shipment> mark(Connection connection, List<Shipment> through)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SENT)) {
            SqlArrays.into(statement, through).text(Shipment::orderId).bigint(Shipment::version);
            statement.execute();
            return through;
        }
    }
}
