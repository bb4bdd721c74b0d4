package dev.netstock.ledger.sync;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.CancelResult;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.stream.IntStream;

/** Shipments reach net stock despite lost messages. */
class ShipmentSyncTest {
    private static final String TODAY = "2026-11-21";

    private final TestLedger ledger = TestLedger.create();
    private final Shop shop = Shop.open();

    @BeforeEach
    void sell() {
        shop.supply("A", "east", 500, 1);
        shop.reserve("o", line("A", "east", 3));
        shop.confirm("o");
    }

    @AfterEach
    void close() {
        shop.close();
        ledger.close();
    }

    @Test
    void run_afterAShipment_leavesTheRestToCancel() {
        ledger.ship("o", "A", "east", TODAY, 2);

        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(1, 0, true));

        assertThat(shop.cancel("o", "all")).isInstanceOf(CancelResult.AlreadyShipped.class);
        assertThat(shop.cancel("o", "rest", line("A", "east", 1)))
                .isInstanceOf(CancelResult.Cancelled.class);
        assertThat(steps("o")).isEqualTo(4);
        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(0, 0, true));
    }

    @Test
    void run_whenAShipmentIsSentAgain_writesNothing() {
        ledger.ship("o", "A", "east", TODAY, 2);
        run(shop);
        ledger.execute("UPDATE shipped_orders SET send_at = now()");

        assertThat(run(shop).sent()).isEqualTo(1);

        assertThat(steps("o")).isEqualTo(3);
    }

    @Test
    void run_whenNetStockDoesNotAnswer_retriesAfterTheLease() {
        ledger.ship("o", "A", "east", TODAY, 2);
        Shop deaf =
                Shop.over(
                        shop.tables(),
                        LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), 0)),
                        shop.clock());

        var result =
                new ShipmentSync(
                                ledger.database(),
                                deaf.stock().shipFlow(),
                                deaf.stock().transferFlow(),
                                Parallel.NONE)
                        .run(Shop.call(Duration.ofSeconds(6)));

        assertThat(result.again()).isEqualTo(1);
        assertThat(ledger.number("SELECT count(*) FROM shipped_orders WHERE send_at > now()"))
                .isEqualTo(1);
        ledger.execute("UPDATE shipped_orders SET send_at = now()");
        assertThat(run(shop).sent()).isEqualTo(1);
        assertThat(steps("o")).isEqualTo(3);
    }

    @Test
    void run_whenTheOrderArrivesAfterItsShipment_sendsTheShipment() {
        ledger.ship("later", "A", "east", TODAY, 1);
        assertThat(run(shop).sent()).isEqualTo(1);
        assertThat(ledger.number("SELECT count(*) FROM shipped_orders WHERE send_at IS NULL"))
                .isEqualTo(1);

        assertThat(shop.reserve("later", line("A", "east", 1)))
                .isInstanceOf(ReserveResult.Reserved.class);
        new LedgerPosting(ledger.database(), _ -> {}).post(shop.events());
        assertThat(run(shop).sent()).isEqualTo(1);

        assertThat(steps("later")).isEqualTo(2);
    }

    @Test
    void run_afterUnitsLeftFromElsewhere_movesTheHoldOnceTheSupplyIsSent() {
        shop.supply("A", "west", 5, 1);
        ledger.ship("o", "A", "west", TODAY, 2);

        assertThat(run(shop).again()).isEqualTo(1);
        assertThat(steps("o")).isEqualTo(3);
        ledger.execute("UPDATE shipped_orders SET send_at = now()");
        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(1, 0, true));

        assertThat(shop.available("A", "west")).isEqualTo(3);
        assertThat(shop.cancel("o", "all")).isInstanceOf(CancelResult.AlreadyShipped.class);
        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(0, 0, true));
    }

    @Test
    void run_afterUnitsLeftFromWhereUnitsAreShort_leavesTheHoldToReconcile() {
        shop.supply("A", "west", 1, 1);
        ledger.ship("o", "A", "west", TODAY, 2);
        run(shop);
        ledger.execute("UPDATE shipped_orders SET send_at = now()");

        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(1, 0, true));

        assertThat(steps("o")).isEqualTo(3);
        assertThat(shop.available("A", "west")).isEqualTo(1);
    }

    @Test
    void run_ofMoreThanAPage_sendsAll() {
        IntStream.range(0, 120).forEach(i -> ledger.ship("x" + i, "A", "east", TODAY, 1));

        assertThat(run(shop)).isEqualTo(new ShipmentSync.Result(120, 0, true));
    }

    private ShipmentSync.Result run(Shop through) {
        return new ShipmentSync(
                        ledger.database(),
                        through.stock().shipFlow(),
                        through.stock().transferFlow(),
                        Parallel.upTo(4))
                .run(Shop.call());
    }

    private int steps(String order) {
        return shop.stock()
                .readReservation(new OrderId(order), Shop.call())
                .orElseThrow()
                .steps()
                .size();
    }
}
