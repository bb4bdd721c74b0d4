package dev.netstock.shards.plan;

import java.util.Optional;

/**
 * What people want of a SKU's shards at a location.
 *
 * @param pinned exactly so many, whatever the heat; empty to leave it to the policy
 * @param settingsVersion of the settings that said so; 0 if none ever did
 * @param atLeast no fewer than these while nothing is pinned; 1 where nobody asked for more
 */
public record Wish(Optional<Integer> pinned, long settingsVersion, int atLeast) {
    /** Nobody wants anything. */
    public static final Wish NONE = new Wish(Optional.empty(), 0, 1);

    /** By these settings, unless newer ones were heard of. */
    public Wish pinnedTo(Optional<Integer> shards, long version) {
        return version > settingsVersion ? new Wish(shards, version, atLeast) : this;
    }

    public Wish noFewerThan(int shards) {
        return new Wish(pinned, settingsVersion, shards);
    }

    /** The fewest that are wished. */
    public int floor() {
        return pinned.orElse(atLeast);
    }
}
