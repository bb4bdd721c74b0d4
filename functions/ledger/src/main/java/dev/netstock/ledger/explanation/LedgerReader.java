package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.explanation.LedgerSide.OrderUnits;
import dev.netstock.stock.ItemKey;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the terms of a SKU at a location, in one statement and so as of one moment; and the orders
 * that left without a reservation. Thread-safe.
 *
 * @param ledger the database
 */
record LedgerReader(Transactions ledger) {
    private static final String READ =
            """
            SELECT n.*, b.heard_at AS book_heard, s.heard_at AS samples_heard,
                   coalesce(h.units, 0) AS held, h.heard AS held_heard,
                   m.sale, m.receipt, m.adjustment, m.transfer, m.return, m.shipment
            FROM net_stock n
            LEFT JOIN book_stock b USING (sku, location, business_date)
            LEFT JOIN display_samples s ON s.sku = n.sku AND s.location = n.location
            CROSS JOIN LATERAL (
                SELECT sum(l.taken) AS units, max(o.changed_at) AS heard
                FROM order_lines l JOIN orders o USING (order_id)
                WHERE l.sku = n.sku AND l.location = n.location AND o.state = 'RESERVED'
            ) h
            CROSS JOIN LATERAL (
                SELECT max(heard_at) FILTER (WHERE kind = 'sale') AS sale,
                       max(heard_at) FILTER (WHERE kind = 'receipt') AS receipt,
                       max(heard_at) FILTER (WHERE kind = 'adjustment') AS adjustment,
                       max(heard_at) FILTER (WHERE kind = 'transfer') AS transfer,
                       max(heard_at) FILTER (WHERE kind = 'return') AS return,
                       max(heard_at) FILTER (WHERE kind = 'shipment') AS shipment
                FROM movement_totals t WHERE t.sku = n.sku AND t.location = n.location
            ) m
            WHERE n.sku = ? AND n.location = ?
            """;

    /** Orders that an explanation lists at most. */
    static final int ORDERS_MAX = 20;

    private static final String WITHOUT_RESERVATION =
            """
            SELECT order_id, shipped - covered AS units FROM order_lines
            WHERE sku = ? AND location = ? AND shipped > covered
            ORDER BY units DESC, order_id LIMIT ?
            """;

    /** The name of a term, and the column that says when it was last heard of. */
    private static final Map<String, String> HEARD =
            Map.of(
                    "book", "book_heard",
                    "sales", "sale",
                    "receipts", "receipt",
                    "adjustments", "adjustment",
                    "transfers", "transfer",
                    "returns", "return",
                    "shipments", "shipment",
                    "samples", "samples_heard",
                    "taken", "taken_heard_at",
                    "held", "held_heard");

    /** Empty if the ledger never heard of it. */
    Optional<LedgerSide> read(ItemKey item) {
        return ledger.inTransaction(connection -> read(connection, item));
    }

    private static Optional<LedgerSide> read(Connection connection, ItemKey item)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, item.sku().value());
            statement.setString(2, item.location().value());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? Optional.of(side(rows, withoutReservation(connection, item)))
                        : Optional.empty();
            }
        }
    }

    private static List<OrderUnits> withoutReservation(Connection connection, ItemKey item)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WITHOUT_RESERVATION)) {
            statement.setString(1, item.sku().value());
            statement.setString(2, item.location().value());
            statement.setInt(3, ORDERS_MAX);
            try (ResultSet rows = statement.executeQuery()) {
                List<OrderUnits> orders = new ArrayList<>();
                while (rows.next()) {
                    orders.add(new OrderUnits(rows.getString("order_id"), rows.getLong("units")));
                }
                return orders;
            }
        }
    }

    private static LedgerSide side(ResultSet row, List<OrderUnits> withoutReservation)
            throws SQLException {
        Map<String, Instant> heard = new HashMap<>();
        for (Map.Entry<String, String> term : HEARD.entrySet()) {
            instant(row, term.getValue()).ifPresent(at -> heard.put(term.getKey(), at));
        }
        return new LedgerSide(
                Optional.ofNullable(row.getObject("business_date", LocalDate.class)),
                terms(row),
                row.getLong("held"),
                withoutReservation,
                heard,
                row.getLong("version"),
                row.getLong("sent_version"),
                instant(row, "sent_at"));
    }

    private static SupplyTerms terms(ResultSet row) throws SQLException {
        return new SupplyTerms(
                row.getLong("book"),
                row.getLong("sales"),
                row.getLong("receipts"),
                row.getLong("adjustments"),
                row.getLong("transfers"),
                row.getLong("returns"),
                row.getLong("shipments"),
                row.getLong("samples"),
                row.getLong("taken"),
                row.getLong("shipped"),
                row.getLong("covered"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
