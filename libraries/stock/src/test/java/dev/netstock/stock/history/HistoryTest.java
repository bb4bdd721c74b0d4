package dev.netstock.stock.history;

import static dev.netstock.stock.testing.Shop.line;
import static dev.netstock.stock.testing.Shop.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData;
import dev.netstock.events.StockEvent;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.correction.Correction;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

class HistoryTest {
    private static final Sku TAPE = new Sku("tape");
    private static final int GENERATION = 1;

    private final Shop shop = Shop.open();

    @Test
    void page_always_returnsEveryChangeNewestFirst() {
        trade();
        record();

        assertThat(page(Optional.empty(), 10, Optional.empty()).entries())
                .extracting(
                        entry -> entry.type() + " " + entry.item().location() + " " + entry.units())
                .containsExactly(
                        "RELEASED east 2",
                        "RESERVED west -1",
                        "RESERVED east -2",
                        "SUPPLY west 3",
                        "SUPPLY east 5");
    }

    @Test
    void page_whenReconcileCorrectedAnItem_returnsTheCorrection() {
        shop.supply("tape", "east", 5, 1);
        tick();
        var item = Shop.item("tape", "east");
        shop.stock()
                .corrector()
                .correct(new Correction("run/tape", item, -3, 1, 0, 1, "report"), Shop.call());
        record();

        assertThat(page(Optional.empty(), 1, Optional.empty()).entries())
                .singleElement()
                .satisfies(
                        entry -> {
                            assertThat(entry.type()).isEqualTo("CORRECTED");
                            assertThat(entry.cause()).isEqualTo(Cause.correction("run/tape"));
                            assertThat(entry.units()).isEqualTo(-3);
                        });
    }

    @Test
    void page_whenUnitsShipped_returnsHowManyAndThatNoneMoved() {
        shop.supply("tape", "east", 5, 1);
        tick();
        shop.reserve("A-1", line("tape", "east", 2));
        tick();
        shop.ship("A-1", shipped("tape", "east", 1), shipped("tape", "west", 3));
        record();

        assertThat(page(Optional.empty(), 2, Optional.empty()).entries())
                .extracting(
                        entry ->
                                "%s %s %d %d"
                                        .formatted(
                                                entry.type(),
                                                entry.item().location(),
                                                entry.units(),
                                                entry.shipped()))
                .containsExactly("SHIPPED west 0 3", "SHIPPED east 0 1");
    }

    @Test
    void record_whenEventsAreDuplicatedAndShuffled_keepsEachOnce() {
        trade();
        record();
        var before = page(Optional.empty(), 100, Optional.empty());

        record();

        assertThat(page(Optional.empty(), 100, Optional.empty())).isEqualTo(before);
    }

    @Test
    void page_whenALocationIsNamed_returnsOnlyItsChanges() {
        trade();
        record();

        assertThat(page(Optional.of(new Location("west")), 10, Optional.empty()).entries())
                .extracting(HistoryEntry::units)
                .containsExactly(-1L, 3L);
    }

    @Test
    void page_whenFollowedByItsCursors_returnsEachEntryOnce() {
        trade();
        record();
        var all = page(Optional.empty(), 100, Optional.empty()).entries();

        var entries = new ArrayList<HistoryEntry>();
        Optional<HistoryCursor> cursor = Optional.empty();
        do {
            HistoryPage page = page(Optional.empty(), 2, cursor);
            entries.addAll(page.entries());
            cursor = page.next().flatMap(HistoryCursor::parse);
        } while (cursor.isPresent());

        assertThat(entries).isEqualTo(all);
    }

    /** At hundreds of locations, a change at one of them is far behind those of the others. */
    @Test
    void page_ofALocationWithFewChanges_endsAfterSomeRequests_andItsCursorLeadsOn() {
        List<StockEvent> events = new ArrayList<>();
        events.add(supplied("west", 0));
        IntStream.rangeClosed(1, 4_500).forEach(at -> events.add(supplied("east", at)));
        shop.stock().historyRecorder().record(GENERATION, events, Shop.call());
        Optional<Location> west = Optional.of(new Location("west"));

        HistoryPage first = page(west, 50, Optional.empty());
        assertThat(first.entries()).isEmpty();
        HistoryPage second = page(west, 50, first.next().flatMap(HistoryCursor::parse));
        assertThat(second.entries()).hasSize(1);
        assertThat(second.next()).isEmpty();
    }

    private StockEvent supplied(String location, int second) {
        return new StockEvent(
                "supply#tape#%s#%d".formatted(location, second),
                shop.clock().instant().plusSeconds(second),
                Optional.empty(),
                Optional.empty(),
                new EventData.SupplyChanged("tape", location, 1, second, second));
    }

    @Test
    void page_whenAnotherGenerationServes_returnsNothingOfThisOne() {
        trade();
        record();

        assertThat(page(2, Optional.empty(), 10, Optional.empty()).entries()).isEmpty();
    }

    @Test
    void page_whenTheGenerationChangesBetweenTwoPages_continuesWhereTheOtherEnded() {
        trade();
        record();
        record(2);
        var all = page(Optional.empty(), 100, Optional.empty()).entries();

        var first = page(Optional.empty(), 2, Optional.empty());
        var cursor = first.next().flatMap(HistoryCursor::parse);
        var second = page(2, Optional.empty(), 100, cursor);

        assertThat(second.entries()).isEqualTo(all.subList(2, all.size()));
    }

    @Test
    void parse_ofATokenThatIsNoCursor_isEmpty() {
        assertThat(HistoryCursor.parse("%%%")).isEmpty();
        assertThat(HistoryCursor.parse("")).isEmpty();
    }

    private void trade() {
        shop.supply("tape", "east", 5, 1);
        tick();
        shop.supply("tape", "west", 3, 1);
        tick();
        shop.reserve("A-1", line("tape", "east", 2));
        tick();
        shop.reserve("A-2", line("tape", "west", 1));
        tick();
        shop.release("A-1");
    }

    private void tick() {
        shop.clock().advance(Duration.ofSeconds(1));
    }

    private void record() {
        record(GENERATION);
    }

    private void record(int generation) {
        var events = new ArrayList<>(shop.events());
        Collections.shuffle(events, new Random(5));
        shop.stock().historyRecorder().record(generation, events, Shop.call());
    }

    private HistoryPage page(
            Optional<Location> location, int limit, Optional<HistoryCursor> cursor) {
        return page(GENERATION, location, limit, cursor);
    }

    private HistoryPage page(
            int generation,
            Optional<Location> location,
            int limit,
            Optional<HistoryCursor> cursor) {
        return shop.stock()
                .readingHistory(_ -> generation)
                .page(TAPE, location, limit, cursor, Shop.call());
    }
}
