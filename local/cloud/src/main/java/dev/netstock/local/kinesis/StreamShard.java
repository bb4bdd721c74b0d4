package dev.netstock.local.kinesis;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One shard: its newest {@value #KEPT_MAX} records in order. Thread-safe.
 *
 * <p>A position is the number of records that were ever added before it.
 */
final class StreamShard {
    /** Far less than a day of records, since they are held in memory. */
    static final int KEPT_MAX = 500_000;

    private static final int TRIMMED_AT_ONCE = 50_000;
    private static final String SEQUENCE_START = "49";
    private static final int SEQUENCE_DIGITS = 54;

    private final String id;
    private final BigInteger firstHash;
    private final BigInteger lastHash;
    private final List<KinesisRecord> records = new ArrayList<>();
    private long trimmed;

    StreamShard(int number, BigInteger firstHash, BigInteger lastHash) {
        this.id = "shardId-%012d".formatted(number);
        this.firstHash = firstHash;
        this.lastHash = lastHash;
    }

    String id() {
        return id;
    }

    BigInteger firstHash() {
        return firstHash;
    }

    BigInteger lastHash() {
        return lastHash;
    }

    boolean takes(BigInteger hash) {
        return hash.compareTo(firstHash) >= 0 && hash.compareTo(lastHash) <= 0;
    }

    /** Adds a record and returns its sequence number. */
    synchronized String add(String partitionKey, SdkBytes data, Instant now) {
        String number = sequenceNumber(end());
        records.add(new KinesisRecord(number, partitionKey, data, now));
        if (records.size() > KEPT_MAX) {
            records.subList(0, TRIMMED_AT_ONCE).clear();
            trimmed += TRIMMED_AT_ONCE;
        }
        notifyAll();
        return number;
    }

    /** Waits until there is a record at this position; false if the time is over before. */
    synchronized boolean awaitAfter(long position, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (end() <= position && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return end() > position;
    }

    /** The records from a position on, or from the oldest if that position was removed. */
    synchronized List<KinesisRecord> from(long position, int limit) {
        int first = (int) Math.min(records.size(), Math.max(0, position - trimmed));
        return List.copyOf(records.subList(first, Math.min(records.size(), first + limit)));
    }

    /** The position of the oldest record. */
    synchronized long start() {
        return trimmed;
    }

    /** The position after the newest record. */
    synchronized long end() {
        return trimmed + records.size();
    }

    /** The position of the first record that arrived at or after this time. */
    synchronized long at(Instant time) {
        int position = 0;
        while (position < records.size() && records.get(position).arrivedAt().isBefore(time)) {
            position++;
        }
        return trimmed + position;
    }

    /** The position after a record. */
    static long after(KinesisRecord last) {
        return position(last.sequenceNumber()) + 1;
    }

    /** All have the same length, so that they also sort as text. */
    static String sequenceNumber(long position) {
        return SEQUENCE_START + ("%0" + SEQUENCE_DIGITS + "d").formatted(position);
    }

    /**
     * The position of a sequence number.
     *
     * @throws NumberFormatException if it is not a sequence number of this shard
     */
    static long position(String sequenceNumber) {
        if (sequenceNumber.length() != SEQUENCE_START.length() + SEQUENCE_DIGITS) {
            throw new NumberFormatException("Not a sequence number");
        }
        return Long.parseLong(sequenceNumber.substring(SEQUENCE_START.length()));
    }
}
