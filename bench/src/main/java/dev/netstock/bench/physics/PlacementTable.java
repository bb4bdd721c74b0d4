package dev.netstock.bench.physics;

import dev.netstock.bench.Spread;
import dev.netstock.bench.TextTable;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * How a hash places the shards of one SKU on the partitions of a table, and what the fullest
 * partition gets of {@link RateTables#RATE} orders a second. Pure chance: nothing is simulated.
 *
 * @param seeds the number of placements of each row
 */
record PlacementTable(int seeds) {
    /** Write units a second of a partition. */
    private static final double PARTITION_UNITS = 1_000;

    private static final List<Integer> SHARDS = List.of(64, 128, 200);
    private static final List<Integer> PARTITIONS = List.of(16, 24, 32, 48, 64, 128);

    @Override
    public String toString() {
        var table =
                new TextTable(
                        "shards",
                        "partitions",
                        "shards on the fullest partition",
                        "its write units/s",
                        "placements that overload a partition");
        for (int shards : SHARDS) {
            for (int partitions : PARTITIONS) {
                List<Double> fullest = fullest(shards, partitions);
                double ofShard = RateTables.RATE / shards;
                Spread spread = Spread.of(fullest);
                table.add(
                        shards,
                        partitions,
                        range(spread.median(), spread.min(), spread.max()),
                        range(
                                spread.median() * ofShard,
                                spread.min() * ofShard,
                                spread.max() * ofShard),
                        "%d of %d"
                                .formatted(
                                        fullest.stream()
                                                .filter(many -> many * ofShard > PARTITION_UNITS)
                                                .count(),
                                        seeds));
            }
        }
        return table.toString();
    }

    /** The number of shards on the fullest partition, of each placement. */
    private List<Double> fullest(int shards, int partitions) {
        return LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> (double) fullest(shards, partitions, new SplittableRandom(seed)))
                .toList();
    }

    /** The number of shards on the fullest partition of one random placement. */
    static int fullest(int shards, int partitions, RandomGenerator random) {
        int[] on = new int[partitions];
        int most = 0;
        for (int shard = 0; shard < shards; shard++) {
            int partition = random.nextInt(partitions);
            on[partition]++;
            most = Math.max(most, on[partition]);
        }
        return most;
    }

    private static String range(double median, double min, double max) {
        return String.format(Locale.ROOT, "%,.0f (%,.0f–%,.0f)", median, min, max);
    }
}
