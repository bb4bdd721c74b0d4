package dev.netstock.publishers;

import static dev.netstock.publishers.StreamRecords.changedAt;
import static dev.netstock.publishers.StreamRecords.inserted;
import static dev.netstock.publishers.StreamRecords.taken;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;

import dev.netstock.events.Heat;
import dev.netstock.platform.testing.Seed;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class HeatMeterTest {
    private static final Instant START = Instant.parse("2026-11-21T02:00:00Z");

    private final HeatMeter meter = new HeatMeter();

    @Test
    void heat_ofANewItem_isUnknown() {
        assertThat(read("A", 5_000, 0)).isEmpty();
    }

    @Test
    void heat_isTheVersionDifferenceOverTime() {
        read("A", 1_000, 0);
        assertThat(read("A", 1_900, 2_000))
                .containsExactly(Heat.ofChanges("A", "east", 0, 450, START.plusMillis(2_000)));
    }

    @Test
    void heat_ofAShard_namesTheShard() {
        read("A#7", 1_000, 0);
        assertThat(read("A#7", 1_400, 1_000)).extracting(Heat::shard).containsExactly(7);
    }

    @Test
    void heat_withinThePlannedRate_isNotReported() {
        read("A", 1_000, 0);
        assertThat(read("A", 1_000 + HeatMeter.HOT - 1, 1_000)).isEmpty();
    }

    @Test
    void heat_ofSimultaneousOrders_isNotReportedYet() {
        read("A", 1_000, 0);
        assertThat(read("A", 1_100, 100)).isEmpty();
        assertThat(read("A", 1_110, 1_100)).isEmpty();
    }

    @Test
    void heat_afterALongPause_isMeasuredFromTheStart() {
        read("A", 1_000, 0);
        assertThat(read("A", 50_000, 60_000)).isEmpty();
        assertThat(read("A", 50_500, 61_000)).hasSize(1);
    }

    @Test
    void heat_ofARepeatedBatch_isReportedOnce() {
        read("A", 1_000, 0);
        assertThat(read("A", 1_900, 2_000)).hasSize(1);
        assertThat(read("A", 1_900, 2_000)).isEmpty();
    }

    /** An environment sees only some of the batches, and its measurement is still correct. */
    @Test
    void heat_withMissedBatches_coversAllWrites() {
        long seed = Seed.fresh();
        var random = new SplittableRandom(seed);
        List<Heat> reported = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            if (random.nextInt(4) == 0) {
                reported.addAll(read("A", 1 + number * 60L, number * 100L));
            }
        }
        assertThat(reported)
                .as("seed %d", seed)
                .hasSizeGreaterThan(10)
                .allSatisfy(heat -> assertThat(heat.writesPerSecond()).isEqualTo(600));
    }

    private List<Heat> read(String sku, long version, long millis) {
        String time = START.plusMillis(millis).toString();
        DynamodbStreamRecord record =
                inserted(
                        1,
                        changedAt(
                                taken(sku, 10, version),
                                time.substring(time.indexOf('T') + 1, time.length() - 1)));
        return meter.heat(ItemRecords.read(List.of(record)));
    }
}
