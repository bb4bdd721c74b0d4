package dev.netstock.local.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stream. Its shards divide the hash key space evenly and are never split or merged. Thread-safe.
 *
 * @param shards at least one
 * @param onDemand whether the stream is in on-demand mode
 * @param recordBytesMax maximum size of a record with its partition key
 */
record KinesisStream(
        String name,
        String arn,
        List<StreamShard> shards,
        boolean onDemand,
        int recordBytesMax,
        InstantSource clock) {
    private static final BigInteger HASHES = BigInteger.TWO.pow(128);

    static KinesisStream of(
            String name,
            String arn,
            int shardCount,
            boolean onDemand,
            int recordBytesMax,
            InstantSource clock) {
        List<StreamShard> shards = new ArrayList<>();
        for (int number = 0; number < shardCount; number++) {
            BigInteger next = start(number + 1, shardCount);
            shards.add(
                    new StreamShard(
                            number, start(number, shardCount), next.subtract(BigInteger.ONE)));
        }
        return new KinesisStream(name, arn, List.copyOf(shards), onDemand, recordBytesMax, clock);
    }

    Optional<StreamShard> shard(String id) {
        return shards.stream().filter(shard -> shard.id().equals(id)).findFirst();
    }

    /** The position of a new record. */
    record Placed(String shardId, String sequenceNumber) {}

    /** Adds a record to the shard of its partition key. */
    Placed put(String partitionKey, SdkBytes data) {
        return put(hash(partitionKey), partitionKey, data);
    }

    /** Adds a record to the shard of an explicit hash key. */
    Placed put(BigInteger hash, String partitionKey, SdkBytes data) {
        StreamShard shard = shards.stream().filter(it -> it.takes(hash)).findFirst().orElseThrow();
        return new Placed(shard.id(), shard.add(partitionKey, data, clock.instant()));
    }

    /**
     * The MD5 of the key.
     *
     * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html">Terminology:
     *     partition key</a>
     */
    static BigInteger hash(String partitionKey) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
    }

    private static BigInteger start(int shard, int count) {
        return HASHES.multiply(BigInteger.valueOf(shard)).divide(BigInteger.valueOf(count));
    }
}
