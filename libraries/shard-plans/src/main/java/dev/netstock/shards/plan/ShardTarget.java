package dev.netstock.shards.plan;

import java.util.Optional;

/**
 * What people want of a SKU's shards at a location.
 *
 * @param pinned exactly so many, whatever the heat; empty to leave it to the policy
 * @param settingsVersion of the settings that said so; 0 if none ever did
 * @param atLeast no fewer than these while nothing is pinned; 1 where nobody asked for more
 */
public record ShardTarget(Optional<Integer> pinned, long settingsVersion, int atLeast) {
    /** Nobody wants anything. */
    public static final ShardTarget NONE = new ShardTarget(Optional.empty(), 0, 1);

    /** By these settings, unless newer ones were heard of. */
    public ShardTarget pinnedTo(Optional<Integer> shards, long version) {
        return version > settingsVersion ? new ShardTarget(shards, version, atLeast) : this;
    }

    public ShardTarget noFewerThan(int shards) {
        return new ShardTarget(pinned, settingsVersion, shards);
    }

    /** The fewest that are wished. */
    public int floor() {
        return pinned.orElse(atLeast);
    }
}
