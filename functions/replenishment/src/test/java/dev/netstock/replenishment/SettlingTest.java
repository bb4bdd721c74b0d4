package dev.netstock.replenishment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.replenishment.watch.ItemSettlement;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.SettledItem;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Somebody moves an item on while others do, or died over it. */
class SettlingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ItemKey ITEM = ItemKey.of(new Sku("A"), new Location("east"));
    private static final WatchedItem UNKNOWN = WatchedItem.unknown(ITEM);

    private final MemoryTables tables = new MemoryTables();
    private final ItemSettlement settling = tables.settling(Deliveries.FOR_EVER);

    @Test
    void settle_whenAnotherWroteInBetween_goesOnFromThere() {
        WatchedItem read = settle(1, UNKNOWN, List.of(set(1))).item();
        settle(1, read, List.of(heard(30, 4)));

        SettledItem settled = settle(1, read, List.of(heard(5, 3), heard(20, 5)));

        assertThat(settled.item().level()).isEqualTo(new Level(20, 5));
        assertThat(settled.told()).isEmpty();
        assertThat(tables.items(1)).containsExactly(settled.item());
    }

    @Test
    void settle_whenAnotherDiedOverATurn_tellsItFirst() {
        WatchedItem read = settle(1, UNKNOWN, List.of(set(1))).item();
        assertThatThrownBy(() -> tables.settling(1).settle(1, read, List.of(heard(5, 1)), soon()))
                .isInstanceOf(RetryLaterException.class);
        assertThat(tables.turns()).isEmpty();

        SettledItem settled = settle(1, tables.items(1).getFirst(), List.of(heard(30, 2)));

        assertThat(settled.told()).extracting(ThresholdCrossing::number).containsExactly(1L, 2L);
        assertThat(settled.told())
                .extracting(ThresholdCrossing::available)
                .containsExactly(5L, 30L);
    }

    @Test
    void settle_whenTheRecordKnowsMore_tellsThatAgainAndCatchesUpBeforeItTurns() {
        settle(1, UNKNOWN, List.of(set(1), heard(5, 1), heard(30, 2)));
        var before = tables.told();

        SettledItem behind = settle(2, UNKNOWN, List.of(set(1), heard(4, 3)));

        assertThat(behind.item().turns()).isEqualTo(3);
        assertThat(behind.told()).extracting(ThresholdCrossing::number).containsExactly(1L, 3L);
        assertThat(tables.told()).containsAllEntriesOf(before).hasSize(before.size() + 2);
    }

    @Test
    void settle_whenTwoGenerationsTurnByDifferentLevels_tellsTheWordsOfTheFirst() {
        settle(1, UNKNOWN, List.of(set(1), heard(5, 1)));

        SettledItem second = settle(2, UNKNOWN, List.of(set(1), heard(3, 2)));

        assertThat(second.told()).isEqualTo(tables.turns());
        assertThat(second.item().turns()).isEqualTo(1);
        assertThat(second.item().level()).isEqualTo(new Level(3, 2));
        assertThat(tables.told()).hasSize(2);
    }

    @Test
    void settle_whenNothingMoves_writesNothing() {
        WatchedItem read = settle(1, UNKNOWN, List.of(set(1), heard(30, 1))).item();
        SettledItem settled =
                tables.settling(0).settle(1, read, List.of(heard(30, 1), set(1)), soon());
        assertThat(settled.item()).isEqualTo(read);
    }

    private SettledItem settle(
            int generation, WatchedItem read, List<UnaryOperator<WatchedItem>> moves) {
        return settling.settle(generation, read, moves, soon());
    }

    private static UnaryOperator<WatchedItem> set(long version) {
        return item -> item.set(version, Optional.of(new Thresholds(5, 10, 40, 25)));
    }

    private static UnaryOperator<WatchedItem> heard(long available, long version) {
        return item -> item.heard(new Level(available, version), NOW);
    }

    private static Call soon() {
        return new Call("test", "trace", Deadline.after(Duration.ofMillis(500)));
    }
}
