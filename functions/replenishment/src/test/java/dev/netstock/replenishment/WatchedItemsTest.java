package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.replenishment.watch.UpdatedItem;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.replenishment.watch.WatchedItems;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Updates an item while other processes update it, or were killed while they did. */
class WatchedItemsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ItemKey ITEM = ItemKey.of(new Sku("A"), new Location("east"));
    private static final WatchedItem UNKNOWN = WatchedItem.unknown(ITEM);

    private final MemoryTables tables = new MemoryTables();
    private final WatchedItems items = tables.watchedItems(Deliveries.FOR_EVER);

    @Test
    void update_afterAConcurrentWrite_continuesFromIt() {
        WatchedItem read = update(1, UNKNOWN, List.of(set(1))).item();
        update(1, read, List.of(reported(30, 4)));

        UpdatedItem updated = update(1, read, List.of(reported(5, 3), reported(20, 5)));

        assertThat(updated.item().level()).isEqualTo(new Level(20, 5));
        assertThat(updated.published()).isEmpty();
        assertThat(tables.items(1)).containsExactly(updated.item());
    }

    @Test
    void update_afterAnotherProcessWasKilled_publishesItsCrossingFirst() {
        WatchedItem read = update(1, UNKNOWN, List.of(set(1))).item();
        assertThatThrownBy(
                        () ->
                                tables.watchedItems(1)
                                        .update(1, read, List.of(reported(5, 1)), soon()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(tables.crossings()).isEmpty();

        UpdatedItem updated = update(1, tables.items(1).getFirst(), List.of(reported(30, 2)));

        assertThat(updated.published())
                .extracting(ThresholdCrossing::number)
                .containsExactly(1L, 2L);
        assertThat(updated.published())
                .extracting(ThresholdCrossing::available)
                .containsExactly(5L, 30L);
    }

    @Test
    void update_withMoreRecordedCrossings_publishesThemAgainAndCatchesUp() {
        update(1, UNKNOWN, List.of(set(1), reported(5, 1), reported(30, 2)));
        var before = tables.published();

        UpdatedItem behind = update(2, UNKNOWN, List.of(set(1), reported(4, 3)));

        assertThat(behind.item().crossings()).isEqualTo(3);
        assertThat(behind.published())
                .extracting(ThresholdCrossing::number)
                .containsExactly(1L, 3L);
        assertThat(tables.published()).containsAllEntriesOf(before).hasSize(before.size() + 2);
    }

    @Test
    void update_ofTwoGenerationsWithDifferentLevels_publishesTheRecordedCrossing() {
        update(1, UNKNOWN, List.of(set(1), reported(5, 1)));

        UpdatedItem second = update(2, UNKNOWN, List.of(set(1), reported(3, 2)));

        assertThat(second.published()).isEqualTo(tables.crossings());
        assertThat(second.item().crossings()).isEqualTo(1);
        assertThat(second.item().level()).isEqualTo(new Level(3, 2));
        assertThat(tables.published()).hasSize(2);
    }

    @Test
    void update_withoutAChange_writesNothing() {
        WatchedItem read = update(1, UNKNOWN, List.of(set(1), reported(30, 1))).item();
        UpdatedItem updated =
                tables.watchedItems(0).update(1, read, List.of(reported(30, 1), set(1)), soon());
        assertThat(updated.item()).isEqualTo(read);
    }

    private UpdatedItem update(
            int generation, WatchedItem read, List<UnaryOperator<WatchedItem>> changes) {
        return items.update(generation, read, changes, soon());
    }

    private static UnaryOperator<WatchedItem> set(long version) {
        return item -> item.withSettings(version, Optional.of(new Thresholds(5, 10, 40, 25)));
    }

    private static UnaryOperator<WatchedItem> reported(long available, long version) {
        return item -> item.withReport(new Level(available, version), NOW);
    }

    private static Call soon() {
        return new Call("test", "trace", Deadline.after(Duration.ofMillis(500)));
    }
}
