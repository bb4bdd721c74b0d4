package dev.netstock.ledger.sync;

import dev.netstock.ledger.database.ColumnArrays;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.Reservation;
import dev.netstock.stock.reservation.ShipFlow;
import dev.netstock.stock.reservation.ShipResult;
import dev.netstock.stock.reservation.TransferFlow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Sends shipments to net stock, so that no cancellation gives back units that have left. For each
 * order in the outbox {@code shipped_orders}, it sends the totals shipped so far. Net stock writes
 * a step only for new units, so sending an order again does no harm. If units left from another
 * location than the one that holds them, the order is sent again after the lease, when net stock
 * has the supply without them; then their hold follows. If the function is killed, its page is due
 * again after the lease. No transaction is open during calls to net stock. Thread-safe.
 *
 * @param ledger the database
 * @param shipping records shipments in net stock
 * @param transfers lets holds follow shipments
 * @param parallel sends the orders of a page concurrently
 */
public record ShipmentSync(
        Transactions ledger, ShipFlow shipping, TransferFlow transfers, Parallel parallel) {
    private static final Logger LOG = LoggerFactory.getLogger(ShipmentSync.class);

    private static final int PAGE_MAX = 100;

    /** The time that a page may need. No page starts with less time left. */
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

    /** An order that changed after the claim is due immediately. */
    private static final String SENT =
            """
            UPDATE shipped_orders s
            SET sent_version = greatest(s.sent_version, u.version), sent_at = now(),
                send_at = CASE WHEN s.version > u.version THEN least(s.send_at, now()) END
            FROM unnest(?, ?) AS u (order_id, version)
            WHERE s.order_id = u.order_id
            """;

    /**
     * The result of a run.
     *
     * @param sent orders whose shipments net stock recorded
     * @param again orders that net stock did not record; they are due again later
     * @param isFinished whether no order was due at the end
     */
    public record Result(long sent, long again, boolean isFinished) {}

    /** An order, and the totals shipped so far. */
    private record Shipment(String orderId, long version, List<ShippedLine> totals) {}

    /** Sends until no order is due or the time is up. */
    public Result run(Call call) {
        long sent = 0;
        long again = 0;
        boolean isFinished = false;
        while (!isFinished && call.deadline().leaves(LAST_PAGE)) {
            List<Shipment> page = ledger.inTransaction(ShipmentSync::claim);
            List<Shipment> recorded = send(page, call);
            if (!recorded.isEmpty()) {
                ledger.inTransaction(
                        sql ->
                                sql.run(
                                        SENT,
                                        ColumnArrays.of(recorded)
                                                .text(Shipment::orderId)
                                                .bigint(Shipment::version)));
            }
            sent += recorded.size();
            again += page.size() - recorded.size();
            isFinished = page.isEmpty();
        }
        return new Result(sent, again, isFinished);
    }

    private static List<Shipment> claim(Sql sql) throws SQLException {
        Map<String, Shipment> byOrder = new LinkedHashMap<>();
        sql.list(CLAIM, row -> add(row, byOrder), SupplySync.LEASE.toMillis() / 1e3, PAGE_MAX);
        return List.copyOf(byOrder.values());
    }

    private static boolean add(ResultSet row, Map<String, Shipment> byOrder) throws SQLException {
        String orderId = row.getString("order_id");
        long version = row.getLong("version");
        return byOrder.computeIfAbsent(orderId, id -> new Shipment(id, version, new ArrayList<>()))
                .totals()
                .add(
                        new ShippedLine(
                                new Sku(row.getString("sku")),
                                new Location(row.getString("location")),
                                row.getLong("shipped")));
    }

    private void follow(OrderId order, Call call) {
        if (transfers.followShipments(order, call).isEmpty()) {
            LOG.info(
                    "Order {} was shipped from a location that has too few units for its hold;"
                            + " reconcile will find it",
                    order);
        }
    }

    /** Returns the shipments that net stock recorded, and whose holds are where they left from. */
    private List<Shipment> send(List<Shipment> page, Call call) {
        if (page.isEmpty()) {
            return page;
        }
        List<Supplier<Boolean>> tasks =
                page.stream().<Supplier<Boolean>>map(it -> () -> send(it, call)).toList();
        List<Boolean> isRecorded = parallel.run(tasks);
        return IntStream.range(0, page.size()).filter(isRecorded::get).mapToObj(page::get).toList();
    }

    /**
     * Returns whether nothing is left to do for the shipment. Net stock ignores an order that it
     * does not have. A failure must not delay the other orders or supply.
     */
    private boolean send(Shipment shipment, Call call) {
        try {
            var order = new OrderId(shipment.orderId());
            return switch (shipping.ship(order, shipment.totals(), call)) {
                case ShipResult.Shipped(Reservation reservation) ->
                        !TransferFlow.hasToFollow(reservation);
                case ShipResult.AlreadyKnown(Reservation reservation) -> {
                    if (TransferFlow.hasToFollow(reservation)) {
                        follow(order, call);
                    }
                    yield true;
                }
                case ShipResult.UnknownOrder() -> true;
            };
        } catch (RetryLaterException e) {
            return false;
        } catch (RuntimeException e) {
            LOG.error(
                    "The shipments of order {} were not sent to net stock", shipment.orderId(), e);
            return false;
        }
    }
}
