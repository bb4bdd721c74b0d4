package dev.netstock.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;

import java.math.BigInteger;
import java.time.Instant;

class StreamShardTest {
    private static final SdkBytes DATA = SdkBytes.fromUtf8String("data");

    @Test
    void add_whenTheShardIsFull_dropsTheOldest() {
        var shard = new StreamShard(0, BigInteger.ZERO, BigInteger.TEN);
        for (int number = 0; number <= StreamShard.KEPT_MAX; number++) {
            shard.add("key", DATA, Instant.EPOCH);
        }

        assertThat(shard.start()).isPositive();
        assertThat(shard.end()).isEqualTo(StreamShard.KEPT_MAX + 1L);
        String oldest = shard.from(0, 1).getFirst().sequenceNumber();
        assertThat(StreamShard.position(oldest)).isEqualTo(shard.start());
        assertThat(shard.from(shard.end() - 1, 10)).hasSize(1);
    }
}
