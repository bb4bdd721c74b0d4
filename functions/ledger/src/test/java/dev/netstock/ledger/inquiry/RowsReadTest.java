package dev.netstock.ledger.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.testing.CountedRows;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** A part of a large table, or a page of it, is read without the rest of the table. */
class RowsReadTest {
    private static final int ITEMS = 50_000;
    private static final int ORDERS = 50_000;
    private static final int SKUS_OF_ORDERS = 10;
    private static final int LOW = 500;
    private static final int HOLDERS = 3;

    private static final Catalogue CATALOGUE = Catalogue.open();

    private final CountedRows counted = CountedRows.of(CATALOGUE.ledger().database());

    @BeforeAll
    static void fill() {
        var ledger = CATALOGUE.ledger();
        ledger.execute(
                """
                INSERT INTO items (sku, name)
                SELECT 'S' || i, CASE WHEN i % 97 = 0 THEN '長靴' ELSE '日傘' END || i
                FROM generate_series(1, ?) i
                """,
                ITEMS);
        ledger.execute(
                "INSERT INTO net_stock (sku, location, book, supply) SELECT sku, 'east', 1, 1 FROM"
                        + " items");
        ledger.execute(
                "INSERT INTO low_stock SELECT 'S' || i * 97, 'east', 1, true FROM"
                        + " generate_series(1, ?) i",
                LOW);
        ledger.execute(
                """
                INSERT INTO orders
                SELECT 'O-' || i, 'storefront', 'CONFIRMED', 2, now() - i * interval '1 second', now()
                FROM generate_series(1, ?) i
                """,
                ORDERS);
        ledger.execute(
                """
                INSERT INTO order_lines (order_id, sku, location, taken, shipped)
                SELECT 'O-' || i, 'S' || i % ?, 'east', 1, CASE WHEN i > ? THEN 1 ELSE 0 END
                FROM generate_series(1, ?) i
                """,
                SKUS_OF_ORDERS, HOLDERS * SKUS_OF_ORDERS, ORDERS);
        CATALOGUE.index();
        ledger.execute("VACUUM ANALYZE");
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @Test
    void index_ofUnchangedItems_looksEachItemUp() {
        assertThat(SearchIndex.update(counted)).isZero();
        assertThat(counted.rows().get()).isBetween((long) ITEMS, 4L * ITEMS);
    }

    @Test
    void holdersOfASku_doNotReadItsShippedOrders() {
        HttpCall call = HttpCall.of(LedgerInquiryHandler.SKU_ORDERS_ROUTE).path("sku", "S1");
        assertThat(ask(call).get("orders")).hasSize(HOLDERS);
        assertThat(counted.rows().get()).isLessThan(100);
    }

    @Test
    void lowItemsWithWords_doNotReadOtherItems() {
        HttpCall call =
                HttpCall.of(LedgerInquiryHandler.ITEMS_ROUTE)
                        .query("state=low&limit=100&query=" + Catalogue.encoded("長靴"));
        assertThat(ask(call).get("items")).hasSize(100);
        assertThat(counted.rows().get()).isLessThan(10L * LOW);
    }

    private JsonNode ask(HttpCall call) {
        var handler = CATALOGUE.handler(counted, CATALOGUE.shop().tables().client());
        return Reply.of(handler.handleRequest(call.event(), TestContext.create())).body();
    }
}
