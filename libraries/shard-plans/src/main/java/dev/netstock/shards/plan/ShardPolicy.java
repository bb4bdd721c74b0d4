package dev.netstock.shards.plan;

import dev.netstock.stock.shard.ShardLimits;

import java.time.Duration;
import java.time.Instant;

/**
 * Decides how many shards a SKU gets. An item accepts 1,000 write units a second. A shard is
 * planned for a quarter of that, because returning units costs double and orders do not arrive
 * evenly. Pure.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html">
 *     Best practices for designing partition keys</a>: 1,000 write units for a partition, and so
 *     for an item
 */
public final class ShardPolicy {
    /** The writes a second that a shard is planned for. */
    public static final long WRITES_PER_SHARD = 250;

    /** How long a change needs to take effect before further heat counts. */
    public static final Duration SCALE_UP_COOLDOWN = Duration.ofSeconds(10);

    /** How long fewer shards must suffice before shards are merged. */
    public static final Duration SCALE_DOWN_COOLDOWN = Duration.ofMinutes(5);

    /** The factor by which shards grow when the measured rate cannot show the real demand. */
    private static final int GROWTH_FACTOR = 4;

    /** With fewer units, a shard would be empty before its first order finds it. */
    private static final long UNITS_PER_SHARD_MIN = 10;

    private ShardPolicy() {}

    /** The plan for this demand. */
    public static ShardPlan decide(ShardPlan plan, Demand demand, Instant now) {
        if (plan.target().pinned().isPresent()) {
            return plan.setTo(plan.target().floor(), now);
        }
        int needed = needed(plan, demand);
        if (needed > plan.shards() && acceptsHeat(plan, now)) {
            return plan.raisedTo(Math.max(needed, plan.target().floor()), now);
        }
        if (plan.target().floor() > plan.shards()) {
            return plan.setTo(plan.target().floor(), now);
        }
        return demand.isMeasured() && needed <= plan.shards()
                ? mergedIfCalm(plan, demand, now)
                : plan;
    }

    /**
     * Whether heat measured at this moment counts. Right after a change it does not, because the
     * change has not taken effect yet.
     */
    public static boolean acceptsHeat(ShardPlan plan, Instant at) {
        return !at.isBefore(plan.changedAt().plus(SCALE_UP_COOLDOWN));
    }

    private static int needed(ShardPlan plan, Demand demand) {
        long byRate = shardsFor(demand.writesPerSecond(), WRITES_PER_SHARD);
        long bySaturation = demand.isSaturated() ? (long) plan.shards() * GROWTH_FACTOR : 1;
        long byUnits = Math.max(plan.shards(), demand.available() / UNITS_PER_SHARD_MIN);
        return (int) Math.min(Math.max(byRate, bySaturation), Math.min(byUnits, ShardLimits.MAX));
    }

    /**
     * Merges shards only if half of them can serve twice the load. This hysteresis avoids splitting
     * and merging in turn.
     */
    private static ShardPlan mergedIfCalm(ShardPlan plan, Demand demand, Instant now) {
        long sufficient = shardsFor(demand.writesPerSecond(), WRITES_PER_SHARD / 2);
        if (sufficient * 2 > plan.shards()) {
            return plan.needed(now);
        }
        long fewer = Math.max(sufficient, plan.target().floor());
        boolean cooledDown = !now.isBefore(plan.neededAt().plus(SCALE_DOWN_COOLDOWN));
        return cooledDown && fewer < plan.shards() ? plan.setTo((int) fewer, now) : plan;
    }

    private static long shardsFor(long writesPerSecond, long writesPerShard) {
        return Math.max(1, Math.ceilDiv(writesPerSecond, writesPerShard));
    }
}
