package dev.netstock.shards.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.Seed;
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
    void decide_withinTheRateOfOneShard_staysOnOneItem() {
        assertThat(decide(split(1), rate(250)).shards()).isEqualTo(1);
    }

    @Test
    void decide_aboveTheRateOfOneShard_addsAShardForEach250WritesASecond() {
        assertThat(decide(split(1), rate(251)).shards()).isEqualTo(2);
        assertThat(decide(split(8), rate(10_000)).shards()).isEqualTo(40);
    }

    @Test
    void decide_withASaturatedItem_quadruplesTheShards() {
        assertThat(decide(split(1), hottest(900)).shards()).isEqualTo(4);
        assertThat(decide(split(16), hottest(900)).shards()).isEqualTo(64);
    }

    @Test
    void decide_whenThrottled_quadruplesTheShards() {
        assertThat(decide(split(4), throttled()).shards()).isEqualTo(16);
    }

    @Test
    void decide_withAnyDemand_staysWithinTheMaximum() {
        assertThat(decide(split(100), throttled()).shards()).isEqualTo(ShardLimits.MAX);
        assertThat(decide(split(1), rate(1_000_000)).shards()).isEqualTo(ShardLimits.MAX);
    }

    @Test
    void decide_withFewUnits_createsNoEmptyShards() {
        assertThat(decide(split(4), new Demand(10_000, true, 900, true, 79)).shards()).isEqualTo(7);
        assertThat(decide(split(8), new Demand(10_000, true, 900, true, 79)).shards()).isEqualTo(8);
    }

    @Test
    void decide_withinTenSecondsOfASplit_doesNotSplitAgain() {
        ShardPlan raised = decide(split(1), throttled());
        Instant soon = NOW.plus(ShardPolicy.SCALE_UP_COOLDOWN).minusMillis(1);
        assertThat(ShardPolicy.decide(raised, throttled(), soon).shards()).isEqualTo(4);
        Instant later = NOW.plus(ShardPolicy.SCALE_UP_COOLDOWN);
        assertThat(ShardPolicy.decide(raised, throttled(), later).shards()).isEqualTo(16);
    }

    @Test
    void decide_whenTheLoadDrops_keepsTheShardsForFiveMinutes() {
        ShardPlan busy = decide(split(16), rate(4_000));
        assertThat(after(busy, Duration.ofMinutes(5).minusMillis(1), rate(0)).shards())
                .isEqualTo(16);
        assertThat(after(busy, Duration.ofMinutes(5), rate(0)).shards()).isEqualTo(1);
    }

    @Test
    void decide_whenLessIsNeeded_keepsTwiceTheNeededShards() {
        assertThat(decide(split(16), rate(1_000)).shards()).isEqualTo(8);
    }

    @Test
    void decide_whenMoreThanHalfIsNeeded_keepsAllShards() {
        ShardPlan kept = decide(split(16), rate(1_100));
        assertThat(kept.shards()).isEqualTo(16);
        assertThat(kept.neededAt()).isEqualTo(NOW);
    }

    @Test
    void decide_withoutAMeasuredRate_doesNotMerge() {
        assertThat(decide(split(16), new Demand(0, false, 0, false, PLENTY)).shards())
                .isEqualTo(16);
    }

    @Test
    void decide_whenPinned_ignoresHeat() {
        ShardPlan pinned = split(4).withTarget(new ShardTarget(Optional.of(10), 1, 1));
        assertThat(decide(pinned, throttled()).shards()).isEqualTo(10);
        assertThat(decide(pinned, rate(0)).shards()).isEqualTo(10);
        ShardPlan toOne = split(4).withTarget(new ShardTarget(Optional.of(1), 1, 40));
        assertThat(decide(toOne, throttled()).shards()).isEqualTo(1);
    }

    @Test
    void decide_withAMinimum_usesAtLeastThatManyAndMoreWhenHot() {
        ShardPlan sale = split(1).withTarget(ShardTarget.NONE.noFewerThan(32));
        ShardPlan opened = decide(sale, rate(0));
        assertThat(opened.shards()).isEqualTo(32);
        assertThat(after(opened, Duration.ofHours(1), rate(0)).shards()).isEqualTo(32);
        assertThat(after(opened, Duration.ofHours(1), throttled()).shards()).isEqualTo(128);
    }

    @Test
    void decide_afterTheMinimumIsRemoved_mergesAtTheNextReviewIfCalm() {
        ShardPlan over =
                decide(split(1).withTarget(ShardTarget.NONE.noFewerThan(32)), rate(8_000))
                        .withTarget(ShardTarget.NONE.noFewerThan(1));
        assertThat(after(over, Duration.ofSeconds(1), rate(8_000)).shards()).isEqualTo(32);
        assertThat(after(over, Duration.ofSeconds(1), rate(10)).shards()).isEqualTo(1);
    }

    @Test
    void pinnedTo_withOlderSettings_changesNothing() {
        ShardTarget newer = ShardTarget.NONE.pinnedTo(Optional.of(8), 3);
        assertThat(newer.pinnedTo(Optional.empty(), 2)).isEqualTo(newer);
        assertThat(newer.pinnedTo(Optional.empty(), 4).pinned()).isEmpty();
    }

    @Test
    void isDue_everyMinuteWhileSplit_andRarelyAfterAMerge() {
        WriteCount seen = new WriteCount(1, NOW);
        assertThat(split(2).withLastCount(seen).isDue(NOW)).isTrue();
        ShardPlan merged = split(2).withLastCount(seen).setTo(1, NOW);
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(29)))).isTrue();
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(31)))).isFalse();
        assertThat(merged.isDue(NOW.plus(Duration.ofMinutes(61)))).isTrue();
    }

    /**
     * Under any load: the number stays within the limits, does not go up and down within a minute,
     * and returns to one item in the end.
     */
    @Test
    void decide_withRandomLoad_staysWithinTheLimitsAndEndsWithOneItem() {
        long seed = Seed.fresh();
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
                            .isGreaterThanOrEqualTo(ShardPolicy.SCALE_DOWN_COOLDOWN);
                }
                plan = next;
            }
            Instant calm = at.plus(ShardPolicy.SCALE_DOWN_COOLDOWN);
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
        return ShardPlan.none(HOT).withShards(shards);
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
