package dev.netstock.ledger.movements;

import dev.netstock.ledger.testing.TestLedger;

import java.util.List;

/** Reads and writes the ledger of a test. */
record LedgerState(TestLedger ledger) {
    /** An order holds units of A in the east. */
    void hold(String order, long units) {
        ledger.execute(
                "SELECT touch('{A}', '{east}'), post_order_lines(ARRAY[?], '{A}', '{east}',"
                        + " ARRAY[?::bigint])",
                order,
                units);
    }

    /** On hand, shipped and supply of A in the east. */
    String sum() {
        return String.join(
                "",
                ledger.rows(
                        """
                        SELECT on_hand, shipped, supply FROM net_stock
                        WHERE sku = 'A' AND location = 'east'
                        """));
    }

    /** All calculated terms. */
    List<String> terms() {
        return ledger.rows(
                """
                SELECT sku, location, business_date, book, sales, receipts, adjustments, transfers,
                       returns, shipments, shipped, supply
                FROM net_stock ORDER BY 1, 2
                """);
    }

    /** All totals, by day. */
    List<String> totals() {
        return ledger.rows(
                """
                SELECT sku, location, business_date, kind, units FROM movement_totals
                WHERE units <> 0 ORDER BY 1, 2, 3, 4
                """);
    }

    /** The counted shipments of orders. */
    List<String> counted() {
        return ledger.rows(
                """
                SELECT order_id, sku, location, told_by, business_date, units, counted
                FROM order_shipments ORDER BY 1, 2, 3, 4, 5
                """);
    }
}
