package dev.netstock.shards.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.shard.ShardLimits;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

class ShardPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final ItemKey HOT = ItemKey.of(new Sku("hot"), new Location("east"));
    private static final long PLENTY = 100_000;

    @Test
    void aSku_thatIsWrittenToAsPlanned_staysOnOneItem() {
        assertThat(decide(split(1), rate(250)).shards()).isEqualTo(1);
    }

    @Test
    void aSku_thatIsWrittenToMore_getsAShardForEach250WritesASecond() {
        assertThat(decide(split(1), rate(251)).shards()).isEqualTo(2);
        assertThat(decide(split(8), rate(10_000)).shards()).isEqualTo(40);
    }

    @Test
    void aSku_whoseItemIsSaturated_getsFourTimesAsMany() {
        assertThat(decide(split(1), hottest(900)).shards()).isEqualTo(4);
        assertThat(decide(split(16), hottest(900)).shards()).isEqualTo(64);
    }

    @Test
    void aSku_thatIsThrottled_getsFourTimesAsMany() {
        assertThat(decide(split(4), throttled()).shards()).isEqualTo(16);
    }

    @Test
    void aSku_neverGetsMoreThanTheMost() {
        assertThat(decide(split(100), throttled()).shards()).isEqualTo(ShardLimits.MAX);
        assertThat(decide(split(1), rate(1_000_000)).shards()).isEqualTo(ShardLimits.MAX);
    }

    @Test
    void aSku_withFewUnits_getsNoMoreThanTheyCanFill() {
        assertThat(decide(split(4), new Demand(10_000, true, 900, true, 79)).shards()).isEqualTo(7);
        assertThat(decide(split(8), new Demand(10_000, true, 900, true, 79)).shards()).isEqualTo(8);
    }

    @Test
    void aRise_hasTenSecondsToShowItsEffect() {
        ShardPlan raised = decide(split(1), throttled());
        Instant soon = NOW.plus(ShardPolicy.COOL_UP).minusMillis(1);
        assertThat(ShardPolicy.decide(raised, throttled(), soon).shards()).isEqualTo(4);
        Instant later = NOW.plus(ShardPolicy.COOL_UP);
        assertThat(ShardPolicy.decide(raised, throttled(), later).shards()).isEqualTo(16);
    }

    @Test
    void aCalmSku_keepsItsShardsForFiveMinutes() {
        ShardPlan busy = decide(split(16), rate(4_000));
        assertThat(after(busy, Duration.ofMinutes(5).minusMillis(1), rate(0)).shards())
                .isEqualTo(16);
        assertThat(after(busy, Duration.ofMinutes(5), rate(0)).shards()).isEqualTo(1);
    }

    @Test
    void aSkuThatIsCalmer_keepsTwiceWhatItNeeds() {
        assertThat(decide(split(16), rate(1_000)).shards()).isEqualTo(8);
    }

    @Test
    void aSkuThatNeedsMoreThanHalf_keepsAll() {
        ShardPlan kept = decide(split(16), rate(1_100));
        assertThat(kept.shards()).isEqualTo(16);
        assertThat(kept.neededAt()).isEqualTo(NOW);
    }

    @Test
    void aSkuOfWhichNothingWasMeasured_isNotTakenForCalm() {
        assertThat(decide(split(16), new Demand(0, false, 0, false, PLENTY)).shards())
                .isEqualTo(16);
    }

    @Test
    void aPinnedSku_hasWhatWasPinnedWhateverTheHeat() {
        ShardPlan pinned = split(4).wishing(new ShardTarget(Optional.of(10), 1, 1));
        assertThat(decide(pinned, throttled()).shards()).isEqualTo(10);
        assertThat(decide(pinned, rate(0)).shards()).isEqualTo(10);
        ShardPlan toOne = split(4).wishing(new ShardTarget(Optional.of(1), 1, 40));
        assertThat(decide(toOne, throttled()).shards()).isEqualTo(1);
    }

    @Test
    void aSkuOfASale_hasNoFewerThanWereDemandedAndMoreIfItIsHot() {
        ShardPlan sale = split(1).wishing(ShardTarget.NONE.noFewerThan(32));
        ShardPlan opened = decide(sale, rate(0));
        assertThat(opened.shards()).isEqualTo(32);
        assertThat(after(opened, Duration.ofHours(1), rate(0)).shards()).isEqualTo(32);
        assertThat(after(opened, Duration.ofHours(1), throttled()).shards()).isEqualTo(128);
    }

    @Test
    void aSkuWhoseSaleIsOver_isMergedWithTheNextLookIfItIsCalm() {
        ShardPlan over =
                decide(split(1).wishing(ShardTarget.NONE.noFewerThan(32)), rate(8_000))
                        .wishing(ShardTarget.NONE.noFewerThan(1));
        assertThat(after(over, Duration.ofSeconds(1), rate(8_000)).shards()).isEqualTo(32);
        assertThat(after(over, Duration.ofSeconds(1), rate(10)).shards()).isEqualTo(1);
    }

    @Test
    void settingsThatAreOlder_changeNoPin() {
        ShardTarget newer = ShardTarget.NONE.pinnedTo(Optional.of(8), 3);
        assertThat(newer.pinnedTo(Optional.empty(), 2)).isEqualTo(newer);
        assertThat(newer.pinnedTo(Optional.empty(), 4).pinned()).isEmpty();
    }

    @Test
    void aSplitSku_isLookedAtEachMinuteAndAMergedOneSeldom() {
        WriteCount seen = new WriteCount(1, NOW);
        assertThat(split(2).seen(seen).isDue(NOW)).isTrue();
        ShardPlan merged = split(2).seen(seen).setTo(1, NOW);
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(29)))).isTrue();
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(31)))).isFalse();
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(61)))).isTrue();
    }

    /**
     * Whatever comes: within the limits, never up and down within a minute, one item in the end.
     */
    @Test
    void anyWeather_isFollowedWithinTheLimitsAndEndsInCalm() {
        long seed = Long.getLong("policy.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        for (int day = 0; day < 500; day++) {
            ShardPlan plan = split(1);
            Instant at = NOW;
            Instant lastRise = Instant.EPOCH;
            for (int step = 0; step < 60; step++) {
                at = at.plusMillis(random.nextLong(1, 90_000));
                ShardPlan next = ShardPolicy.decide(plan, weather(random), at);
                assertThat(next.shards()).as("seed %d", seed).isBetween(1, ShardLimits.MAX);
                if (next.shards() > plan.shards()) {
                    lastRise = at;
                }
                if (next.shards() < plan.shards()) {
                    assertThat(Duration.between(lastRise, at))
                            .as("seed %d", seed)
                            .isGreaterThanOrEqualTo(ShardPolicy.COOL_DOWN);
                }
                plan = next;
            }
            Instant calm = at.plus(ShardPolicy.COOL_DOWN);
            assertThat(ShardPolicy.decide(plan, rate(0), calm).shards())
                    .as("seed %d", seed)
                    .isEqualTo(1);
        }
    }

    private static Demand weather(SplittableRandom random) {
        long rate = random.nextBoolean() ? random.nextLong(200) : random.nextLong(60_000);
        return new Demand(
                rate, random.nextBoolean(), random.nextLong(1_000), random.nextInt(9) == 0, PLENTY);
    }

    private static ShardPlan split(int shards) {
        return ShardPlan.none(HOT).found(shards);
    }

    private static ShardPlan decide(ShardPlan plan, Demand demand) {
        return ShardPolicy.decide(plan, demand, NOW);
    }

    private static ShardPlan after(ShardPlan plan, Duration later, Demand demand) {
        return ShardPolicy.decide(plan, demand, NOW.plus(later));
    }

    private static Demand rate(long writesPerSecond) {
        return new Demand(writesPerSecond, true, 0, false, PLENTY);
    }

    private static Demand hottest(long writesPerSecond) {
        return new Demand(writesPerSecond, true, writesPerSecond, false, PLENTY);
    }

    private static Demand throttled() {
        return new Demand(0, false, 0, true, PLENTY);
    }
}
