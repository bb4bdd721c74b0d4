package dev.netstock.bench.physics.dynamodb;

import dev.netstock.bench.physics.dynamodb.Physics.Capacity;

import java.util.Arrays;

/** The capacity of a range of keys, its hot keys, and how long it has been throttled. */
final class Partition {
    private static final int WITNESSES = 64;
    private static final int SAMPLED = 16;

    private final TokenBucket writes;
    private final TokenBucket reads;
    private long[] witnesses = {};
    private int requests;
    private long hotSince;
    private long lastThrottle = Long.MIN_VALUE / 2;

    Partition(Capacity capacity, double burstSaved, long now) {
        writes = bucket(capacity, capacity.writeUnits(), burstSaved, now);
        reads = bucket(capacity, capacity.readUnits(), burstSaved, now);
    }

    private static TokenBucket bucket(Capacity capacity, double rate, double saved, long now) {
        double kept = capacity.burstSeconds();
        return new TokenBucket(rate, kept, rate * kept * saved, now);
    }

    TokenBucket writes() {
        return writes;
    }

    TokenBucket reads() {
        return reads;
    }

    /** Records some of the accessed keys. */
    void access(long key) {
        requests++;
        if (requests % SAMPLED == 0) {
            if (witnesses.length == 0) {
                witnesses = new long[WITNESSES];
                Arrays.fill(witnesses, key);
            }
            witnesses[requests / SAMPLED % WITNESSES] = key;
        }
    }

    /** A second without a throttle ends the heat. */
    void throttled(long now) {
        if (now - lastThrottle > VirtualTime.SECOND) {
            hotSince = now;
        }
        lastThrottle = now;
    }

    long hotFor(long now) {
        return now - hotSince;
    }

    /** Recently accessed keys, in order. */
    long[] hotKeys() {
        return Arrays.stream(witnesses).sorted().distinct().toArray();
    }
}
