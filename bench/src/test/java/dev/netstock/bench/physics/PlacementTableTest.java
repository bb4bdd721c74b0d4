package dev.netstock.bench.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

class PlacementTableTest {
    @Test
    void fullest_ofOnePartition_hasAllShards() {
        assertThat(PlacementTable.fullest(64, 1, new SplittableRandom(1))).isEqualTo(64);
    }

    /** 64 shards at 156 write units a second: seven on one partition exceed its 1,000. */
    @Test
    void fullest_of64ShardsOn16Partitions_isOverloadedNineTimesInTen() {
        var random = new SplittableRandom(7);
        long overloaded =
                IntStream.range(0, 10_000)
                        .filter(_ -> PlacementTable.fullest(64, 16, random) >= 7)
                        .count();

        assertThat(overloaded).isBetween(8_900L, 9_200L);
    }

    @Test
    void table_ofAHundredPlacements_hasARowForEachCombination() {
        assertThat(new PlacementTable(100).toString().lines()).hasSize(2 + 3 * 6);
    }
}
