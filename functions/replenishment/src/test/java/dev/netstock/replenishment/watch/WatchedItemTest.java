package dev.netstock.replenishment.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Low at 10 or fewer, recovered at 25 or more. */
class WatchedItemTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final Thresholds THRESHOLDS = new Thresholds(5, 10, 40, 25);
    private static final ItemKey ITEM = ItemKey.of(new Sku("A"), new Location("east"));
    private static final WatchedItem WATCHED =
            WatchedItem.unknown(ITEM).withSettings(1, Optional.of(THRESHOLDS));

    @ParameterizedTest
    @CsvSource({
        "11,          OK 0",
        "10,          LOW 1",
        "-3,          LOW 1",
        "10 11,       LOW 1",
        "10 24,       LOW 1",
        "10 25,       OK 1",
        "10 25 11,    OK 1",
        "10 25 10,    LOW 2",
        "10 9 8 7,    LOW 1",
        "10 24 10 24, LOW 1",
        "50 10 60 3,  LOW 2"
    })
    void withReport_ofLevels_crossesThresholdsWithHysteresis(String levels, String expected) {
        WatchedItem item = WATCHED;
        long version = 0;
        for (String level : levels.split(" ", -1)) {
            item = item.withReport(new Level(Long.parseLong(level), ++version), NOW).withoutOwed();
        }
        assertThat(status(item)).isEqualTo(expected);
    }

    @Test
    void withReport_thatCrosses_owesACompleteCrossing() {
        WatchedItem low = WATCHED.withReport(new Level(7, 1), NOW);

        assertThat(low.owed()).contains(new ThresholdCrossing(ITEM, 1, NOW, 7, THRESHOLDS));
        assertThat(low.withoutOwed().withReport(new Level(30, 2), NOW.plusSeconds(1)).owed())
                .contains(new ThresholdCrossing(ITEM, 2, NOW.plusSeconds(1), 30, THRESHOLDS));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void withReport_ofALevelThatIsNotNewer_changesNothing(long version) {
        WatchedItem item = WATCHED.withReport(new Level(20, 5), NOW);
        assertThat(item.withReport(new Level(1, version), NOW)).isSameAs(item);
    }

    @Test
    void withReport_withoutThresholds_changesNothing() {
        WatchedItem item = WatchedItem.unknown(ITEM).withSettings(1, Optional.empty());
        assertThat(item.withReport(new Level(1, 1), NOW)).isEqualTo(item);
    }

    @Test
    void evaluate_ofAKnownLevelWithNewSettings_crosses() {
        WatchedItem item = WATCHED.withReport(new Level(20, 5), NOW);
        WatchedItem set = item.withSettings(2, Optional.of(new Thresholds(5, 20, 40, 30)));

        assertThat(set.owed()).isEmpty();
        assertThat(status(set.evaluate(new Level(20, 5), NOW))).isEqualTo("LOW 1");
    }

    @Test
    void evaluate_ofAnItemThatIsAlreadyLow_doesNotCrossAgain() {
        WatchedItem low = WATCHED.withReport(new Level(3, 5), NOW).withoutOwed();
        WatchedItem set = low.withSettings(2, Optional.of(new Thresholds(1, 4, 40, 25)));
        assertThat(set.evaluate(new Level(3, 5), NOW)).isEqualTo(set);
    }

    @Test
    void evaluate_withoutALevelInNetStock_doesNotCross() {
        assertThat(WATCHED.evaluate(Level.NONE, NOW)).isEqualTo(WATCHED);
    }

    @Test
    void withSettings_thatAreOlder_keepsTheNewest() {
        WatchedItem item = WATCHED.withSettings(3, Optional.of(THRESHOLDS));
        assertThat(item.withSettings(2, Optional.empty())).isSameAs(item);
    }

    @Test
    void withSettings_removedAndRestored_remembersThatItWasLow() {
        WatchedItem low = WATCHED.withReport(new Level(3, 5), NOW).withoutOwed();
        WatchedItem removed = low.withSettings(2, Optional.empty());
        WatchedItem back = removed.withSettings(3, Optional.of(THRESHOLDS));

        assertThat(removed.level()).isEqualTo(Level.NONE);
        assertThat(back.evaluate(new Level(4, 6), NOW).owed()).isEmpty();
        assertThat(status(back.evaluate(new Level(30, 7), NOW))).isEqualTo("OK 1");
    }

    @Test
    void follow_afterTheLeaderCrossed_catchesUpAndOwesNothing() {
        WatchedItem leader = WATCHED.withReport(new Level(3, 5), NOW).withoutOwed();
        assertThat(WATCHED.follow(leader, NOW)).isEqualTo(leader);
    }

    @Test
    void follow_withANewerLevel_crossesAfterTheLeader() {
        WatchedItem leader = WATCHED.withReport(new Level(3, 5), NOW).withoutOwed();
        WatchedItem ahead = WATCHED.withReport(new Level(30, 9), NOW);

        assertThat(ahead.follow(leader, NOW).owed()).map(ThresholdCrossing::number).contains(2L);
    }

    @Test
    void withReport_ofRandomLevels_crossesAsOftenAsTheyDo() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            List<Long> levels = random.longs(50, -5, 50).boxed().toList();
            List<Long> expected = crossings(levels);
            List<Long> owed = new ArrayList<>();
            WatchedItem item = WATCHED;
            for (int version = 1; version <= levels.size(); version++) {
                item = item.withReport(new Level(levels.get(version - 1), version), NOW);
                item.owed().map(ThresholdCrossing::available).ifPresent(owed::add);
                item = item.withoutOwed();
            }
            assertThat(owed).as("seed %d", seed).isEqualTo(expected);
            assertThat(item.crossings()).as("seed %d", seed).isEqualTo(expected.size());
        }
    }

    @Test
    void thresholds_outOfOrder_areRefused() {
        for (long[] wrong :
                Arrays.asList(
                        new long[] {-1, 10, 40, 25},
                        new long[] {11, 10, 40, 25},
                        new long[] {5, 10, 40, 10},
                        new long[] {5, 10, 40, 41})) {
            assertThatThrownBy(() -> new Thresholds(wrong[0], wrong[1], wrong[2], wrong[3]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 40, 25", "10, 41, 26", "10, 11, 11", "0, 1, 1"})
    void defaultRecoveryPoint_isHalfwayRoundedUp(long reorderPoint, long orderUpTo, long expected) {
        assertThat(Thresholds.defaultRecoveryPoint(reorderPoint, orderUpTo)).isEqualTo(expected);
    }

    /** The levels that cross a threshold, by the simplest calculation. */
    private static List<Long> crossings(List<Long> levels) {
        List<Long> crossings = new ArrayList<>();
        boolean low = false;
        for (long level : levels) {
            if (low ? level >= 25 : level <= 10) {
                low = !low;
                crossings.add(level);
            }
        }
        return crossings;
    }

    private static String status(WatchedItem item) {
        return (item.isLow() ? "LOW " : "OK ") + item.episode();
    }
}
