package dev.netstock.salemode.mode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

class WarmThroughputTest {
    private static final int PLACEMENTS = 10_000;

    @ParameterizedTest
    @CsvSource({
        "10000, 64, 54000",
        "10000, 128, 31000",
        "10000, 200, 22000",
        "5000, 64, 14000",
        "4000, 32, 13000",
        "1000, 64, 1000",
        "1, 1, 1000"
    })
    void needed_ofAPlan_isEnoughPartitions(long ordersPerSecond, int shards, long writeUnits) {
        assertThat(WarmThroughput.needed(ordersPerSecond, shards)).isEqualTo(writeUnits);
    }

    /** Places the shards at random: in 99 of 100 cases no partition gets more than it accepts. */
    @ParameterizedTest
    @CsvSource({"10000, 64", "10000, 128", "10000, 200", "5000, 64", "5000, 32", "2000, 16"})
    void needed_ofAPlan_overloadsAPartitionInOneOf100Placements(long ordersPerSecond, int shards) {
        int partitions = (int) (WarmThroughput.needed(ordersPerSecond, shards) / 1_000);
        var random = new SplittableRandom(11);

        assertThat(overloaded(ordersPerSecond, shards, partitions, random))
                .isLessThan(PLACEMENTS * 13 / 1_000);
    }

    /** Half as many partitions would be overloaded often. */
    @ParameterizedTest
    @CsvSource({"10000, 64", "10000, 200", "5000, 64"})
    void needed_ofAPlan_isNotFarTooMuch(long ordersPerSecond, int shards) {
        int partitions = (int) (WarmThroughput.needed(ordersPerSecond, shards) / 2_000);
        var random = new SplittableRandom(12);

        assertThat(overloaded(ordersPerSecond, shards, partitions, random))
                .isGreaterThan(PLACEMENTS / 10);
    }

    /** The number of placements in which a partition gets more than it accepts. */
    private static long overloaded(
            long ordersPerSecond, int shards, int partitions, SplittableRandom random) {
        return IntStream.range(0, PLACEMENTS)
                .filter(
                        _ ->
                                fullest(shards, partitions, random) * ordersPerSecond
                                        > 1_000L * shards)
                .count();
    }

    private static int fullest(int shards, int partitions, SplittableRandom random) {
        int[] on = new int[partitions];
        IntStream.range(0, shards).forEach(_ -> on[random.nextInt(partitions)]++);
        return IntStream.of(on).max().orElseThrow();
    }
}
