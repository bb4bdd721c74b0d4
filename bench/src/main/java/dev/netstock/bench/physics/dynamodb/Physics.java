package dev.netstock.bench.physics.dynamodb;

import java.time.Duration;

/**
 * Every number of the model, in one place.
 *
 * @param capacity capacity units and their consumption
 * @param times durations of requests
 */
public record Physics(Capacity capacity, Times times) {
    /** The rules as published; each hot key has a partition to itself; times with tails. */
    public static Physics standard() {
        return new Physics(Capacity.standard(), Times.standard());
    }

    /** The same with another placement of keys. */
    public Physics withPlacement(Placement placement) {
        return new Physics(capacity.withPlacement(placement), times);
    }

    /** The same with other burst capacity. */
    public Physics withBurst(double seconds, double saved) {
        return new Physics(capacity.withBurst(seconds, saved), times);
    }

    /** The same with other units per second, so that a slow machine can exhaust them. */
    public Physics withUnits(double writeUnits, double readUnits) {
        return new Physics(capacity.withUnits(writeUnits, readUnits), times);
    }

    /** The same with other durations. */
    public Physics withTimes(Times other) {
        return new Physics(capacity, other);
    }

    /**
     * Capacity, by AWS's published rules except for the duration of a split. It is published that a
     * write with a failed condition consumes units (<a
     * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read
     * and write operations</a>); that a write which conflicts with a transaction does so is an
     * assumption.
     *
     * @param writeUnits write units a second of a partition, and therefore of an item, and of a
     *     partition key that has a partition to itself: 1,000. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">Designing
     *     partition keys</a>
     * @param readUnits read units a second, likewise: 3,000 (same page)
     * @param burstSeconds unused units of this many seconds are kept for later: at most 300. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">Burst
     *     and adaptive capacity</a>. DynamoDB may use them itself, and the rule may change, so a
     *     design must not rely on them: 1 here, which evens out arrivals
     * @param burstSaved the share of these that is available at the start: 0 here
     * @param transactionFactor the factor of units of a write in a transaction: 2, one to prepare
     *     and one to commit; it is admitted if the first is available (an assumption). <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling">Capacity
     *     management for transactions</a>
     * @param placement the placement of keys. A new on-demand table supports 4,000 write units a
     *     second. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">Warm
     *     throughput</a>
     * @param splitForHeat a partition that was throttled for this long is split between its hot
     *     keys, down to one key, and never merged. <a
     *     href="https://aws.amazon.com/blogs/database/part-3-scaling-dynamodb-how-partitions-hot-keys-and-split-for-heat-impact-performance/">Scaling
     *     DynamoDB, part 3</a>. How long it takes is not published: assumed to be 5 minutes
     */
    public record Capacity(
            double writeUnits,
            double readUnits,
            double burstSeconds,
            double burstSaved,
            double transactionFactor,
            Placement placement,
            Duration splitForHeat) {
        private static final double BURST_MAX = 300;

        public Capacity {
            if (burstSeconds < 0 || burstSeconds > BURST_MAX || burstSaved < 0 || burstSaved > 1) {
                throw new IllegalArgumentException("A burst is of 0 to 300 seconds");
            }
        }

        static Capacity standard() {
            return new Capacity(1_000, 3_000, 1, 0, 2, Placement.isolated(), Duration.ofMinutes(5));
        }

        Capacity withPlacement(Placement other) {
            return new Capacity(
                    writeUnits,
                    readUnits,
                    burstSeconds,
                    burstSaved,
                    transactionFactor,
                    other,
                    splitForHeat);
        }

        Capacity withUnits(double writes, double reads) {
            return new Capacity(
                    writes,
                    reads,
                    burstSeconds,
                    burstSaved,
                    transactionFactor,
                    placement,
                    splitForHeat);
        }

        Capacity withBurst(double seconds, double saved) {
            return new Capacity(
                    writeUnits,
                    readUnits,
                    seconds,
                    saved,
                    transactionFactor,
                    placement,
                    splitForHeat);
        }
    }

    /**
     * Durations. They are assumptions: AWS promises single-digit milliseconds and publishes no
     * distributions.
     *
     * @param itemService the least time between two plain writes to one item
     * @param readLeg the time of a read to the item, and again back
     * @param writeLeg the same for a plain write
     * @param transactionLeg the time of a transaction to its items, and from the commit back
     * @param transactionWindow the time from prepare to commit, in which a transaction locks its
     *     items for other transactions and plain writes. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">Transaction
     *     conflict handling</a>
     */
    public record Times(
            Duration itemService,
            Latency readLeg,
            Latency writeLeg,
            Latency transactionLeg,
            Latency transactionWindow) {
        /** With tails. */
        static Times standard() {
            return new Times(
                    Duration.ofNanos(500_000),
                    Latency.ofMillis(1.5, 5),
                    Latency.ofMillis(2, 6),
                    Latency.ofMillis(3, 8),
                    Latency.ofMillis(6, 12));
        }
    }
}
