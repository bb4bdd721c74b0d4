package dev.netstock.bench.physics.dynamodb;

import java.time.Duration;

/**
 * Every number of the model, in one place.
 *
 * @param capacity how many units there are, and what costs how many
 * @param times how long requests take
 */
public record Physics(Capacity capacity, Times times) {
    /** The rules as published; each hot key has a partition to itself; times with tails. */
    public static Physics standard() {
        return new Physics(Capacity.standard(), Times.standard());
    }

    /** The same with keys spread otherwise. */
    public Physics withPlacement(Placement placement) {
        return new Physics(capacity.withPlacement(placement), times);
    }

    /** The same with other units kept. */
    public Physics withBurst(double seconds, double saved) {
        return new Physics(capacity.withBurst(seconds, saved), times);
    }

    /** The same with another number of units a second, so that a slow machine can use them up. */
    public Physics withUnits(double writeUnits, double readUnits) {
        return new Physics(capacity.withUnits(writeUnits, readUnits), times);
    }

    /** The same with other times. */
    public Physics withTimes(Times other) {
        return new Physics(capacity, other);
    }

    /**
     * Units, by AWS's published rules but for how long a split takes. That a write whose condition
     * fails pays is published (<a
     * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read
     * and write operations</a>); that one which meets a transaction pays is not, and assumed.
     *
     * @param writeUnits write units a second of a partition, and therefore of an item, and of a
     *     partition key that has a partition to itself: 1,000. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">Designing
     *     partition keys</a>
     * @param readUnits read units a second, likewise: 3,000 (same page)
     * @param burstSeconds so many seconds' unused units are kept for later: at most 300. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html">Burst
     *     and adaptive capacity</a>. That page also says that DynamoDB may use them up itself, and
     *     that this may change, so nobody may count on them: 1 here, which evens out arrivals
     * @param burstSaved the share of these that is there at the start: 0 here
     * @param transactionFactor a write in a transaction costs so many times its units: 2, one to
     *     prepare and one to commit; let in if there is the first of them (that much is assumed).
     *     <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling">Capacity
     *     management for transactions</a>
     * @param placement how the table is spread. A new on-demand table takes 4,000 write units a
     *     second. <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/warm-throughput.html">Warm
     *     throughput</a>
     * @param splitForHeat a partition that was throttled for so long is split between its hot keys,
     *     down to one key, and never merged. <a
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
     * Times: assumptions, since AWS promises single-digit milliseconds and publishes no
     * distributions.
     *
     * @param itemService plain writes to one item line up, this far apart at the least
     * @param readLeg a read's way to the item, and again its way back
     * @param writeLeg a plain write's, likewise
     * @param transactionLeg a transaction's way to its items, and from the commit back
     * @param transactionWindow from prepare to commit: so long a transaction shuts its items to
     *     other transactions and to plain writes. <a
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
