package dev.netstock.salemode.mode;

/**
 * The warm throughput that a table needs so that a hot SKU's shards find room on its partitions.
 *
 * <p>Warm throughput of n thousand write units means n partitions, each of which accepts 1,000
 * write units a second. DynamoDB places a partition key by its hash, so some partitions get more
 * shards than others, and their shards share the 1,000 units.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
 *     Best practices for designing and using partition keys</a>
 */
final class WarmThroughput {
    private static final long UNITS_PER_PARTITION = 1_000;

    /** How probable it may be that some partition gets more load than it accepts. */
    private static final double RISK_MAX = 0.01;

    private WarmThroughput() {}

    /**
     * Write units a second, in thousands: enough that with a probability of 99 % no partition is
     * overloaded, if all orders are for one SKU.
     *
     * @param ordersPerSecond each takes one write unit of a shard
     * @param shards over how many the orders are spread
     */
    static long needed(long ordersPerSecond, int shards) {
        int fitting =
                Math.clamp(UNITS_PER_PARTITION * shards / Math.max(1, ordersPerSecond), 1, shards);
        long partitions = Math.max(1, Math.ceilDiv(ordersPerSecond, UNITS_PER_PARTITION));
        while (partitions * probabilityOfMore(fitting, shards, partitions) > RISK_MAX) {
            partitions++;
        }
        return partitions * UNITS_PER_PARTITION;
    }

    /**
     * The probability that one partition gets more shards than fit. Summed over the partitions, it
     * is at least the probability that this happens to any of them.
     */
    private static double probabilityOfMore(int fitting, int shards, long partitions) {
        if (partitions == 1) {
            return shards > fitting ? 1 : 0;
        }
        double odds = 1.0 / (partitions - 1);
        double exactly = Math.pow(1 - 1.0 / partitions, shards);
        double more = 0;
        for (int many = 0; many < shards; many++) {
            exactly = exactly * odds * (shards - many) / (many + 1);
            more += many + 1 > fitting ? exactly : 0;
        }
        return more;
    }
}
