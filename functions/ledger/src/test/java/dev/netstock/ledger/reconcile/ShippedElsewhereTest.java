package dev.netstock.ledger.reconcile;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Orders that hold units at one location and were shipped from another one. */
class ShippedElsewhereTest {
    private static final String TODAY = "2026-11-21";
    private static final Duration SETTLE = Duration.ofMinutes(1);

    private final Company company = Company.open();

    @AfterEach
    void close() {
        company.close();
    }

    @Test
    void repair_whenUnitsLeftFromElsewhere_givesTheHeldUnitsBackOnce() {
        company.book(10, "jar");
        order("moved", 3);
        shipFromTheWest(1);

        assertThat(run(false)).containsExactly("shipped-elsewhere moved/jar/east -");
        assertThat(available()).isEqualTo(7);
        assertThat(run(true)).containsExactly("shipped-elsewhere moved/jar/east given-back");
        assertThat(available()).isEqualTo(8);
        assertThat(run(true))
                .as("repeated before the ledger has the cancellation")
                .contains("shipped-elsewhere moved/jar/east given-back");
        assertThat(available()).isEqualTo(8);
        company.post(company.eventsOf("moved"));
        assertThat(run(true)).isEmpty();

        shipFromTheWest(2);
        assertThat(run(true)).containsExactly("shipped-elsewhere moved/jar/east given-back");
        company.post(company.eventsOf("moved"));
        assertThat(run(true)).isEmpty();
        assertThat(available()).isEqualTo(10);
        assertThat(cancellations("moved")).isEqualTo(2);
    }

    @Test
    void findings_whenTheHoldFollowedTheShipment_areNone() {
        company.book(10, "jar");
        company.ledger().book("jar", "west", "2026-11-21", 5);
        company.sync();
        order("moved", 3);
        company.ledger().ship("moved", "jar", "west", TODAY, 2);
        var order = new OrderId("moved");
        var left = List.of(Shop.shipped("jar", "west", 2));
        company.stock().shipFlow().ship(order, left, Shop.call());
        company.stock().transferFlow().followShipments(order, Shop.call());
        company.post(company.eventsOf("moved"));

        assertThat(run(true)).isEmpty();
        assertThat(company.ledger().rows("SELECT location, taken, shipped FROM order_lines"))
                .containsExactlyInAnyOrder("east 1 0", "west 2 2");
        assertThat(company.ledger().rows("SELECT state FROM orders")).containsExactly("CONFIRMED");
        assertThat(available()).isEqualTo(9);
    }

    @Test
    void findings_whenTheOrderShipsWhatItHolds_areNone() {
        company.book(10, "jar");
        order("exact", 2);
        company.ledger().ship("exact", "jar", "east", TODAY, 2);
        order("partly", 2);
        company.ledger().ship("partly", "jar", "east", TODAY, 1);
        order("more", 1);
        company.ledger().ship("more", "jar", "east", TODAY, 3);
        company.ledger().ship("stranger", "jar", "west", TODAY, 1);

        assertThat(run(true)).isEmpty();
    }

    @Test
    void repair_whenTheLedgersCoveredUnitsAreWrong_recountsThem() {
        company.book(10, "jar");
        order("o", 2);
        company.ledger().ship("o", "jar", "east", TODAY, 2);
        company.ledger().execute("UPDATE net_stock SET covered = 9 WHERE sku = 'jar'");

        assertThat(run(true)).containsExactly("wrong-covered jar/east recounted");

        assertThat(company.ledger().rows("SELECT covered, supply FROM net_stock"))
                .containsExactly("2 10");
    }

    @Test
    void repair_ofAWrongShippedOrder_keepsItsShippedUnits() {
        company.book(10, "jar");
        order("o", 3);
        company.ledger().ship("o", "jar", "east", TODAY, 2);
        company.ledger().execute("UPDATE order_lines SET taken = 1 WHERE order_id = 'o'");

        run(true);

        assertThat(company.ledger().rows("SELECT taken, shipped, covered FROM order_lines"))
                .containsExactly("3 2 2");
        assertThat(run(true)).isEmpty();
        assertThat(company.ledger().rows("SELECT covered, supply FROM net_stock"))
                .containsExactly("2 10");
    }

    /** The hold follows by itself, unless the other location has too few units. */
    @Test
    void findings_whileTheHoldMayStillFollow_areNone() {
        company.book(10, "jar");
        order("moved", 3);
        company.ledger().ship("moved", "jar", "west", TODAY, 1);
        assertThat(run(true)).isEmpty();
        assertThat(available()).isEqualTo(7);

        var sentAt = Instant.parse("2026-11-21T03:00:00Z");
        company.ledger()
                .execute(
                        "UPDATE shipped_orders SET send_at = NULL, sent_at = ?::timestamptz",
                        sentAt.toString());
        assertThat(audit(sentAt.plus(SETTLE))).isEmpty();
        assertThat(audit(sentAt.plus(SETTLE).plusMillis(1)))
                .containsExactly("shipped-elsewhere moved/jar/east");
    }

    /** The findings of an audit of the orders, if the test's only run had started at this time. */
    private List<String> audit(Instant startedAt) {
        String runId = company.ledger().rows("SELECT run_id FROM reconcile_runs").getFirst();
        var run = new Run(runId, false, Phase.COMPARING, startedAt, SETTLE, Optional.empty());
        var slice =
                new Slice(
                        WorkKind.ORDERS,
                        0,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Page page = new OrderAudit(company.ledger().database()).page(run, slice, Shop.call());
        company.ledger()
                .database()
                .inTransaction(
                        sql -> {
                            page.note().in(sql);
                            return page;
                        });
        return company.ledger().rows("SELECT kind, subject FROM reconcile_findings");
    }

    /** The sync has sent the shipment, and has left the hold where it is, an hour ago. */
    private void shipFromTheWest(int units) {
        company.ledger().ship("moved", "jar", "west", TODAY, units);
        company.ledger()
                .execute(
                        "UPDATE shipped_orders SET send_at = NULL, sent_at = now() - interval '1"
                                + " hour'");
    }

    private void order(String order, int units) {
        company.reserve(order, line("jar", "east", units));
        company.stock().confirmFlow().confirm(new OrderId(order), Shop.call());
        company.post(company.eventsOf(order));
    }

    private List<String> run(boolean repair) {
        return RunDriver.calm(company).run(repair);
    }

    private long available() {
        return company.stock()
                .inspector()
                .items(List.of(Shop.item("jar", "east")), Shop.call())
                .getFirst()
                .available();
    }

    private long cancellations(String order) {
        return company.rowsOf(order).stream()
                .map(Delta::change)
                .filter(Change.Cancelled.class::isInstance)
                .count();
    }
}
