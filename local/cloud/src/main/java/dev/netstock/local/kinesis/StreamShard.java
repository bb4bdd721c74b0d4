package dev.netstock.local.kinesis;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One shard: its records in their order, the newest {@value #KEPT_MAX} of them. Thread-safe.
 *
 * <p>A place in it is the number of records that ever came before.
 */
final class StreamShard {
    /** Far less than a day of them, but they are held in memory. */
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

    /** Adds a record and answers its sequence number. */
    synchronized String add(String partitionKey, SdkBytes data, Instant now) {
        String number = sequenceNumber(end());
        records.add(new KinesisRecord(number, partitionKey, data, now));
        if (records.size() > KEPT_MAX) {
            records.subList(0, TRIMMED_AT_ONCE).clear();
            trimmed += TRIMMED_AT_ONCE;
        }
        return number;
    }

    /** The records from a place on, or from the oldest if that place is gone. */
    synchronized List<KinesisRecord> from(long place, int limit) {
        int first = (int) Math.min(records.size(), Math.max(0, place - trimmed));
        return List.copyOf(records.subList(first, Math.min(records.size(), first + limit)));
    }

    /** The place of the oldest record. */
    synchronized long start() {
        return trimmed;
    }

    /** The place behind the newest record. */
    synchronized long end() {
        return trimmed + records.size();
    }

    /** The place of the first record that came at this time or later. */
    synchronized long at(Instant time) {
        int place = 0;
        while (place < records.size() && records.get(place).arrivedAt().isBefore(time)) {
            place++;
        }
        return trimmed + place;
    }

    /** The place behind a record. */
    static long after(KinesisRecord last) {
        return place(last.sequenceNumber()) + 1;
    }

    /** All of the same length, so that they sort as text too. */
    static String sequenceNumber(long place) {
        return SEQUENCE_START + ("%0" + SEQUENCE_DIGITS + "d").formatted(place);
    }

    /**
     * The place that a sequence number names.
     *
     * @throws NumberFormatException if it is not one of ours
     */
    static long place(String sequenceNumber) {
        if (sequenceNumber.length() != SEQUENCE_START.length() + SEQUENCE_DIGITS) {
            throw new NumberFormatException("Not a sequence number");
        }
        return Long.parseLong(sequenceNumber.substring(SEQUENCE_START.length()));
    }
}
