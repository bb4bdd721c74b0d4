package dev.netstock.shards.plan;

import dev.netstock.stock.ItemKey;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Over how many items the units of a SKU at a location shall be spread, and why.
 *
 * @param item its first item
 * @param wish what people want
 * @param shards so many: what was last decided
 * @param changedAt when that was another number
 * @param neededAt when so many were last needed
 * @param seen what was last seen of its writes; empty if nothing yet
 * @param version +1 with each decision that is written; 0 where there is none
 */
public record ShardPlan(
        ItemKey item,
        ShardTarget wish,
        int shards,
        Instant changedAt,
        Instant neededAt,
        Optional<WriteCount> seen,
        long version) {
    /** Units that were taken from a shard may come back to it until the longest hold is over. */
    private static final Duration LIVELY = Duration.ofMinutes(30);

    private static final Duration SELDOM = Duration.ofHours(1);

    /** Of a SKU that nobody decided about. */
    public static ShardPlan none(ItemKey item) {
        return new ShardPlan(
                item, ShardTarget.NONE, 1, Instant.EPOCH, Instant.EPOCH, Optional.empty(), 0);
    }

    /** Of a SKU that nobody decided about, and that is spread nevertheless. */
    public ShardPlan found(int openShards) {
        return new ShardPlan(item, wish, openShards, changedAt, neededAt, seen, version);
    }

    /** What is not wished any more goes with the next look, if all is calm then. */
    public ShardPlan wishing(ShardTarget next) {
        Instant needed = next.floor() < wish.floor() ? Instant.EPOCH : neededAt;
        return new ShardPlan(item, next, shards, changedAt, needed, seen, version);
    }

    /** As somebody wishes, or as calm allows. */
    public ShardPlan setTo(int other, Instant now) {
        return new ShardPlan(
                item, wish, other, other == shards ? changedAt : now, neededAt, seen, version);
    }

    public ShardPlan raisedTo(int more, Instant now) {
        return setTo(more, now).needed(now);
    }

    public ShardPlan needed(Instant now) {
        return new ShardPlan(item, wish, shards, changedAt, now, seen, version);
    }

    public ShardPlan seen(WriteCount sighting) {
        return new ShardPlan(
                item, wish, shards, changedAt, neededAt, Optional.of(sighting), version);
    }

    /** As it is written next. */
    public ShardPlan next() {
        return new ShardPlan(item, wish, shards, changedAt, neededAt, seen, version + 1);
    }

    /**
     * Whether a look is due: each minute while it is split, or while units may come back to items
     * that nobody picks from; seldom afterwards.
     */
    public boolean isDue(Instant now) {
        return shards > 1
                || wish.floor() > 1
                || now.isBefore(changedAt.plus(LIVELY))
                || seen.filter(sighting -> now.isBefore(sighting.at().plus(SELDOM))).isEmpty();
    }
}
