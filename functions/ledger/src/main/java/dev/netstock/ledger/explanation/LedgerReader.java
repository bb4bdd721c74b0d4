package dev.netstock.ledger.explanation;

import dev.netstock.ledger.calculation.SupplyTerms;
import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.explanation.LedgerSide.Adjustment;
import dev.netstock.ledger.explanation.LedgerSide.OrderUnits;
import dev.netstock.stock.ItemKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the terms of a SKU at a location, and the orders that shipped without a reservation. One
 * statement reads all terms, so they belong to the same moment. Thread-safe.
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

    /** How many orders, and how many adjustments, an explanation lists at most. */
    static final int ORDERS_MAX = 20;

    private static final String WITHOUT_RESERVATION =
            """
            SELECT order_id, shipped - covered AS units FROM order_lines
            WHERE sku = ? AND location = ? AND shipped > covered
            ORDER BY units DESC, order_id LIMIT ?
            """;

    /** Looks movements up by their keys. A plain join of many would read all movements. */
    private static final String ADJUSTMENTS =
            """
            SELECT m.* FROM adjustments a
            CROSS JOIN LATERAL (
                SELECT * FROM movements
                WHERE (source, movement_id, business_date)
                    = (a.source, a.movement_id, a.business_date) OFFSET 0
            ) m
            WHERE a.sku = ? AND a.location = ? AND a.business_date >= coalesce(
                (SELECT n.business_date FROM net_stock n WHERE n.sku = a.sku AND n.location = a.location),
                '-infinity')
            ORDER BY a.business_date DESC, m.occurred_at DESC, a.source, a.movement_id LIMIT ?
            """;

    /** The column with the time at which a term was last reported, by the name of the term. */
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

    /** Empty if the ledger does not have the SKU at the location. */
    Optional<LedgerSide> read(ItemKey item) {
        String sku = item.sku().value();
        String location = item.location().value();
        return ledger.inTransaction(
                sql -> {
                    List<OrderUnits> withoutReservation =
                            sql.list(
                                    WITHOUT_RESERVATION,
                                    row ->
                                            new OrderUnits(
                                                    row.getString("order_id"),
                                                    row.getLong("units")),
                                    sku,
                                    location,
                                    ORDERS_MAX);
                    List<Adjustment> adjustments =
                            sql.list(
                                    ADJUSTMENTS,
                                    LedgerReader::adjustment,
                                    sku,
                                    location,
                                    ORDERS_MAX);
                    return sql.first(
                            READ, row -> side(row, withoutReservation, adjustments), sku, location);
                });
    }

    private static Adjustment adjustment(ResultSet row) throws SQLException {
        return new Adjustment(
                row.getString("source"),
                row.getString("movement_id"),
                row.getObject("business_date", LocalDate.class),
                row.getLong("units"),
                Sql.optionalInstant(row, "occurred_at").orElseThrow(),
                Optional.ofNullable(row.getString("reason_code")),
                Optional.ofNullable(row.getString("reason_note")),
                Optional.ofNullable(row.getString("recorded_by")),
                Optional.ofNullable(row.getString("approved_by")));
    }

    private static LedgerSide side(
            ResultSet row, List<OrderUnits> withoutReservation, List<Adjustment> adjustments)
            throws SQLException {
        Map<String, Instant> heard = new HashMap<>();
        for (Map.Entry<String, String> term : HEARD.entrySet()) {
            Sql.optionalInstant(row, term.getValue()).ifPresent(at -> heard.put(term.getKey(), at));
        }
        return new LedgerSide(
                Optional.ofNullable(row.getObject("business_date", LocalDate.class)),
                terms(row),
                row.getLong("held"),
                withoutReservation,
                adjustments,
                heard,
                row.getLong("version"),
                row.getLong("sent_version"),
                Sql.optionalInstant(row, "sent_at"));
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
}
