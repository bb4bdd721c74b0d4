package dev.netstock.shards.plan;

import dev.netstock.stock.shard.ShardLimits;

import java.time.Duration;
import java.time.Instant;

/**
 * How many shards a SKU gets. An item takes 1,000 write units a second; a shard is planned for a
 * quarter of them, since what gives units back costs double and orders do not come evenly. Pure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
 *     Best practices for designing partition keys</a>: 1,000 write units for a partition, and so
 *     for an item
 */
public final class ShardPolicy {
    /** What a shard is planned for. */
    public static final long WRITES_PER_SHARD = 250;

    /** How long another number has to show its effect before heat counts again. */
    public static final Duration COOL_UP = Duration.ofSeconds(10);

    /** How long fewer have to do before fewer are made. */
    public static final Duration COOL_DOWN = Duration.ofMinutes(5);

    /** How much more there is where the present number cannot tell how much is wanted. */
    private static final int STRIDE = 4;

    /** With fewer units a shard would be empty before its first order had found it. */
    private static final long UNITS_PER_SHARD_MIN = 10;

    private ShardPolicy() {}

    /** The plan by this demand. */
    public static ShardPlan decide(ShardPlan plan, Demand demand, Instant now) {
        if (plan.wish().pinned().isPresent()) {
            return plan.setTo(plan.wish().floor(), now);
        }
        int needed = needed(plan, demand);
        if (needed > plan.shards() && hearsHeatOf(plan, now)) {
            return plan.raisedTo(Math.max(needed, plan.wish().floor()), now);
        }
        if (plan.wish().floor() > plan.shards()) {
            return plan.setTo(plan.wish().floor(), now);
        }
        return demand.isMeasured() && needed <= plan.shards() ? calmed(plan, demand, now) : plan;
    }

    /** Whether heat of this moment counts: before, the last change had not had its effect yet. */
    public static boolean hearsHeatOf(ShardPlan plan, Instant at) {
        return !at.isBefore(plan.changedAt().plus(COOL_UP));
    }

    private static int needed(ShardPlan plan, Demand demand) {
        long byRate = shardsFor(demand.writesPerSecond(), WRITES_PER_SHARD);
        long byHeat = demand.isBeyondMeasure() ? (long) plan.shards() * STRIDE : 1;
        long worthwhile = Math.max(plan.shards(), demand.available() / UNITS_PER_SHARD_MIN);
        return (int) Math.min(Math.max(byRate, byHeat), Math.min(worthwhile, ShardLimits.MAX));
    }

    /** Half of them have to bear twice of what there is: so it does not go up and down. */
    private static ShardPlan calmed(ShardPlan plan, Demand demand, Instant now) {
        long ample = shardsFor(demand.writesPerSecond(), WRITES_PER_SHARD / 2);
        if (ample * 2 > plan.shards()) {
            return plan.needed(now);
        }
        long fewer = Math.max(ample, plan.wish().floor());
        boolean isLongCalm = !now.isBefore(plan.neededAt().plus(COOL_DOWN));
        return isLongCalm && fewer < plan.shards() ? plan.setTo((int) fewer, now) : plan;
    }

    private static long shardsFor(long writesPerSecond, long writesPerShard) {
        return Math.max(1, Math.ceilDiv(writesPerSecond, writesPerShard));
    }
}
