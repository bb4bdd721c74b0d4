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
 * @param restingSince since when reviews have found the SKU at rest; empty if the last one did not,
 *     or if the target was changed since
 * @param version increases by 1 with each stored decision; 0 if none is stored
 */
public record ShardPlan(
        ItemKey item,
        ShardTarget target,
        int shards,
        Instant changedAt,
        Instant neededAt,
        Optional<WriteCount> lastCount,
        Optional<Instant> restingSince,
        long version) {
    /** Units taken from a shard can return to it until the longest hold has ended. */
    private static final Duration ACTIVE_TIME = Duration.ofMinutes(30);

    private static final Duration IDLE_INTERVAL = Duration.ofHours(1);

    /**
     * How long a SKU is at rest before its plan is deleted: less than a day, because settings that
     * are replaced once a day begin the rest again. Units that come back to a retired item later
     * stay there until an order needs them.
     */
    private static final Duration REST = Duration.ofHours(12);

    /** The plan of a SKU without a stored decision. */
    public static ShardPlan none(ItemKey item) {
        return new ShardPlan(
                item,
                ShardTarget.NONE,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The plan of a SKU without a stored decision whose units are already spread. */
    public ShardPlan withShards(int openShards) {
        return new ShardPlan(
                item, target, openShards, changedAt, neededAt, lastCount, restingSince, version);
    }

    /**
     * Lowering the target lets the next review merge shards at once, unless they are still needed.
     */
    public ShardPlan withTarget(ShardTarget next) {
        if (next.equals(target)) {
            return this;
        }
        Instant needed = next.floor() < target.floor() ? Instant.EPOCH : neededAt;
        return new ShardPlan(
                item, next, shards, changedAt, needed, lastCount, Optional.empty(), version);
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
                restingSince,
                version);
    }

    public ShardPlan raisedTo(int more, Instant now) {
        return setTo(more, now).needed(now);
    }

    public ShardPlan needed(Instant now) {
        return new ShardPlan(
                item, target, shards, changedAt, now, lastCount, restingSince, version);
    }

    public ShardPlan withLastCount(WriteCount count) {
        return new ShardPlan(
                item,
                target,
                shards,
                changedAt,
                neededAt,
                Optional.of(count),
                restingSince,
                version);
    }

    /**
     * Notes whether the SKU is at rest: on one item, with no target, and with nothing to do.
     *
     * @param isTidy whether its units are on one item and nothing needs to be moved
     */
    public ShardPlan withRest(boolean isTidy, Instant now) {
        boolean isAtRest = isTidy && shards == 1 && !target.isSet();
        return new ShardPlan(
                item,
                target,
                shards,
                changedAt,
                neededAt,
                lastCount,
                isAtRest ? restingSince.or(() -> Optional.of(now)) : Optional.empty(),
                version);
    }

    /** Whether the SKU has been at rest for so long that it needs no plan. */
    public boolean hasRested(Instant now) {
        return restingSince.filter(since -> !now.isBefore(since.plus(REST))).isPresent();
    }

    /** The plan with the next version, ready to be stored. */
    public ShardPlan next() {
        return new ShardPlan(
                item, target, shards, changedAt, neededAt, lastCount, restingSince, version + 1);
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
