package dev.netstock.stock.history;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;

class HistoryTest {
    private static final Sku TAPE = new Sku("tape");

    private final Shop shop = Shop.open();

    @Test
    void page_always_tellsEveryChangeNewestFirst() {
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
    void record_whenDeltasComeTwiceAndShuffled_keepsEachOnce() {
        trade();
        record();
        var before = page(Optional.empty(), 100, Optional.empty());

        record();

        assertThat(page(Optional.empty(), 100, Optional.empty())).isEqualTo(before);
    }

    @Test
    void page_whenALocationIsNamed_tellsOnlyItsChanges() {
        trade();
        record();

        assertThat(page(Optional.of(new Location("west")), 10, Optional.empty()).entries())
                .extracting(HistoryEntry::units)
                .containsExactly(-1L, 3L);
    }

    @Test
    void page_whenFollowedByItsCursors_tellsEachEntryOnce() {
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

    @Test
    void parse_ofATokenThatIsNoCursor_findsNone() {
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
        var deltas = new ArrayList<>(shop.deltas());
        Collections.shuffle(deltas, new Random(5));
        shop.stock().recordingHistory().record(deltas, Shop.call());
    }

    private HistoryPage page(
            Optional<Location> location, int limit, Optional<HistoryCursor> cursor) {
        return shop.stock().readingHistory().page(TAPE, location, limit, cursor, Shop.call());
    }
}
