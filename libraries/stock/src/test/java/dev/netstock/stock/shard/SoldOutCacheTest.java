package dev.netstock.stock.shard;

import static dev.netstock.stock.testing.Shop.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.shard.SoldOutCache.Evidence;
import dev.netstock.stock.shard.SoldOutCache.Wanted;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Times are in milliseconds here. */
class SoldOutCacheTest {
    private static final Wanted TAPE = wanted("tape", Optional.empty());

    private final SoldOutCache cache = new SoldOutCache();

    @Test
    void refuses_afterOneProof_isFalse() {
        note(0, 0);

        assertThat(refuses(1, 0)).isFalse();
    }

    @Test
    void refuses_afterTwoProofsWithinASecond_refusesOrdersForMoreThanWasLeft() {
        note(2, 0);
        note(2, 999);

        assertThat(cache.refuses(TAPE, 3, nanos(999))).hasValue(2);
        assertThat(refuses(2, 999)).isFalse();
    }

    @Test
    void refuses_afterTwoProofsWithinASecondLongAfterTheStart_isTrue() {
        note(0, 100_000);
        note(0, 100_999);

        assertThat(refuses(1, 100_999)).isTrue();
    }

    @Test
    void refuses_afterTwoProofsThatAreASecondApart_isFalse() {
        note(0, 0);
        note(0, 1_000);

        assertThat(refuses(1, 1_000)).isFalse();
    }

    @Test
    void refuses_forHalfASecondFromTheStartOfTheReading() {
        note(0, 100);
        note(0, 200);

        assertThat(refuses(1, 200)).isTrue();
        assertThat(refuses(1, 699)).isTrue();
        assertThat(refuses(1, 700)).isFalse();
    }

    @Test
    void refuses_whenTheProofIsLaterThanTheOrder_isFalse() {
        note(0, 100);
        note(0, 200);

        assertThat(refuses(1, 199)).isFalse();
    }

    @Test
    void refuses_afterSeveralProofs_usesTheLastOne() {
        note(5, 0);
        note(1, 10);

        assertThat(cache.refuses(TAPE, 6, nanos(10))).hasValue(1);
    }

    @Test
    void refuses_withoutAProofOrAfterForget_isFalse() {
        assertThat(refuses(1, 0)).isFalse();
        note(0, 0);
        note(0, 1);

        cache.forget(TAPE);

        assertThat(refuses(1, 1)).isFalse();
        assertThat(cache.evidence(TAPE, nanos(1))).isEmpty();
    }

    @Test
    void refuses_atOneLocation_needsAProofForThatLocation() {
        var east = wanted("tape", Optional.of(new Location("east")));
        note(0, 0);
        note(0, 1);

        assertThat(cache.refuses(east, 1, nanos(1))).isEmpty();
    }

    @Test
    void evidence_isKeptForAMinute() {
        Evidence evidence = note(0, 0);

        assertThat(cache.evidence(TAPE, nanos(59_999))).contains(evidence);
        assertThat(cache.evidence(TAPE, nanos(60_000))).isEmpty();
    }

    @Test
    void evidence_longAfterTheStart_isKeptForAMinute() {
        Evidence evidence = note(0, 100_000);

        assertThat(cache.evidence(TAPE, nanos(159_999))).contains(evidence);
        assertThat(cache.evidence(TAPE, nanos(160_000))).isEmpty();
    }

    @Test
    void drainRefusedUnits_countsEachRefusalOnce() {
        note(0, 0);
        note(0, 1);
        refuses(9, 1);
        cache.count(3);
        cache.count(4);

        assertThat(cache.drainRefusedUnits()).isEqualTo(7);
        assertThat(cache.drainRefusedUnits()).isZero();
    }

    @Test
    void note_whenTheCacheIsFull_clearsIt() {
        IntStream.range(0, 9_999).forEach(i -> cache.note(sku(i), evidence(0, 0)));
        assertThat(cache.evidence(sku(0), 0)).isPresent();

        cache.note(sku(9_999), evidence(0, 0));
        assertThat(cache.evidence(sku(0), 0)).isPresent();

        cache.note(sku(10_000), evidence(0, 0));
        assertThat(cache.evidence(sku(0), 0)).isEmpty();
        assertThat(cache.evidence(sku(10_000), 0)).isPresent();
    }

    private Evidence note(long available, long at) {
        Evidence evidence = evidence(available, at);
        cache.note(TAPE, evidence);
        return evidence;
    }

    private static Evidence evidence(long available, long at) {
        return new Evidence(available, Map.of(item("tape", "east"), 7L), nanos(at));
    }

    private boolean refuses(long units, long at) {
        return cache.refuses(TAPE, units, nanos(at)).isPresent();
    }

    private static Wanted sku(int number) {
        return wanted("sku-" + number, Optional.empty());
    }

    private static long nanos(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    private static Wanted wanted(String sku, Optional<Location> location) {
        return new Wanted(new Sku(sku), location, new Channel("storefront"), Optional.empty());
    }
}
