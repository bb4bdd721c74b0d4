package dev.netstock.shards.plan;

import dev.netstock.stock.ItemKey;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The decision over how many items the units of a SKU at a location are spread, and what it is
 * based on.
 *
 * @param item its first item
 * @param target what users configured
 * @param shards how many items were last decided
 * @param changedAt when that number last changed
 * @param neededAt when that many were last needed
 * @param lastCount the last count of its writes; empty before the first one
 * @param version increases by 1 with each stored decision; 0 if none is stored
 */
public record ShardPlan(
        ItemKey item,
        ShardTarget target,
        int shards,
        Instant changedAt,
        Instant neededAt,
        Optional<WriteCount> lastCount,
        long version) {
    /** Units taken from a shard can return to it until the longest hold has ended. */
    private static final Duration ACTIVE_TIME = Duration.ofMinutes(30);

    private static final Duration IDLE_INTERVAL = Duration.ofHours(1);

    /** The plan of a SKU without a stored decision. */
    public static ShardPlan none(ItemKey item) {
        return new ShardPlan(
                item, ShardTarget.NONE, 1, Instant.EPOCH, Instant.EPOCH, Optional.empty(), 0);
    }

    /** The plan of a SKU without a stored decision whose units are already spread. */
    public ShardPlan withShards(int openShards) {
        return new ShardPlan(item, target, openShards, changedAt, neededAt, lastCount, version);
    }

    /**
     * Lowering the target lets the next review merge shards at once, unless they are still needed.
     */
    public ShardPlan withTarget(ShardTarget next) {
        Instant needed = next.floor() < target.floor() ? Instant.EPOCH : neededAt;
        return new ShardPlan(item, next, shards, changedAt, needed, lastCount, version);
    }

    /** Changes the number, because a target asks for it or because the load allows it. */
    public ShardPlan setTo(int other, Instant now) {
        return new ShardPlan(
                item,
                target,
                other,
                other == shards ? changedAt : now,
                neededAt,
                lastCount,
                version);
    }

    public ShardPlan raisedTo(int more, Instant now) {
        return setTo(more, now).needed(now);
    }

    public ShardPlan needed(Instant now) {
        return new ShardPlan(item, target, shards, changedAt, now, lastCount, version);
    }

    public ShardPlan withLastCount(WriteCount count) {
        return new ShardPlan(
                item, target, shards, changedAt, neededAt, Optional.of(count), version);
    }

    /** The plan with the next version, ready to be stored. */
    public ShardPlan next() {
        return new ShardPlan(item, target, shards, changedAt, neededAt, lastCount, version + 1);
    }

    /**
     * Whether a review is due: every minute while the SKU is split, or while units may return to
     * retired items; once an hour afterwards.
     */
    public boolean isDue(Instant now) {
        return shards > 1
                || target.floor() > 1
                || now.isBefore(changedAt.plus(ACTIVE_TIME))
                || lastCount
                        .filter(count -> now.isBefore(count.at().plus(IDLE_INTERVAL)))
                        .isEmpty();
    }
}
