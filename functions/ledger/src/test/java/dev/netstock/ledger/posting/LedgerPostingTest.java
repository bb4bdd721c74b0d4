package dev.netstock.ledger.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventData.LocationChanged;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.calculation.SupplyTerms;
import dev.netstock.ledger.posting.LedgerPosting.Posted;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.platform.queue.Message;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.ModelShop;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** What a batch reports, and when it wakes the supply sync. */
class LedgerPostingTest {
    private final TestLedger ledger = TestLedger.create();
    private final ModelShop shop = newShop();
    private final AtomicInteger wakes = new AtomicInteger();
    private final LedgerPosting posting =
            new LedgerPosting(ledger.database(), _ -> wakes.incrementAndGet());

    LedgerPostingTest() {
        ledger.addItems("A");
        ledger.execute("SELECT touch('{A}', '{east}'), recalculate('{A}', '{east}')");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void handle_ofAnOrderWithoutShipments_doesNotWakeTheSync() {
        handle(reserved("o-1", 3));
        assertThat(wakes).hasValue(0);
        assertThat(taken()).isEqualTo(3);
    }

    @Test
    void handle_ofAnOrderWithShipments_wakesTheSync() {
        ledger.execute("SELECT count_in_orders('{o-1}', '{A}', '{east}', '{0}', '{2}')");
        handle(reserved("o-1", 3));
        assertThat(wakes).hasValue(1);
    }

    @Test
    void handle_ofSamples_wakesTheSyncOnlyIfSupplyChanges() {
        handle(samples(2, 100));
        assertThat(wakes).hasValue(1);

        handle(samples(2, 100));
        assertThat(wakes).as("the same number again").hasValue(1);

        handle(samples(2, 200));
        assertThat(wakes).as("a newer version of the same number").hasValue(1);

        handle(samples(5, 150));
        assertThat(wakes).as("an older number").hasValue(1);
    }

    @Test
    void post_ofANewAKnownAndAContradictoryStep_countsEach() {
        StockEvent known = reserved("o-1", 3);
        StockEvent other = reserved("o-2", 1);
        StockEvent contradictory = reserved(newShop(), "o-1", 4);
        assertThat(posting.post(List.of(known))).isEqualTo(new Posted(1, 0, 0, false));

        assertThat(posting.post(List.of(known, other, contradictory)))
                .isEqualTo(new Posted(1, 1, 1, false));
        assertThat(posting.post(List.of(contradictory)))
                .as("a contradiction is counted once")
                .isEqualTo(new Posted(0, 1, 0, false));
        assertThat(taken()).isEqualTo(4);
    }

    @Test
    void shippedWithoutReservation_isWhatTheOrdersDoNotCover() {
        var terms = new SupplyTerms(10, 0, 0, 0, 0, 0, -5, 0, 3, 5, 3);
        assertThat(terms.shippedWithoutReservation()).isEqualTo(2);
    }

    private StockEvent reserved(String order, int units) {
        return reserved(shop, order, units);
    }

    private static StockEvent reserved(ModelShop shop, String order, int units) {
        shop.reserve(order, Shop.line("A", "east", units));
        return shop.deltas().stream()
                .filter(delta -> delta.cause().id().equals(order))
                .flatMap(delta -> StockEvents.of(delta).stream())
                .findFirst()
                .orElseThrow();
    }

    private static ModelShop newShop() {
        var shop = new ModelShop();
        shop.supply("A", "east", 10, 1);
        return shop;
    }

    private void handle(StockEvent event) {
        posting.handle(
                List.of(new Message<>("m-1", Optional.empty(), new ReceivedEvent.Known(event))),
                shop.call());
    }

    @Test
    void handle_ofALocation_sellsOnlineFromThenOn_andOfTwoChangesTheLaterCounts() {
        handle(location("south", true, 2));
        handle(location("south", false, 1));

        assertThat(
                        ledger.number(
                                "SELECT sells_online::int FROM locations WHERE location = 'south'"))
                .isEqualTo(1);
        assertThat(ledger.number("SELECT is_closed::int FROM locations WHERE location = 'south'"))
                .isZero();
    }

    @Test
    void handle_ofAClosedLocation_keepsSendingItsSupply_andListsLeaveItOut() {
        handle(location("east", false, 1));

        assertThat(ledger.number("SELECT sells_online::int FROM locations WHERE location = 'east'"))
                .isEqualTo(1);
        assertThat(ledger.number("SELECT is_closed::int FROM locations WHERE location = 'east'"))
                .isEqualTo(1);
    }

    /** It may have millions of rows: the supply sync finds them. */
    @Test
    void handle_ofALocationThatOpens_changesNoRowOfItsStock_andWakesTheSync() {
        ledger.execute("SELECT touch('{A}', '{depot}'), recalculate('{A}', '{depot}')");
        String row = "SELECT xmin, n.* FROM net_stock n WHERE location = 'depot'";
        List<String> before = ledger.rows(row);

        handle(location("depot", true, 1));

        assertThat(before).hasSize(1);
        assertThat(ledger.rows(row)).isEqualTo(before);
        assertThat(wakes).hasValue(1);
    }

    @Test
    void sellOnline_afterAPublishedChange_changesNothing() {
        handle(location("south", true, 1));

        ledger.execute("SELECT sell_online('{north,elsewhere}')");

        assertThat(ledger.number("SELECT count(*) FROM locations WHERE sells_online")).isEqualTo(4);
        assertThat(ledger.number("SELECT count(*) FROM locations WHERE location = 'elsewhere'"))
                .isZero();
    }

    private static StockEvent location(String name, boolean sellsOnline, long version) {
        return new StockEvent(
                "location-" + name + version,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                new LocationChanged(name, name, sellsOnline, version));
    }

    private static StockEvent samples(long units, long version) {
        return new StockEvent(
                "samples-" + version,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                new DisplaySamplesChanged("A", "east", units, version));
    }

    private long taken() {
        return ledger.number("SELECT taken FROM net_stock WHERE sku = 'A' AND location = 'east'");
    }
}
