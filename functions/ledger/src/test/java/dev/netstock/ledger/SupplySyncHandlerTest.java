package dev.netstock.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.ledger.database.DailyMaintenance;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.ShipmentSync;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.sync.SupplySync;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class SupplySyncHandlerTest {
    private static final SQSEvent WAKE =
            LambdaEvents.read(SQSEvent.class, SampleEvents.json("supply-sync/wake"));

    private static final String LAST_PARTITION =
            "SELECT max(relname) FROM pg_class WHERE relname LIKE 'movements_20%' AND relkind ="
                    + " 'r'";

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicInteger later = new AtomicInteger();

    @Test
    void handleRequest_ofTheSampleEvent_sendsTheDueRows() {
        try (TestLedger ledger = TestLedger.create();
                Shop shop = Shop.open()) {
            ledger.book("A", "east", "2026-11-21", 5);

            SupplySyncHandler handler = handler(ledger, shop);

            assertThat(handler.handleRequest(WAKE, TestContext.create()).getBatchItemFailures())
                    .isEmpty();
            assertThat(shop.available("A", "east")).isEqualTo(5);
            assertThat(wakes).hasValue(0);
        }
    }

    @Test
    void handleRequest_whenTheTimeIsUp_wakesTheNextRun() {
        try (TestLedger ledger = TestLedger.create();
                Shop shop = Shop.open()) {
            ledger.execute("SELECT touch('{A}', '{east}'), recalculate('{A}', '{east}')");

            handler(ledger, shop).handleRequest(WAKE, TestContext.withTimeLeft(3_000));

            assertThat(wakes).hasValue(1);
        }
    }

    /** A stage may run its schedule every few hours only. */
    @Test
    void handleRequest_whenAnOrderHasToBeSentAgain_wakesALaterRun() {
        try (TestLedger ledger = TestLedger.create();
                Shop shop = Shop.open()) {
            shop.supply("A", "east", 5, 1);
            shop.supply("A", "west", 5, 1);
            shop.reserve("o", Shop.line("A", "east", 3));
            shop.confirm("o");
            ledger.ship("o", "A", "west", "2026-11-21", 2);
            SupplySyncHandler handler = handler(ledger, shop);

            handler.handleRequest(WAKE, TestContext.create());
            assertThat(later).hasValue(1);
            assertThat(wakes).hasValue(0);

            ledger.execute("UPDATE shipped_orders SET send_at = now()");
            handler.handleRequest(WAKE, TestContext.create());
            assertThat(later).hasValue(1);
        }
    }

    /** A drop locks the ledger's tables: reconcile does it, at night. */
    @Test
    void handleRequest_leavesMonthsBeyondTheRetention() {
        try (TestLedger ledger = TestLedger.create();
                Shop shop = Shop.open()) {
            ledger.execute("SELECT create_partitions('2020-01-15')");

            handler(ledger, shop).handleRequest(WAKE, TestContext.withTimeLeft(900_000));

            assertThat(ledger.rows("SELECT to_regclass('movements_2020_01')"))
                    .containsExactly("movements_2020_01");
        }
    }

    @Test
    void handleRequest_onceADay_createsThePartitions() {
        try (TestLedger ledger = TestLedger.create();
                Shop shop = Shop.open()) {
            // The partitions of the template may be those of last month.
            ledger.execute("SELECT create_partitions(current_date)");
            SupplySyncHandler handler = handler(ledger, shop);
            String drop = "DROP TABLE " + ledger.rows(LAST_PARTITION).getFirst();
            List<String> all = ledger.rows(LAST_PARTITION);
            ledger.execute(drop);
            handler.handleRequest(WAKE, TestContext.create());
            assertThat(ledger.rows(LAST_PARTITION)).isEqualTo(all);

            ledger.execute(drop);
            handler.handleRequest(WAKE, TestContext.create());
            assertThat(ledger.rows(LAST_PARTITION)).isNotEqualTo(all);

            clock.advance(Duration.ofDays(1));
            handler.handleRequest(WAKE, TestContext.create());
            assertThat(ledger.rows(LAST_PARTITION)).isEqualTo(all);
        }
    }

    @Test
    void constructors_calledByLambda_wireTheFunctionsFromTheEnvironment() {
        assertThat(new SupplySyncHandler()).isNotNull();
        assertThat(new LedgerPostingHandler()).isNotNull();
        assertThat(new LedgerMigrationHandler()).isNotNull();
    }

    private SupplySyncHandler handler(TestLedger ledger, Shop shop) {
        var sender =
                new SupplySender(
                        ledger.database(), shop.stock().supplyApplier()::apply, Pace.of(1_000_000));
        return new SupplySyncHandler(
                new SupplySync(
                        new ShipmentSync(
                                ledger.database(),
                                shop.stock().shipFlow(),
                                shop.stock().transferFlow(),
                                Parallel.NONE),
                        sender,
                        _ -> wakes.incrementAndGet(),
                        _ -> later.incrementAndGet(),
                        new DailyMaintenance(ledger.database(), clock)),
                new FailureTally());
    }
}
