package dev.netstock.ledger.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.KilledTransactions;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.salerules.SupplyPace;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.testing.FaultyHttp;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Uses a real ledger and real tables of net stock. {@code -Dtest.seed=S -Dtest.length=1} runs seed
 * S alone.
 */
class SupplySenderTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(2, 100);
    private static final Pace AT_ONCE = Pace.of(1_000_000);

    private static final TestLedger LEDGER = TestLedger.create();
    private static final Shop SHOP = Shop.open();

    @AfterAll
    static void close() {
        LEDGER.close();
        SHOP.close();
    }

    @BeforeEach
    void clear() {
        LEDGER.clear();
        SHOP.items().forEach(SupplySenderTest::delete);
    }

    @Test
    void run_whenSupplyChanged_sendsItOnce() {
        receive("A", "east", 5);
        receive("A", "depot", 7);

        assertThat(sync().run(Shop.call())).isEqualTo(new SyncResult(1, 0, 0, 0, true));

        assertThat(SHOP.available("A", "east")).isEqualTo(5);
        assertThat(SHOP.items()).hasSize(1);
        assertThat(
                        LEDGER.rows(
                                "SELECT sent_version = version, send_at FROM net_stock WHERE"
                                        + " location = 'east'"))
                .containsExactly("t -");
        assertThat(sync().run(Shop.call())).isEqualTo(SyncResult.NOTHING);
    }

    @Test
    void run_ofManyItems_sendsAllPages() {
        for (int i = 0; i < 120; i++) {
            receive("A-" + i, "east", i);
        }

        assertThat(sync().run(Shop.call()).applied()).isEqualTo(120);
        assertThat(SHOP.available("A-119", "east")).isEqualTo(119);
    }

    @Test
    void run_whileASalePausesIt_sendsNothingAndWakesNoRun() {
        receive("A", "east", 5);

        assertThat(sync(SupplyPace.PAUSED).run(Shop.call())).isEqualTo(SyncResult.NOTHING);

        assertThat(SHOP.items()).isEmpty();
        assertThat(sync().run(Shop.call())).isEqualTo(new SyncResult(1, 0, 0, 0, true));
        assertThat(SHOP.available("A", "east")).isEqualTo(5);
    }

    @Test
    void run_whenASalePausesIt_endsAfterThePage() {
        for (int i = 0; i < 120; i++) {
            receive("A-" + i, "east", i);
        }

        assertThat(sync(SupplyPace.NORMAL, SupplyPace.PAUSED).run(Shop.call()))
                .isEqualTo(new SyncResult(100, 0, 0, 0, true));
    }

    @Test
    void pace_whenSlowed_isATenthAndAtLeastOne() {
        assertThat(Pace.of(1_000).slowed().perSecond()).isEqualTo(100);
        assertThat(Pace.of(3).slowed().perSecond()).isEqualTo(1);
    }

    @Test
    void run_whenSupplyChangesDuringARun_sendsTheNewestNext() {
        receive("A", "east", 5);
        var changing =
                new SupplySender(
                        LEDGER.database(),
                        (changes, call) -> {
                            if (SHOP.items().isEmpty()) {
                                receive("A", "east", 3);
                            }
                            return SHOP.stock().supplyApplier().apply(changes, call);
                        },
                        AT_ONCE);

        assertThat(changing.run(Shop.call())).isEqualTo(new SyncResult(2, 0, 0, 0, true));

        assertThat(SHOP.available("A", "east")).isEqualTo(8);
    }

    @Test
    void run_afterAKillBeforeTheMark_appliesNothingTwice() {
        receive("A", "east", 5);
        var killed =
                new SupplySender(
                        KilledTransactions.killedAfter(LEDGER.database(), 4), applying(), AT_ONCE);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> killed.run(Shop.call()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(SHOP.available("A", "east")).isEqualTo(5);
        assertThat(sync().run(Shop.call())).isEqualTo(SyncResult.NOTHING);
        endLeases();

        assertThat(sync().run(Shop.call())).isEqualTo(new SyncResult(0, 1, 0, 0, true));
        assertThat(LEDGER.rows("SELECT send_at FROM net_stock")).containsExactly("-");
    }

    @Test
    void run_whenAMarkIsLate_keepsTheNewerVersion() {
        receive("A", "east", 5);
        var outbox = new SupplyOutbox(LEDGER.database(), Duration.ofSeconds(30));
        List<SupplyChange> old = outbox.claim(100).changes();
        receive("A", "east", 3);
        sync().run(Shop.call());
        long newest = LEDGER.number("SELECT version FROM net_stock");

        outbox.markSent(old);

        assertThat(LEDGER.rows("SELECT sent_version, send_at FROM net_stock"))
                .containsExactly(newest + " -");
    }

    @Test
    void run_whenASupplyExceedsTheLimit_sendsTheOthers() {
        receive("A", "east", 2_000_000_000L);
        receive("B", "east", 1);

        assertThat(sync().run(Shop.call())).isEqualTo(new SyncResult(1, 0, 0, 1, true));
        assertThat(SHOP.available("B", "east")).isEqualTo(1);
    }

    @Test
    void run_whenTheTimeIsUp_leavesTheRestToTheNextRun() {
        receive("A", "east", 5);

        SyncResult synced =
                new SupplySender(
                                LEDGER.database(),
                                (changes, call) -> {
                                    receive("B", "east", 1);
                                    return applying().apply(changes, call);
                                },
                                AT_ONCE)
                        .run(Shop.call(Duration.ofSeconds(4)));

        assertThat(synced).isEqualTo(new SyncResult(1, 0, 0, 0, false));
    }

    @Test
    void pace_ofManyChanges_waits() {
        List<Duration> pauses = new ArrayList<>();
        var pace = new Pace(200, () -> 1_000_000_000L, pauses::add);

        pace.keep(500_000_000L, 100);
        pace.keep(500_000_000L, 300);

        assertThat(pauses).containsExactly(Duration.ofSeconds(1));
    }

    /** Other supply changes all the time, and is not delayed. */
    @Test
    void run_afterALocationOpened_fillsPagesWithItsSupply() {
        try (TestLedger ledger = TestLedger.create()) {
            receiveAtTheDepot(ledger, 250);
            assertThat(sync(ledger.database()).run(Shop.call())).isEqualTo(SyncResult.NOTHING);
            openTheDepot(ledger);
            receive(ledger, "A", "east", 5);
            List<List<SupplyChange>> pages = new ArrayList<>();

            SyncResult synced =
                    new SupplySender(
                                    ledger.database(),
                                    (changes, call) -> {
                                        pages.add(changes);
                                        if (pages.size() < 3) {
                                            receive(ledger, "B", "east", 1);
                                        }
                                        return applying().apply(changes, call);
                                    },
                                    AT_ONCE)
                            .run(Shop.call());

            assertThat(pages.stream().map(List::size)).containsExactly(100, 100, 53);
            assertThat(pages)
                    .allSatisfy(
                            page ->
                                    assertThat(page.getFirst().location().value())
                                            .isEqualTo("east"));
            assertThat(synced).isEqualTo(new SyncResult(253, 0, 0, 0, true));
            assertThat(netStock()).isEqualTo(ledger(ledger));
        }
    }

    @Test
    void run_afterALocationOpened_andKillsAfterAnyStatement_sendsItsSupply() {
        try (TestLedger ledger = TestLedger.create()) {
            receiveAtTheDepot(ledger, 120);
            openTheDepot(ledger);

            for (int statements = 0; statements < 8; statements++) {
                runAndDie(
                        new SupplySender(
                                KilledTransactions.killedAfter(ledger.database(), statements),
                                applying(),
                                AT_ONCE));
                endLeases(ledger);
            }
            sync(ledger.database()).run(Shop.call());

            assertThat(netStock()).isEqualTo(ledger(ledger));
            assertThat(ledger.number("SELECT count(*) FROM net_stock WHERE sent_version < version"))
                    .isZero();
        }
    }

    /** Its transaction began before the location opened, and commits after the sync has looked. */
    @Test
    void run_whenSupplyChangesWhileItsLocationOpens_sendsIt() throws SQLException {
        try (TestLedger ledger = TestLedger.create();
                Connection other = ledger.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT touch('{A}', '{depot}'), recalculate('{A}', '{depot}')");
            openTheDepot(ledger);
            assertThat(sync(ledger.database()).run(Shop.call())).isEqualTo(SyncResult.NOTHING);

            other.commit();

            assertThat(sync(ledger.database()).run(Shop.call()).applied()).isEqualTo(1);
        }
    }

    private static void receiveAtTheDepot(TestLedger ledger, int skus) {
        for (int i = 0; i < skus; i++) {
            receive(ledger, "A-" + i, "depot", i);
        }
    }

    private static void openTheDepot(TestLedger ledger) {
        var change = new LocationChanged("depot", "depot", true, 1);
        var event =
                new StockEvent(
                        "depot-1", Instant.EPOCH, Optional.empty(), Optional.empty(), change);
        ReceivedEvent received = new ReceivedEvent.Known(event);
        new LedgerPosting(ledger.database(), _ -> {})
                .handle(List.of(new Message<>("m-1", Optional.empty(), received)), Shop.call());
    }

    /** After kills at any point, duplicates, delays and reordering, net stock equals the ledger. */
    @Test
    void netStock_afterFaultySyncs_equalsTheLedger() {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            clear();
            var random = new SplittableRandom(seed);
            List<SupplyChange> delayed = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                step(random, delayed);
            }
            endLeases();
            sync().run(Shop.call());
            SHOP.stock().supplyApplier().apply(delayed, Shop.call());

            assertThat(netStock()).as("seed %d", seed).isEqualTo(ledger());
            assertThat(LEDGER.number("SELECT count(*) FROM net_stock WHERE send_at IS NOT NULL"))
                    .isZero();
        }
    }

    private static void step(SplittableRandom random, List<SupplyChange> delayed) {
        int units = random.nextInt(-5, 10);
        receive("S" + random.nextInt(3), random.nextBoolean() ? "east" : "west", units);
        switch (random.nextInt(6)) {
            case 0 -> killedBetweenTheDatabases(random.nextInt(6));
            case 1 -> killedInNetStock(random.nextInt(8));
            case 2 ->
                    delayed.addAll(
                            new SupplyOutbox(LEDGER.database(), Duration.ZERO)
                                    .claim(100)
                                    .changes());
            case 3 -> endLeases();
            case 4 -> SHOP.stock().supplyApplier().apply(delayed, Shop.call());
            default -> sync().run(Shop.call());
        }
    }

    private static void killedBetweenTheDatabases(int statements) {
        runAndDie(
                new SupplySender(
                        KilledTransactions.killedAfter(LEDGER.database(), statements),
                        applying(),
                        AT_ONCE));
    }

    private static void killedInNetStock(int requests) {
        var client = LocalTables.client(FaultyHttp.killedAfter(LocalTables.http(), requests));
        Shop killedShop = Shop.over(SHOP.tables(), client, SHOP.clock());
        runAndDie(
                new SupplySender(
                        LEDGER.database(),
                        (changes, _) ->
                                killedShop
                                        .stock()
                                        .supplyApplier()
                                        .apply(changes, Shop.call(Duration.ofMillis(30))),
                        AT_ONCE));
    }

    private static void runAndDie(SupplySender sender) {
        try {
            sender.run(Shop.call(Duration.ofSeconds(1)));
        } catch (RetryLaterException e) {
            assertThat(e).hasMessageContaining("");
        }
    }

    private static SupplySender sync() {
        return sync(LEDGER.database());
    }

    private static SupplySender sync(Transactions ledger) {
        return new SupplySender(ledger, applying(), AT_ONCE);
    }

    /** A sync that reads these rules, one before each page. */
    private static SupplySender sync(SupplyPace... rules) {
        Iterator<SupplyPace> next = List.of(rules).iterator();
        return new SupplySender(LEDGER.database(), applying(), AT_ONCE, _ -> next.next());
    }

    private static SupplySender.SupplyTarget applying() {
        return SHOP.stock().supplyApplier()::apply;
    }

    private static List<String> netStock() {
        return SHOP.items().stream()
                .sorted(java.util.Comparator.comparing(StockItem::key))
                .map(
                        item ->
                                "%s %s %d %d"
                                        .formatted(
                                                item.key().sku().value(),
                                                item.key().location().value(),
                                                item.supply().orElseThrow().supply(),
                                                item.ledgerVersion()))
                .toList();
    }

    private static List<String> ledger() {
        return ledger(LEDGER);
    }

    private static List<String> ledger(TestLedger ledger) {
        return ledger.rows("SELECT sku, location, supply, version FROM net_stock ORDER BY 1, 2");
    }

    private static void endLeases() {
        endLeases(LEDGER);
    }

    private static void endLeases(TestLedger ledger) {
        ledger.execute("UPDATE net_stock SET send_at = now() WHERE send_at IS NOT NULL");
    }

    private static void receive(String sku, String location, long units) {
        receive(LEDGER, sku, location, units);
    }

    /** Adds or removes units. */
    private static void receive(TestLedger ledger, String sku, String location, long units) {
        ledger.execute(
                """
                DO $$ BEGIN
                    PERFORM touch('{%1$s}', '{%2$s}');
                    INSERT INTO movement_totals VALUES ('%1$s', '%2$s', '2026-11-21', 'receipt', %3$d, now())
                    ON CONFLICT (sku, location, business_date, kind)
                    DO UPDATE SET units = movement_totals.units + excluded.units;
                    PERFORM recalculate('{%1$s}', '{%2$s}');
                END $$
                """
                        .formatted(sku, location, units));
    }

    private static void delete(StockItem item) {
        SHOP.tables()
                .client()
                .deleteItem(
                        request ->
                                request.tableName(SHOP.tables().names().netStock())
                                        .key(
                                                java.util.Map.of(
                                                        "sku",
                                                        software.amazon.awssdk.services.dynamodb
                                                                .model.AttributeValue.fromS(
                                                                item.key().sku().value()),
                                                        "location",
                                                        software.amazon.awssdk.services.dynamodb
                                                                .model.AttributeValue.fromS(
                                                                item.key().location().value()))));
    }
}
