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
            WatchedItem.unknown(ITEM).set(1, Optional.of(THRESHOLDS));

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
    void heard_whenLevelsAreTold_turnsByThresholdsWithHysteresis(String levels, String expected) {
        WatchedItem item = WATCHED;
        long version = 0;
        for (String level : levels.split(" ", -1)) {
            item = item.heard(new Level(Long.parseLong(level), ++version), NOW).paid();
        }
        assertThat(status(item)).isEqualTo(expected);
    }

    @Test
    void heard_whenItTurns_owesTheTurnWithAllThatIsToldOfIt() {
        WatchedItem low = WATCHED.heard(new Level(7, 1), NOW);

        assertThat(low.owed()).contains(new ThresholdCrossing(ITEM, 1, NOW, 7, THRESHOLDS));
        assertThat(low.paid().heard(new Level(30, 2), NOW.plusSeconds(1)).owed())
                .contains(new ThresholdCrossing(ITEM, 2, NOW.plusSeconds(1), 30, THRESHOLDS));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void heard_whenALevelIsOlderOrTheSame_changesNothing(long version) {
        WatchedItem item = WATCHED.heard(new Level(20, 5), NOW);
        assertThat(item.heard(new Level(1, version), NOW)).isSameAs(item);
    }

    @Test
    void heard_whenItHasNoSettings_knowsNoLevel() {
        WatchedItem item = WatchedItem.unknown(ITEM).set(1, Optional.empty());
        assertThat(item.heard(new Level(1, 1), NOW)).isEqualTo(item);
    }

    @Test
    void looked_whenTheLevelIsKnownAndSettingsAreNew_turnsByThem() {
        WatchedItem item = WATCHED.heard(new Level(20, 5), NOW);
        WatchedItem set = item.set(2, Optional.of(new Thresholds(5, 20, 40, 30)));

        assertThat(set.owed()).isEmpty();
        assertThat(status(set.looked(new Level(20, 5), NOW))).isEqualTo("LOW 1");
    }

    @Test
    void looked_whenItIsLowAlready_doesNotTurnAgain() {
        WatchedItem low = WATCHED.heard(new Level(3, 5), NOW).paid();
        WatchedItem set = low.set(2, Optional.of(new Thresholds(1, 4, 40, 25)));
        assertThat(set.looked(new Level(3, 5), NOW)).isEqualTo(set);
    }

    @Test
    void looked_whenNetStockHasNoSuchItem_doesNotTurn() {
        assertThat(WATCHED.looked(Level.NONE, NOW)).isEqualTo(WATCHED);
    }

    @Test
    void set_whenSettingsAreOlder_keepsTheNewest() {
        WatchedItem item = WATCHED.set(3, Optional.of(THRESHOLDS));
        assertThat(item.set(2, Optional.empty())).isSameAs(item);
    }

    @Test
    void set_whenSettingsAreRemovedAndComeBack_remembersThatItWasLow() {
        WatchedItem low = WATCHED.heard(new Level(3, 5), NOW).paid();
        WatchedItem removed = low.set(2, Optional.empty());
        WatchedItem back = removed.set(3, Optional.of(THRESHOLDS));

        assertThat(removed.level()).isEqualTo(Level.NONE);
        assertThat(back.looked(new Level(4, 6), NOW).owed()).isEmpty();
        assertThat(status(back.looked(new Level(30, 7), NOW))).isEqualTo("OK 1");
    }

    @Test
    void following_whenTheLeaderTurned_turnsWithItAndOwesNothing() {
        WatchedItem leader = WATCHED.heard(new Level(3, 5), NOW).paid();
        assertThat(WATCHED.following(leader, NOW)).isEqualTo(leader);
    }

    @Test
    void following_whenItKnowsANewerLevel_turnsByThatAfterTheLeader() {
        WatchedItem leader = WATCHED.heard(new Level(3, 5), NOW).paid();
        WatchedItem ahead = WATCHED.heard(new Level(30, 9), NOW);

        assertThat(ahead.following(leader, NOW).owed()).map(ThresholdCrossing::number).contains(2L);
    }

    @Test
    void heard_whenLevelsAreRandom_turnsAsOftenAsTheyCross() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            List<Long> levels = random.longs(50, -5, 50).boxed().toList();
            List<Long> expected = crossings(levels);
            List<Long> told = new ArrayList<>();
            WatchedItem item = WATCHED;
            for (int version = 1; version <= levels.size(); version++) {
                item = item.heard(new Level(levels.get(version - 1), version), NOW);
                item.owed().map(ThresholdCrossing::available).ifPresent(told::add);
                item = item.paid();
            }
            assertThat(told).as("seed %d", seed).isEqualTo(expected);
            assertThat(item.turns()).as("seed %d", seed).isEqualTo(expected.size());
        }
    }

    @Test
    void thresholds_whenTheyAreOutOfOrder_areRefused() {
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
    void usualRecoveryPoint_isHalfwayRoundedUp(long reorderPoint, long orderUpTo, long expected) {
        assertThat(Thresholds.usualRecoveryPoint(reorderPoint, orderUpTo)).isEqualTo(expected);
    }

    /** The levels at which it turns, by the plainest means. */
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
